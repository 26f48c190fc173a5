using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>Convolutions and pooling: windows that move over signals of channels × length and pictures of channels × height × width.</summary>
internal static class Windows
{
    private const int Most = 65_536;

    /// <summary>What the values of an activation are never below. Those of smooth ones are a little lower than they need to be.</summary>
    private static readonly Dictionary<string, double> Floors = new()
    {
        ["relu"] = 0,
        ["relu6"] = 0,
        ["sigmoid"] = 0,
        ["hardSigmoid"] = 0,
        ["softplus"] = 0,
        ["softmax"] = 0,
        ["tanh"] = -1,
        ["hardTanh"] = -1,
        ["softsign"] = -1,
        ["elu"] = -1,
        ["selu"] = -2,
        ["gelu"] = -0.25,
        ["silu"] = -0.5,
        ["mish"] = -0.5,
        ["hardSwish"] = -0.5,
    };

    public static Signal Convolution(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(2, 3);
        if (operands[0].Signal is not { } signal || operands[1].Constant is not { } weights || operands.ElementAtOrDefault(2).Signal is not null)
            throw node.Refusal("its weights depend on the input; only constant weights can be imported.");
        int[] lengths = Lengths(node, signal);
        int groups = node.Int("group", 1), channels = signal.Shape[1];
        if (weights.Rank != signal.Shape.Length)
            throw node.Broken($"weights of {Tensor.Text(weights.Shape)} do not go over {Tensor.Text(signal.Shape)}.");
        int outputs = weights.Shape[0];
        if (groups < 1 || outputs < 1 || outputs % groups != 0 || channels % groups != 0 || weights.Shape[1] != channels / groups)
            throw node.Broken($"weights of {Tensor.Text(weights.Shape)} in {groups} groups do not go over {Tensor.Text(signal.Shape)}.");
        int[] kernel = node.Ints("kernel_shape") ?? weights.Shape[2..];
        if (!kernel.SequenceEqual(weights.Shape[2..]))
            throw node.Broken($"expected a kernel of {Tensor.Text(weights.Shape[2..])} as its weights have it, found {Tensor.Text(kernel)}.");
        Window[] axes = Axes(node, lengths, kernel);
        int[] shape = Shape(node, outputs, axes, budget);
        Step row = signal.ToRow();
        if (row is BorderStep border)
        {
            axes = [.. axes.Zip(border.Axes, (axis, zeros) => axis with { Length = zeros.Length, Before = axis.Before + zeros.Before, After = axis.After + zeros.After })];
            row = border.Source;
        }
        Signal sums = Signal.Of(new ConvolutionStep(row, channels, axes, weights.Values, outputs, groups), shape);
        if (operands.ElementAtOrDefault(2).Constant is not { } bias)
            return sums;
        if (bias.Values.Length != outputs)
            throw node.Broken($"expected a bias for each of {outputs} channels, found {Tensor.Text(bias.Shape)}.");
        int pixels = sums.Count / outputs;
        return Signal.Of(ScaleStep.Of(sums.Step, [.. Enumerable.Repeat(1.0, sums.Count)], [.. Enumerable.Range(0, sums.Count).Select(i => bias.Values[i / pixels])]), shape);
    }

    public static Signal MaxPool(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        Signal signal = operands[0].Signal!;
        node.Int("storage_order", 0);
        int[] lengths = Lengths(node, signal);
        Window[] axes = [.. PoolAxes(node, lengths).Select(axis => axis.Ceiled ?? axis.Window)];
        if (axes.Any(axis => axis.Dilation > 1))
            throw node.Refusal("its windows have gaps (dilations); only windows without can be imported.");
        int channels = signal.Shape[1];
        Step row = signal.ToRow();
        double floor = 0;
        if (axes.Any(axis => axis.IsPadded))
        {
            // A border of zeros does nothing where no value is below 0.
            floor = Floor(row) ?? throw node.Refusal("it has a border, and values below 0 may be in it; only behind ReLU, Tanh and the like can that be imported. Train without 'pads', or with ReLU in front.");
            if (floor < 0)
                row = ScaleStep.Of(row, 1, -floor);
            row = Border(node, row, channels, [.. axes.Select(axis => new Window(axis.Length, 1, 1, axis.Before, axis.After))], budget);
            axes = [.. axes.Select(axis => axis with { Length = axis.Length + axis.Before + axis.After, Before = 0, After = 0 })];
        }
        Step largest = new PoolingStep(row, channels, axes, isMaximum: true);
        return Signal.Of(floor < 0 ? ScaleStep.Of(largest, 1, floor) : largest, Shape(node, channels, axes, budget));
    }

