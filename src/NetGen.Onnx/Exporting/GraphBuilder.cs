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

    public void Constant(string value, IReadOnlyList<int> shape, double[] numbers)
    {
        var tensor = new TensorProto { Name = value, DataType = (int)type, Dims = { shape.Select(size => (long)size) } };
        var bytes = new byte[numbers.Length * type.Size()];
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

    public string Add(string operation, string output, params ReadOnlySpan<string> inputs) => Add(operation, output, inputs.ToArray(), []);

    public string Add(string operation, string output, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = output, Input = { inputs }, Output = { output } };
        foreach (var (attribute, value) in attributes)
        {
            node.Attribute.Add(value is int number
                ? new AttributeProto { Name = attribute, Type = AttributeType.Int, I = number }
                : new AttributeProto { Name = attribute, Type = AttributeType.Float, F = (float)value });
        }
        Graph.Node.Add(node);
        return output;
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
