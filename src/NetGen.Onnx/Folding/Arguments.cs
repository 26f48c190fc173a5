using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>The inputs of a node, and what older versions of an operator have as attributes instead.</summary>
internal static class Arguments
{
    /// <exception cref="InvalidDataException">It is left out.</exception>
    public static Tensor At(Node node, IReadOnlyList<Tensor?> inputs, int index) => Optional(inputs, index) ?? throw node.Broken($"its input {index + 1} is left out.");

    public static Tensor? Optional(IReadOnlyList<Tensor?> inputs, int index) => index < inputs.Count ? inputs[index] : null;

    /// <summary>One number; null where it is left out.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static double? Number(Node node, IReadOnlyList<Tensor?> inputs, int index) => Optional(inputs, index) is not { } tensor ? null
        : tensor.Values is [var number] ? number : throw node.Broken($"expected one number in its input {index + 1}, found {Tensor.Text(tensor.Shape)}.");

    /// <summary>Whole numbers, held to what an int can be: beyond that all ends are the same.</summary>
    public static int[] Ints(Tensor tensor) => [.. tensor.Values.Select(value => (int)Math.Clamp(value, int.MinValue, int.MaxValue))];

    /// <summary>Whole numbers from an input, or from an attribute where there is no such input.</summary>
    public static int[]? Ints(Node node, IReadOnlyList<Tensor?> inputs, int index, string attribute)
    {
        int[]? fromAttribute = node.Ints(attribute);
        return Optional(inputs, index) is { } tensor ? Ints(tensor) : fromAttribute;
    }
}