    public static Signal AveragePool(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        Signal signal = operands[0].Signal!;
        bool countsBorder = node.Int("count_include_pad", 0) != 0;
        int[] lengths = Lengths(node, signal);
        (Window Window, Window? Ceiled)[] pool = PoolAxes(node, lengths);
        Window[] axes = [.. pool.Select(axis => axis.Ceiled ?? axis.Window)];
        int channels = signal.Shape[1];
        int[] shape = Shape(node, channels, axes, budget);
        if (!axes.Any(axis => axis.IsPadded || axis.Dilation > 1))
            return Signal.Of(new PoolingStep(signal.ToRow(), channels, axes, isMaximum: false), shape);

        // Sums by a convolution, divided by how many values each window sees.
        int taps = axes.Aggregate(1, (product, axis) => product * axis.Size);
        budget.Spend(node, (long)channels * taps);
        var sums = new ConvolutionStep(signal.ToRow(), channels, axes, [.. Enumerable.Repeat(1.0, channels * taps)], channels, channels);
        double[][] counts = [.. pool.Zip(axes, (asked, axis) => Enumerable.Range(0, axis.Count).Select(window => (double)Seen(axis, window, countsBorder ? asked.Window : null)).ToArray())];
        double[] all = counts.Aggregate(new double[] { 1 }, (product, axis) => [.. product.SelectMany(outer => axis.Select(inner => outer * inner))]);
        double[] scale = [.. Enumerable.Range(0, sums.Size).Select(i => 1 / all[i % all.Length])];
        return Signal.Of(ScaleStep.Of(sums, scale, new double[sums.Size]), shape);
    }

    public static Signal GlobalAveragePool(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        Signal signal = operands[0].Signal!;
        int[] lengths = Lengths(node, signal);
        return Signal.Of(new GlobalAverageStep(signal.ToRow(), signal.Shape[1], lengths), [1, signal.Shape[1], .. lengths.Select(_ => 1)]);
    }

    public static Signal GlobalMaxPool(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        Signal signal = operands[0].Signal!;
        Window[] axes = [.. Lengths(node, signal).Select(length => new Window(length, length))];
        return Signal.Of(new PoolingStep(signal.ToRow(), signal.Shape[1], axes, isMaximum: true), Shape(node, signal.Shape[1], axes, budget));
    }

