namespace NetGen.Onnx.Format;

/// <summary>
/// Numbers that are known without any input, row-major. All types are kept as double, which holds float and the sizes of shapes
/// exactly; what is computed is rounded to the tensor's own type.
/// </summary>
internal sealed record Tensor(ElementType Type, int[] Shape, double[] Values)
{
    public int Rank => Shape.Length;

    public static Tensor OfInts(params ReadOnlySpan<int> values) => new(ElementType.Int64, [values.Length], [.. values.ToArray().Select(value => (double)value)]);

    public static string Text(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";

    public override string ToString() => $"{Type} {Text(Shape)}";
}
