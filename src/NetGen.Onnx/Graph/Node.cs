using NetGen.Onnx.Format;
using static NetGen.Onnx.Format.AttributeProto.Types;

namespace NetGen.Onnx.Graph;

/// <summary>One operation of a model. It knows which of its attributes were read, as one that is passed over might change what is computed.</summary>
internal sealed class Node(OnnxModel model, NodeProto proto, int index)
{
    private readonly HashSet<string> _read = [];

    public string Operation => proto.OpType;

    public IReadOnlyList<string> Inputs => proto.Input;

    public IReadOnlyList<string> Outputs => proto.Output;

    public string Domain => proto.Domain;

    /// <summary>The version of ONNX's operators, by which some differ.</summary>
    public long Opset => model.Opset;

    /// <summary>Which node, for messages.</summary>
    public string Where => $"node '{(proto.Name.Length > 0 ? proto.Name : string.Join(", ", proto.Output))}' ({Operation}, {index + 1} of {model.NodeCount})";

    public bool Has(string name) => proto.Attribute.Any(attribute => attribute.Name == name);

    public int Int(string name, int otherwise) => Find(name, AttributeType.Int) is { } attribute ? Clamp(attribute.I) : otherwise;

    public double Float(string name, double otherwise) => Find(name, AttributeType.Float)?.F ?? otherwise;

    public int[]? Ints(string name) => Find(name, AttributeType.Ints)?.Ints.Select(Clamp).ToArray();

    public string Text(string name, string otherwise) => Find(name, AttributeType.String)?.S.ToStringUtf8() ?? otherwise;

    public string[]? Strings(string name) => Find(name, AttributeType.Strings)?.Strings.Select(text => text.ToStringUtf8()).ToArray();

    public double[]? Floats(string name) => Find(name, AttributeType.Floats)?.Floats.Select(value => (double)value).ToArray();

    public TensorProto? Tensor(string name) => Find(name, AttributeType.Tensor)?.T;

    /// <exception cref="NotSupportedException">An attribute was not read.</exception>
    public void RequireAllRead()
    {
        if (proto.Attribute.FirstOrDefault(attribute => !_read.Contains(attribute.Name)) is { } other)
            throw Refusal($"its attribute '{other.Name}' is not supported here.");
    }

    /// <exception cref="InvalidDataException">It has fewer or more inputs.</exception>
    public void RequireInputs(int least, int most)
    {
        if (Inputs.Count < least || Inputs.Count > most)
            throw Broken($"expected {(least == most ? $"{least}" : $"{least} to {most}")} inputs, found {Inputs.Count}.");
    }

    /// <summary>An axis counted from the front; negative ones are counted from the back.</summary>
    /// <exception cref="InvalidDataException">There is no such axis.</exception>
    public int Axis(long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis)
        : throw Broken($"expected an axis from {-rank} to {rank - 1}, found {axis}.");

    /// <summary>What is thrown for what has a meaning, but not here.</summary>
    public NotSupportedException Refusal(string message) => new($"{model.Source}: {Where}: {message}");

    /// <summary>What is thrown for what has no meaning.</summary>
    public InvalidDataException Broken(string message) => model.Refusal($"{Where}: {message}");

    private static int Clamp(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);

    private AttributeProto? Find(string name, AttributeType type)
    {
        _read.Add(name);
        AttributeProto[] found = [.. proto.Attribute.Where(attribute => attribute.Name == name)];
        if (found.Length > 1)
            throw Broken($"its attribute '{name}' is there {found.Length} times.");
        if (found.Length == 1 && found[0].Type != type)
            throw Broken($"its attribute '{name}' is of type {found[0].Type}; expected {type}.");
        return found.SingleOrDefault();
    }
}
