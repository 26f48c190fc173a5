using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>Windows over samples × channels × lengths, of any number of axes.</summary>
internal static class Pictures
{
    public static Tensor[] Conv(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(2, 3);
        Tensor tensor = Signal(node, inputs), weights = Arguments.At(node, inputs, 1);
        double[]? bias = Arguments.Optional(inputs, 2)?.Values;
        int groups = node.Int("group", 1), samples = tensor.Shape[0], channels = tensor.Shape[1], outputs = weights.Rank == tensor.Rank ? weights.Shape[0] : 0;
        int[] kernel = node.Ints("kernel_shape") ?? weights.Shape[Math.Min(2, weights.Rank)..];
        if (groups < 1 || outputs < 1 || outputs % groups != 0 || channels % groups != 0 || weights.Shape[1] != channels / groups || !kernel.SequenceEqual(weights.Shape[2..]) || (bias is not null && bias.Length != outputs))
            throw node.Broken($"weights of {Tensor.Text(weights.Shape)} in {groups} groups do not go over {Tensor.Text(tensor.Shape)}.");
        Window[] axes = Window.Of(node, tensor.Shape[2..], kernel);
        (int Tap, int Place)[][] seen = Seen(node, axes, budget);
        int places = Product(tensor.Shape[2..]), taps = Product(kernel), own = channels / groups;
        int[] shape = [samples, outputs, .. axes.Select(axis => axis.Count)];
        double[] values = budget.Room(node, shape);
        budget.Spend(node, (long)values.Length * own * taps);
        for (int i = 0; i < values.Length; i++)
        {
            int window = i % seen.Length, output = i / seen.Length % outputs, sample = i / seen.Length / outputs, group = output / (outputs / groups);
            double sum = bias?[output] ?? 0;
            for (int channel = 0; channel < own; channel++)
            {
                int from = ((sample * channels) + (group * own) + channel) * places, weight = ((output * own) + channel) * taps;
                foreach ((int tap, int place) in seen[window])
                    sum += weights.Values[weight + tap] * tensor.Values[from + place];
            }
            values[i] = tensor.Type.Round(sum);
        }
        return [new(tensor.Type, shape, values)];
    }

