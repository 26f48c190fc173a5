using NetGen.Onnx.Format;

namespace NetGen.Onnx.Folding;

/// <summary>Operators that make one number of all along some axes.</summary>
internal static class Reductions
{
    public static Fold Of(Func<double, double, double> combine, double neutral) => (node, inputs, budget) =>
    {
        node.RequireInputs(1, 2);
        Tensor tensor = Arguments.At(node, inputs, 0);
        int[] axes = Arguments.Ints(node, inputs, 1, "axes") ?? [];
        bool keeps = node.Int("keepdims", 1) != 0, doesNothing = node.Int("noop_with_empty_axes", 0) != 0 && axes.Length == 0;
        axes = axes.Length > 0 || doesNothing ? [.. axes.Select(axis => node.Axis(axis, tensor.Rank))] : [.. Enumerable.Range(0, tensor.Rank)];
        int[] kept = [.. tensor.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        double[] values = budget.Room(node, kept);
        budget.Spend(node, tensor.Values.Length);
        Array.Fill(values, neutral);
        int i = 0;
        foreach (int place in Broadcast.Places(kept, tensor.Shape))
            values[place] = tensor.Type.Round(combine(values[place], tensor.Values[i++]));
        return [new(tensor.Type, keeps ? kept : [.. kept.Where((_, axis) => !axes.Contains(axis))], values)];
    };
}