    /// <summary>Zeros around a signal or a picture, wherever its channels stand.</summary>
    public static Signal Pad(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 4);
        if (operands[0].Signal is not { } signal || operands.Skip(1).Any(operand => operand.Signal is not null))
            throw node.Refusal("its border depends on the input; only constants can be imported.");
        double value = operands.ElementAtOrDefault(2).Constant?.Values.FirstOrDefault() ?? node.Float("value", 0);
        if (node.Text("mode", "constant") is var mode && (mode != "constant" || value != 0))
            throw node.Refusal($"it puts {(mode == "constant" ? $"{value}" : $"values by the rule '{mode}'")} around its input; only zeros can be imported.");
        int rank = signal.Shape.Length;
        Tensor?[] constants = [.. operands.Select(operand => operand.Constant)];
        int[] given = Arguments.Ints(node, constants, 1, "pads") ?? throw node.Broken("expected pads, found none.");
        int[] axes = Arguments.Optional(constants, 3) is { } chosen ? [.. Arguments.Ints(chosen).Select(axis => node.Axis(axis, rank))] : [.. Enumerable.Range(0, rank)];
        if (given.Length != 2 * axes.Length || given.Any(size => size is < 0 or > Most))
            throw node.Refusal($"its pads are {Tensor.Text(given)}; only two for each axis, from 0 to {Most}, can be imported.");
        (int Before, int After)[] pads = new (int, int)[rank];
        for (int i = 0; i < axes.Length; i++)
            pads[axes[i]] = (given[i], given[axes.Length + i]);
        if (pads.All(pad => pad == default))
            return signal;
        bool areLast = rank > 2 && pads[1] != default;
        if (rank is not (3 or 4) || signal.Shape[0] != 1 || pads[0] != default || (areLast && pads[^1] != default))
            throw node.Refusal($"it puts zeros beside batches or channels of {Tensor.Text(signal.Shape)}; only around length, or height and width, can they be imported.");
        int[] first = [0, rank - 1, .. Enumerable.Range(1, rank - 2)], last = [0, .. Enumerable.Range(2, rank - 2), 1];
        Signal turned = areLast ? signal.Turned(first) : signal;
        (int Before, int After)[] sizes = areLast ? pads[1..^1] : pads[2..];
        budget.Spend(node, signal.Count);
        Step step = Border(node, turned.ToRow(), turned.Shape[1], [.. sizes.Select((pad, axis) => new Window(turned.Shape[axis + 2], 1, 1, pad.Before, pad.After))], budget);
        Signal padded = Signal.Of(step, [1, turned.Shape[1], .. ((BorderStep)step).Axes.Select(axis => axis.Count)]);
        return areLast ? padded.Turned(last) : padded;
    }

    /// <summary>The mean over everything in a channel, wherever channels stand; other means are parts of attention.</summary>
    public static Signal ReduceMean(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 2);
        if (operands[0].Signal is not { Shape.Length: 3 or 4 } signal || operands.ElementAtOrDefault(1).Signal is not null || node.Int("noop_with_empty_axes", 0) != 0)
            throw Refusal();
        int rank = signal.Shape.Length;
        int[] axes = [.. (Arguments.Ints(node, [null, operands.ElementAtOrDefault(1).Constant], 1, "axes") ?? []).Select(axis => node.Axis(axis, rank)).Order()];
        int[] inner = [.. Enumerable.Range(1, rank - 2)];
        bool areLast = axes.SequenceEqual(inner.Select(axis => axis + 1)), areFirst = axes.SequenceEqual(inner);
        if ((!areLast && !areFirst) || signal.Shape[0] != 1)
            throw Refusal();
        budget.Spend(node, signal.Count);
        Signal turned = areLast ? signal : signal.Turned([0, rank - 1, .. inner]);
        var step = new GlobalAverageStep(turned.ToRow(), turned.Shape[1], turned.Shape[2..]);
        bool keeps = node.Int("keepdims", 1) != 0;
        return Signal.Of(step, [.. signal.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size).Where((_, axis) => keeps || !axes.Contains(axis))]);

        NotSupportedException Refusal() => node.Refusal("it is the mean of something else than all places of a channel, as attention and normalisation have it, which cannot be imported; GlobalAveragePool can.");
    }

    private static BorderStep Border(Node node, Step row, int channels, Window[] axes, Budget budget)
    {
        Shape(node, channels, axes, budget);
        return new(row, channels, axes);
    }

    /// <summary>What no value of a row is below, where that is known; 0 at the most.</summary>
    private static double? Floor(Step step) => step switch
    {
        ActivationStep activation => Floors.TryGetValue(activation.Name, out double floor) ? floor : null,
        PoolingStep or GlobalAverageStep or BorderStep or SelectStep => Floor(step.Source),
        _ => null,
    };

    /// <summary>How many values a window sees: those of the axis, or of its border, too, where that is given.</summary>
    private static int Seen(Window axis, int window, Window? border)
    {
        int first = (window * axis.Stride) - axis.Before, count = 0;
        for (int place = 0; place < axis.Size; place++)
        {
            int at = first + (place * axis.Dilation);
            count += at >= -(border?.Before ?? 0) && at < axis.Length + (border?.After ?? 0) ? 1 : 0;
        }
        return count;
    }

    private static int[] Lengths(Node node, Signal signal) => signal.Shape is [1, _, _] or [1, _, _, _]
        ? signal.Shape[2..]
        : throw node.Refusal($"it goes over {Tensor.Text(signal.Shape)}; only one sample of channels × length or channels × height × width can be imported.");

    private static int[] Shape(Node node, int channels, Window[] axes, Budget budget)
    {
        int[] shape = [1, channels, .. axes.Select(axis => axis.Count)];
        if (axes.FirstOrDefault(axis => axis.Count == 0) is { } short_)
            throw node.Broken($"its window of {short_.Reach + 1} does not fit into {short_.Length} places.");
        budget.Spend(node, TensorReader.Count(shape, node.Where));
        return shape;
    }

    /// <summary>The windows of pooling, and where the last one may reach over the end, those with places for it.</summary>
    private static (Window Window, Window? Ceiled)[] PoolAxes(Node node, int[] lengths)
    {
        int[] kernel = node.Ints("kernel_shape") ?? throw node.Broken("expected a kernel_shape, found none.");
        bool rounds = node.Int("ceil_mode", 0) != 0;
        return [.. Axes(node, lengths, kernel).Select(axis => (axis, rounds ? Ceiled(axis) : null))];
    }

    private static Window? Ceiled(Window axis)
    {
        int rest = axis.Length + axis.Before + axis.After - axis.Reach - 1, count = ((rest + axis.Stride - 1) / axis.Stride) + 1;

        // A window that would begin behind the axis and what is in front of it is none.
        if ((count - 1) * axis.Stride >= axis.Length + axis.Before)
            count--;
        return count > axis.Count ? axis with { After = ((count - 1) * axis.Stride) + axis.Reach + 1 - axis.Length - axis.Before } : null;
    }

    private static Window[] Axes(Node node, int[] lengths, int[] kernel)
    {
        int count = lengths.Length;
        int[] ones = [.. lengths.Select(_ => 1)];
        int[] strides = node.Ints("strides") ?? ones, dilations = node.Ints("dilations") ?? ones, pads = node.Ints("pads") ?? [.. ones.Concat(ones).Select(_ => 0)];
        string automatic = node.Text("auto_pad", "NOTSET");
        if (kernel.Length != count || strides.Length != count || dilations.Length != count || pads.Length != 2 * count)
            throw node.Broken($"expected a kernel, strides, dilations and pads for {count} axes, found {kernel.Length}, {strides.Length}, {dilations.Length} and {pads.Length}.");
        if (kernel.Concat(strides).Concat(dilations).Any(size => size is < 1 or > Most) || pads.Any(size => size is < 0 or > Most))
            throw node.Broken($"expected sizes from 1 to {Most} and pads from 0 on, found a kernel of {Tensor.Text(kernel)}, strides {Tensor.Text(strides)}, dilations {Tensor.Text(dilations)}, pads {Tensor.Text(pads)}.");
        if (kernel.Zip(dilations, (size, dilation) => (long)size * dilation).Any(reach => reach > Most))
            throw node.Broken($"its windows reach over more than {Most} places.");
        return [.. Enumerable.Range(0, count).Select(axis => Axis(lengths[axis], kernel[axis], strides[axis], dilations[axis], pads[axis], pads[count + axis]))];

        Window Axis(int length, int size, int stride, int dilation, int before, int after)
        {
            var window = new Window(length, size, stride, before, after, dilation);
            int missing = Math.Max(0, ((((length + stride - 1) / stride) - 1) * stride) + window.Reach + 1 - length);
            return automatic switch
            {
                "NOTSET" => window,
                "VALID" => window with { Before = 0, After = 0 },
                "SAME_UPPER" => window with { Before = missing / 2, After = missing - (missing / 2) },
                "SAME_LOWER" => window with { Before = missing - (missing / 2), After = missing / 2 },
                _ => throw node.Broken($"expected an auto_pad of NOTSET, VALID, SAME_UPPER or SAME_LOWER, found '{automatic}'."),
            };
        }
    }
}
