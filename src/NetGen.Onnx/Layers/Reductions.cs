using NetGen.Onnx.Folding;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>Numbers made of all places of a channel, wherever channels stand, or of everything; those of something else are parts of attention.</summary>
internal static class Reductions
{
    public static Signal Mean(Node node, Operand[] operands, Budget budget) => Reduce(
        node, operands, budget, "mean",
        (channels, lengths, row) => new GlobalAverageStep(row, channels, lengths),
        signal => new MeanStep(signal.IsWhole ? signal.Step : signal.ToRow()));

    public static Signal Max(Node node, Operand[] operands, Budget budget) => Reduce(
        node, operands, budget, "largest",
        (channels, lengths, row) => new PoolingStep(row, channels, [.. lengths.Select(length => new Window(length, length))], isMaximum: true),
        null);

    /// <summary>One number for each channel of a row of [channels, …lengths], or one of everything; null where no layer gives that.</summary>
    private static Signal Reduce(Node node, Operand[] operands, Budget budget, string what, Func<int, int[], Step, Step> ofChannels, Func<Signal, Step>? ofAll)
    {
        node.RequireInputs(1, 2);
        if (operands[0].Signal is not { Shape.Length: > 0 } signal || operands.ElementAtOrDefault(1).Signal is not null || node.Int("noop_with_empty_axes", 0) != 0)
            throw Refusal();
        int rank = signal.Shape.Length;
        int[] axes = [.. (Arguments.Ints(node, [null, operands.ElementAtOrDefault(1).Constant], 1, "axes") ?? []).Select(axis => node.Axis(axis, rank)).Order()];
        if (axes.Length == 0)
            axes = [.. Enumerable.Range(0, rank)];
        bool keeps = node.Int("keepdims", 1) != 0;
        int[] shape = [.. signal.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size).Where((_, axis) => keeps || !axes.Contains(axis))];
        budget.Spend(node, signal.Count);
        int[] inner = [.. Enumerable.Range(1, Math.Max(rank - 2, 0))];
        bool areLast = axes.SequenceEqual(inner.Select(axis => axis + 1)), areFirst = axes.SequenceEqual(inner);
        if (rank is 3 or 4 && signal.Shape[0] == 1 && (areLast || areFirst))
        {
            Signal turned = areLast ? signal : signal.Turned([0, rank - 1, .. inner]);
            return Signal.Of(ofChannels(turned.Shape[1], turned.Shape[2..], turned.ToRow()), shape);
        }
        return ofAll is null || signal.Shape.Where((size, axis) => size != 1 && !axes.Contains(axis)).Any() ? throw Refusal() : Signal.Of(ofAll(signal), shape);

        NotSupportedException Refusal() => node.Refusal(
            $"it is the {what} of something else than all places of a channel{(ofAll is null ? "" : ", or all of a layer")}, as attention has it, which cannot be imported.");
    }
}
