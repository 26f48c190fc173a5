using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>Operators that make one number of those at one place. Quotients of whole numbers are cut off, as all results are rounded to their type.</summary>
internal static class Elementwise
{
    public static Fold Unary(Func<double, double> function) => (node, inputs, budget) =>
    {
        node.RequireInputs(1, 1);
        return [Each(node, Arguments.At(node, inputs, 0), budget, function)];
    };

    public static Tensor Each(Node node, Tensor tensor, Budget budget, Func<double, double> function)
    {
        double[] values = budget.Room(node, tensor.Shape);
        for (int i = 0; i < values.Length; i++)
            values[i] = tensor.Type.Round(function(tensor.Values[i]));
        return tensor with { Values = values };
    }

    /// <summary>A function that has attributes.</summary>
    public static Fold Of(Func<Node, Func<double, double>> function) => (node, inputs, budget) => Unary(function(node))(node, inputs, budget);

    public static Fold Binary(Func<double, double, double> function) => (node, inputs, budget) =>
    {
        node.RequireInputs(2, 2);
        return [Combine(node, Arguments.At(node, inputs, 0), Arguments.At(node, inputs, 1), budget, function)];
    };

    public static Fold All(Func<double, double, double> function) => (node, inputs, budget) =>
    {
        node.RequireInputs(1, int.MaxValue);
        Tensor result = Arguments.At(node, inputs, 0);
        for (int i = 1; i < inputs.Count; i++)
            result = Combine(node, result, Arguments.At(node, inputs, i), budget, function);
        return [result];
    };

    public static Fold Compare(Func<double, double, bool> relation) => (node, inputs, budget) =>
    {
        node.RequireInputs(2, 2);
        return [Combine(node, Arguments.At(node, inputs, 0), Arguments.At(node, inputs, 1), budget, (a, b) => relation(a, b) ? 1 : 0) with { Type = ElementType.Bool }];
    };

    public static Tensor[] Where(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(3, 3);
        Tensor condition = Arguments.At(node, inputs, 0), then = Arguments.At(node, inputs, 1), otherwise = Arguments.At(node, inputs, 2);
        int[] shape = Broadcast.Shape(node, condition.Shape, then.Shape, otherwise.Shape);
        double[] values = budget.Room(node, shape);
        int i = 0;
        foreach (((int c, int t), int o) in Broadcast.Places(condition.Shape, shape).Zip(Broadcast.Places(then.Shape, shape)).Zip(Broadcast.Places(otherwise.Shape, shape)))
            values[i++] = condition.Values[c] != 0 ? then.Values[t] : otherwise.Values[o];
        return [new(then.Type, shape, values)];
    }

    private static Tensor Combine(Node node, Tensor left, Tensor right, Budget budget, Func<double, double, double> function)
    {
        int[] shape = Broadcast.Shape(node, left.Shape, right.Shape);
        double[] values = budget.Room(node, shape);
        int i = 0;
        foreach ((int a, int b) in Broadcast.Places(left.Shape, shape).Zip(Broadcast.Places(right.Shape, shape)))
            values[i++] = left.Type.Round(function(left.Values[a], right.Values[b]));
        return new(left.Type, shape, values);
    }
}
