using Google.Protobuf;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;
using static NetGen.Onnx.Format.AttributeProto.Types;

namespace NetGen.Onnx.Tests;

/// <summary>Models in a few words.</summary>
internal static class Proto
{
    /// <summary>A model from <c>x</c>, with the given sizes after the first, to <c>y</c>.</summary>
    public static ModelProto Model(int[] inputShape, params ReadOnlySpan<NodeProto> nodes)
    {
        var graph = new GraphProto { Input = { Value("x", [null, .. inputShape]) }, Output = { Value("y", null) } };
        foreach (NodeProto node in nodes)
        {
            // ONNX Runtime asks for different names.
            if (graph.Node.Any(other => other.Name == node.Name) && graph.Node.Count < 100)
                node.Name += $" {graph.Node.Count}";
            graph.Node.Add(node);
        }
        return new ModelProto { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 18 } } };
    }

    public static ModelProto With(this ModelProto model, params ReadOnlySpan<TensorProto> constants)
    {
        model.Graph.Initializer.AddRange(constants.ToArray());
        return model;
    }

    public static ModelProto WithOpset(this ModelProto model, int version)
    {
        model.OpsetImport[0].Version = version;
        return model;
    }

    public static ValueInfoProto Value(string name, int?[]? shape)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)ElementType.Float };
        if (shape is not null)
            tensor.Shape = new TensorShapeProto { Dim = { shape.Select(size => size is int known ? new TensorShapeProto.Types.Dimension { DimValue = known } : new() { DimParam = "batch" }) } };
        return new() { Name = name, Type = new() { TensorType = tensor } };
    }

    public static NodeProto Node(string operation, string inputs, string outputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = $"the {operation}", Input = { Names(inputs) }, Output = { Names(outputs) } };
        foreach (var (name, value) in attributes)
        {
            node.Attribute.Add(value switch
            {
                int number => new AttributeProto { Name = name, Type = AttributeType.Int, I = number },
                float number => new() { Name = name, Type = AttributeType.Float, F = number },
                string text => new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(text) },
                string[] texts => new() { Name = name, Type = AttributeType.Strings, Strings = { texts.Select(ByteString.CopyFromUtf8) } },
                int[] numbers => new() { Name = name, Type = AttributeType.Ints, Ints = { numbers.Select(number => (long)number) } },
                float[] numbers => new() { Name = name, Type = AttributeType.Floats, Floats = { numbers } },
                TensorProto tensor => new() { Name = name, Type = AttributeType.Tensor, T = tensor },
                _ => throw new ArgumentOutOfRangeException(nameof(attributes), value, "No attribute has this type."),
            });
        }
        return node;
    }

    public static TensorProto Floats(string name, int[] shape, params ReadOnlySpan<float> values) =>
        new() { Name = name, DataType = (int)ElementType.Float, Dims = { shape.Select(size => (long)size) }, FloatData = { values.ToArray() } };

    public static TensorProto Ints(string name, int[] shape, params ReadOnlySpan<long> values) =>
        new() { Name = name, DataType = (int)ElementType.Int64, Dims = { shape.Select(size => (long)size) }, Int64Data = { values.ToArray() } };

    /// <summary>Numbers that are all different.</summary>
    public static TensorProto Drawn(string name, int seed, params int[] shape)
    {
        var random = new Random(seed);
        return Floats(name, shape, [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => (2 * random.NextSingle()) - 1)]);
    }

    public static OnnxModel Read(this ModelProto model) => OnnxModel.Read(new MemoryStream(model.ToByteArray()));

    /// <summary>As the only node of a model.</summary>
    public static Node Read(this NodeProto node) => new(Model([2], node).Read(), node, 0);

    private static string[] Names(string text) => text.Length == 0 ? [] : text.Split(' ').Select(name => name == "_" ? "" : name).ToArray();
}
