using Google.Protobuf;
using NetGen.Onnx.Format;
using static NetGen.Onnx.Format.AttributeProto.Types;

namespace NetGen.Onnx.Exporting;

/// <summary>A graph under way. Every node is called as what it makes.</summary>
internal sealed class GraphBuilder(string name, ElementType type)
{
    public GraphProto Graph { get; } = new() { Name = name };

    public ElementType Type => type;

    public void Input(string value, IReadOnlyList<int> shape) => Graph.Input.Add(Value(value, shape));

    public void Output(string value, IReadOnlyList<int> shape) => Graph.Output.Add(Value(value, shape));

    public void FirstOutput(string value, IReadOnlyList<int> shape) => Graph.Output.Insert(0, Value(value, shape));

    public void Constant(string value, IReadOnlyList<int> shape, double[] numbers)
    {
        var tensor = new TensorProto { Name = value, DataType = (int)type, Dims = { shape.Select(size => (long)size) } };
        byte[] bytes = new byte[numbers.Length * type.Size()];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (type == ElementType.Double)
                System.Buffers.Binary.BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), numbers[i]);
            else
                System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), (float)numbers[i]);
        }
        tensor.RawData = ByteString.CopyFrom(bytes);
        Graph.Initializer.Add(tensor);
    }

    /// <summary>One number.</summary>
    public string Constant(string value, double number)
    {
        Constant(value, [], [number]);
        return value;
    }

    /// <summary>Whole numbers, such as those of a shape.</summary>
    public string Ints(string value, int[] numbers)
    {
        Graph.Initializer.Add(new TensorProto { Name = value, DataType = (int)ElementType.Int64, Dims = { numbers.Length }, Int64Data = { numbers.Select(number => (long)number) } });
        return value;
    }

    public string Add(string operation, string output, params ReadOnlySpan<string> inputs) => Add(operation, output, inputs.ToArray(), []);

    public string Add(string operation, string output, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Add(operation, [output], inputs, attributes);
        return output;
    }

    /// <summary>A node of several outputs.</summary>
    public void Add(string operation, string[] outputs, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = outputs[0], Input = { inputs }, Output = { outputs } };
        foreach ((string? attribute, object? value) in attributes)
        {
            node.Attribute.Add(value switch
            {
                int number => new AttributeProto { Name = attribute, Type = AttributeType.Int, I = number },
                int[] numbers => new AttributeProto { Name = attribute, Type = AttributeType.Ints, Ints = { numbers.Select(number => (long)number) } },
                _ => new AttributeProto { Name = attribute, Type = AttributeType.Float, F = (float)value },
            });
        }
        Graph.Node.Add(node);
    }

    private ValueInfoProto Value(string value, IReadOnlyList<int> shape) => new()
    {
        Name = value,
        Type = new()
        {
            TensorType = new()
            {
                ElemType = (int)type,
                Shape = new() { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "batch" }, shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }) } },
            },
        },
    };
}
