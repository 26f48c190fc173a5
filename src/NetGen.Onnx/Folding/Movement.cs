using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>Operators that choose, repeat and reorder numbers.</summary>
internal static class Movement
{
    public static Tensor[] Transpose(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 1);
        Tensor tensor = Arguments.At(node, inputs, 0);
        int[] order = node.Ints("perm") ?? [.. Enumerable.Range(0, tensor.Rank).Reverse()];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, tensor.Rank)))
            throw node.Broken($"expected the axes 0 to {tensor.Rank - 1} in some order, found {Tensor.Text(order)}.");
        int[] strides = Strided.Of(tensor.Shape);
        return [Choose(node, tensor, budget, [.. order.Select(axis => tensor.Shape[axis])], [.. order.Select(axis => strides[axis])], start: 0)];
    }

    public static Tensor[] Expand(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(2, 2);
        Tensor tensor = Arguments.At(node, inputs, 0);
        int[] shape = Broadcast.Shape(node, tensor.Shape, Arguments.Ints(Arguments.At(node, inputs, 1)));
        return [Fill(node, tensor, budget, shape, Broadcast.Places(tensor.Shape, shape))];
    }

    public static Tensor[] Slice(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 5);
        Tensor tensor = Arguments.At(node, inputs, 0);
        int[] starts = Arguments.Ints(node, inputs, 1, "starts") ?? throw node.Broken("expected starts, found none.");
        int[] ends = Arguments.Ints(node, inputs, 2, "ends") ?? throw node.Broken("expected ends, found none.");
        int[] axes = Arguments.Ints(node, inputs, 3, "axes") ?? [.. Enumerable.Range(0, starts.Length)];
        int[] steps = Arguments.Optional(inputs, 4) is { } given ? Arguments.Ints(given) : [.. starts.Select(_ => 1)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw node.Broken($"expected as many starts, ends, axes and steps, found {starts.Length}, {ends.Length}, {axes.Length} and {steps.Length}.");

        int[] shape = [.. tensor.Shape], strides = Strided.Of(tensor.Shape);
        int first = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = node.Axis(axes[i], tensor.Rank), size = tensor.Shape[axis];
            long step = steps[i] != 0 ? steps[i] : throw node.Broken("expected steps other than 0.");
            long start = step > 0 ? Math.Clamp(FromFront(starts[i], size), 0, size) : Math.Clamp(FromFront(starts[i], size), 0, size - 1);
            long end = step > 0 ? Math.Clamp(FromFront(ends[i], size), 0, size) : Math.Clamp(FromFront(ends[i], size), -1, size - 1);
            shape[axis] = (int)Math.Max(0, (end - start + step - Math.Sign(step)) / step);
            first += (int)start * strides[axis];
            strides[axis] = (int)(strides[axis] * step);
        }
        return [Choose(node, tensor, budget, shape, strides, first)];

        static long FromFront(long index, int size) => index < 0 ? index + size : index;
    }

    public static Tensor[] Split(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 2);
        Tensor tensor = Arguments.At(node, inputs, 0);
        int axis = node.Axis(node.Int("axis", 0), tensor.Rank), size = tensor.Shape[axis];
        int[]? parts = Arguments.Ints(node, inputs, 1, "split");
        int count = node.Int("num_outputs", node.Outputs.Count);
        int each = (size + count - 1) / Math.Max(count, 1);
        parts ??= [.. Enumerable.Range(0, node.Outputs.Count).Select(part => Math.Clamp(size - (part * each), 0, each))];
        if (parts.Length != node.Outputs.Count || parts.Any(part => part < 0) || parts.Sum(part => (long)part) != size)
            throw node.Broken($"{Tensor.Text(tensor.Shape)} cannot be split into {Tensor.Text(parts)} at axis {axis}.");
        int[] strides = Strided.Of(tensor.Shape);
        var results = new List<Tensor>();
        int start = 0;
        foreach (int part in parts)
        {
            int[] shape = [.. tensor.Shape];
            shape[axis] = part;
            results.Add(Choose(node, tensor, budget, shape, strides, start * strides[axis]));
            start += part;
        }
        return [.. results];
    }

    public static Tensor[] Gather(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(2, 2);
        Tensor tensor = Arguments.At(node, inputs, 0), indices = Arguments.At(node, inputs, 1);
        int axis = node.Axis(node.Int("axis", 0), tensor.Rank), size = tensor.Shape[axis];
        int[] chosen = Arguments.Ints(indices);
        for (int i = 0; i < chosen.Length; i++)
            chosen[i] = chosen[i] >= -size && chosen[i] < size ? chosen[i] < 0 ? chosen[i] + size : chosen[i] : throw node.Broken($"expected indices from {-size} to {size - 1}, found {chosen[i]}.");
        int[] before = tensor.Shape[..axis], after = tensor.Shape[(axis + 1)..];
        int inner = TensorReader.Count(after, node.Where), outer = TensorReader.Count(before, node.Where);
        IEnumerable<int> places = from o in Enumerable.Range(0, outer)
                                  from c in chosen
                                  from i in Enumerable.Range(0, inner)
                                  select (((o * size) + c) * inner) + i;
        return [Fill(node, tensor, budget, [.. before, .. indices.Shape, .. after], places)];
    }

    public static Tensor[] Concat(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, int.MaxValue);
        Tensor[] parts = [.. inputs.Select((_, index) => Arguments.At(node, inputs, index))];
        int rank = parts[0].Rank, axis = node.Axis(node.Int("axis", int.MaxValue), rank);
        if (parts.Any(part => part.Rank != rank || part.Shape.Where((size, other) => other != axis && size != parts[0].Shape[other]).Any()))
            throw node.Broken($"{string.Join(", ", parts.Select(part => Tensor.Text(part.Shape)))} cannot be joined at axis {axis}.");
        int[] shape = [.. parts[0].Shape];
        shape[axis] = (int)Math.Min(parts.Sum(part => (long)part.Shape[axis]), int.MaxValue);
        double[] values = budget.Room(node, shape);
        int outer = TensorReader.Count(shape[..axis], node.Where);
        int filled = 0;
        for (int o = 0; o < outer; o++)
        {
            foreach (Tensor part in parts)
            {
                int length = part.Values.Length / outer;
                Array.Copy(part.Values, o * length, values, filled, length);
                filled += length;
            }
        }
        return [new(parts[0].Type, shape, values)];
    }

    private static Tensor Choose(Node node, Tensor tensor, Budget budget, int[] shape, int[] strides, int start) =>
        Fill(node, tensor, budget, shape, Strided.Places(shape, strides, start));

    private static Tensor Fill(Node node, Tensor tensor, Budget budget, int[] shape, IEnumerable<int> places)
    {
        double[] values = budget.Room(node, shape);
        int i = 0;
        foreach (int place in places)
            values[i++] = tensor.Values[place];
        return new(tensor.Type, shape, values);
    }
}