    public static Tensor[] MaxPool(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 1);
        node.Int("storage_order", 0);
        Tensor tensor = Signal(node, inputs);
        Window[] axes = [.. Window.OfPooling(node, tensor.Shape[2..]).Select(axis => axis.Window)];
        return Pooled(node, tensor, axes, budget, (values, _) => values.DefaultIfEmpty(double.NegativeInfinity).Max());
    }

    public static Tensor[] AveragePool(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 1);
        Tensor tensor = Signal(node, inputs);
        bool countsBorder = node.Int("count_include_pad", 0) != 0;
        (Window Window, Window Asked)[] pool = Window.OfPooling(node, tensor.Shape[2..]);
        int[] counts = [1];
        foreach ((Window window, Window asked) in pool)
            counts = [.. counts.SelectMany(outer => Enumerable.Range(0, window.Count).Select(place => outer * window.Seen(place, countsBorder ? asked : null)))];
        return Pooled(node, tensor, [.. pool.Select(axis => axis.Window)], budget, (values, window) => values.Sum() / counts[window]);
    }

    public static Tensor[] GlobalAveragePool(Node node, IReadOnlyList<Tensor?> inputs, Budget budget) => OverAll(node, inputs, budget, (values, _) => values.DefaultIfEmpty(double.NaN).Average());

    public static Tensor[] GlobalMaxPool(Node node, IReadOnlyList<Tensor?> inputs, Budget budget) => OverAll(node, inputs, budget, (values, _) => values.DefaultIfEmpty(double.NegativeInfinity).Max());

    public static Tensor[] Pad(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 4);
        Tensor tensor = Arguments.At(node, inputs, 0);
        if (node.Text("mode", "constant") is var mode && mode != "constant")
            throw node.Refusal($"it puts values by the rule '{mode}' around its input; only a constant can be computed.");
        double value = Arguments.Number(node, inputs, 2) ?? node.Float("value", 0);
        int[] pads = Arguments.Ints(node, inputs, 1, "pads") ?? throw node.Broken("expected pads, found none.");
        int[] axes = Arguments.Optional(inputs, 3) is { } chosen ? [.. Arguments.Ints(chosen).Select(axis => node.Axis(axis, tensor.Rank))] : [.. Enumerable.Range(0, tensor.Rank)];
        if (pads.Length != 2 * axes.Length || pads.Any(size => size is < 0 or > Window.Most))
            throw node.Refusal($"its pads are {Tensor.Text(pads)}; only two for each axis, from 0 to {Window.Most}, can be computed.");
        int[] shape = [.. tensor.Shape], before = new int[tensor.Rank];
        for (int i = 0; i < axes.Length; i++)
        {
            before[axes[i]] = pads[i];
            shape[axes[i]] += pads[i] + pads[axes.Length + i];
        }
        double[] values = budget.Room(node, shape);
        Array.Fill(values, value);
        int[] strides = Strided.Of(shape);
        int from = 0;
        foreach (int place in Strided.Places(tensor.Shape, strides, before.Zip(strides, (size, stride) => size * stride).Sum()))
            values[place] = tensor.Values[from++];
        return [new(tensor.Type, shape, values)];
    }

    private static Tensor[] OverAll(Node node, IReadOnlyList<Tensor?> inputs, Budget budget, Func<IEnumerable<double>, int, double> combine)
    {
        node.RequireInputs(1, 1);
        Tensor tensor = Signal(node, inputs);
        return Pooled(node, tensor, [.. tensor.Shape[2..].Select(length => new Window(length, length))], budget, combine);
    }

    private static Tensor[] Pooled(Node node, Tensor tensor, Window[] axes, Budget budget, Func<IEnumerable<double>, int, double> combine)
    {
        (int Tap, int Place)[][] seen = Seen(node, axes, budget);
        int places = Product(tensor.Shape[2..]);
        int[] shape = [.. tensor.Shape[..2], .. axes.Select(axis => axis.Count)];
        double[] values = budget.Room(node, shape);
        budget.Spend(node, (long)values.Length * axes.Aggregate(1L, (product, axis) => product * axis.Size));
        for (int i = 0; i < values.Length; i++)
        {
            int from = i / seen.Length * places, window = i % seen.Length;
            values[i] = tensor.Type.Round(combine(seen[window].Select(pair => tensor.Values[from + pair.Place]), window));
        }
        return [new(tensor.Type, shape, values)];
    }

    private static Tensor Signal(Node node, IReadOnlyList<Tensor?> inputs) => Arguments.At(node, inputs, 0) is { Rank: > 2 } tensor
        ? tensor
        : throw node.Broken($"it goes over {Tensor.Text(inputs[0]!.Shape)}; expected samples × channels × lengths.");

    /// <summary>What each window sees, row-major: which of its own places, and which of the signal's.</summary>
    private static (int Tap, int Place)[][] Seen(Node node, Window[] axes, Budget budget)
    {
        (int Tap, int Place)[][] seen = [[(0, 0)]];
        foreach (Window axis in axes)
        {
            budget.Spend(node, seen.Sum(window => (long)window.Length) * axis.Count * axis.Size);
            seen = [.. seen.SelectMany(outer => Enumerable.Range(0, axis.Count).Select(window => Further(outer, axis, window)))];
        }
        return seen;
    }

    private static (int Tap, int Place)[] Further((int Tap, int Place)[] outer, Window axis, int window)
    {
        int first = (window * axis.Stride) - axis.Before;
        return [.. from pair in outer
                   from tap in Enumerable.Range(0, axis.Size)
                   let place = first + (tap * axis.Dilation)
                   where place >= 0 && place < axis.Length
                   select ((pair.Tap * axis.Size) + tap, (pair.Place * axis.Length) + place)];
    }

    private static int Product(IEnumerable<int> sizes) => sizes.Aggregate(1, (product, size) => product * size);
}
