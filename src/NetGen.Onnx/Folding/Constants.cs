using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>Operators that make constants of little.</summary>
internal static class Constants
{
    private static readonly TensorReader Reader = new(folder: null);

    public static Tensor[] Constant(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(0, 0);
        if (node.Tensor("value") is { } tensor)
            return [Reader.Read(tensor)];
        if (node.Has("value_float"))
            return [new(ElementType.Float, [], [node.Float("value_float", 0)])];
        if (node.Has("value_int"))
            return [new(ElementType.Int64, [], [node.Int("value_int", 0)])];
        if (node.Floats("value_floats") is { } floats)
            return [new(ElementType.Float, [floats.Length], floats)];
        if (node.Ints("value_ints") is { } ints)
            return [Tensor.OfInts(ints)];
        throw node.Refusal("expected a value of numbers, found none.");
    }

    public static Tensor[] ConstantOfShape(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 1);
        Tensor value = node.Tensor("value") is { } proto ? Reader.Read(proto) : new(ElementType.Float, [1], [0]);
        if (value.Values.Length != 1)
            throw node.Broken($"expected one value, found {value.Values.Length}.");
        int[] shape = Arguments.Ints(Arguments.At(node, inputs, 0));
        double[] values = budget.Room(node, shape);
        Array.Fill(values, value.Values[0]);
        return [new(value.Type, shape, values)];
    }
}
