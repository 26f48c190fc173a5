using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>Convolutions and pooling: windows that move over signals of channels × length and pictures of channels × height × width.</summary>
internal static class Windows
{
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
        Window[] axes = Window.Of(node, lengths, kernel);
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

    /// <summary>
    /// Causal convolutions as many write them: a border on both sides, and what saw the future cut off. Where a signal is some windows in
    /// a row of a convolution, a smaller border gives those alone.
    /// </summary>
    /// <returns>The signal itself where it is something else.</returns>
    public static Signal WithoutEnds(Signal signal)
    {
        if (ConvolutionOf(signal.Step) is not { } convolution || signal.Count == signal.Step.Size || signal.Shape is not [1, var outputs, .. var counts]
            || outputs != convolution.Outputs || counts.Length != convolution.Axes.Count)
            return signal;
        int[] all = [.. convolution.Axes.Select(axis => axis.Count)], strides = Strided.Of([outputs, .. all]), starts = new int[counts.Length];
        for (int axis = 0, rest = (int)signal.Places.Values[0] % strides[0]; axis < starts.Length; axis++)
            (starts[axis], rest) = Math.DivRem(rest, strides[axis + 1]);
        if (!signal.Order().SequenceEqual(Strided.Places([outputs, .. counts], strides, (int)signal.Places.Values[0])))
            return signal;
        Window[] axes = [.. convolution.Axes.Select((axis, number) => axis.Part(starts[number], counts[number]))];
        return axes.Any(axis => axis.Before < 0 || axis.After < 0) ? signal : Signal.Of(Again(signal.Step), signal.Shape);

        Step Again(Step step) => step switch
        {
            ScaleStep scale => ScaleStep.Of(Again(step.Source), [.. signal.Order().Select(place => scale.Scale[place])], [.. signal.Order().Select(place => scale.Shift[place])]),
            ActivationStep activation => new ActivationStep(Again(step.Source), activation.Name),
            _ => new ConvolutionStep(convolution.Source, convolution.Channels, axes, convolution.Weights, outputs, convolution.Groups),
        };
    }

    public static Signal MaxPool(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        Signal signal = operands[0].Signal!;
        node.Int("storage_order", 0);
        int[] lengths = Lengths(node, signal);
        Window[] axes = [.. Window.OfPooling(node, lengths).Select(axis => axis.Window)];
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
        (Window Window, Window Asked)[] pool = Window.OfPooling(node, lengths);
        Window[] axes = [.. pool.Select(axis => axis.Window)];
        int channels = signal.Shape[1];
        int[] shape = Shape(node, channels, axes, budget);
        if (!axes.Any(axis => axis.IsPadded || axis.Dilation > 1))
            return Signal.Of(new PoolingStep(signal.ToRow(), channels, axes, isMaximum: false), shape);

        // Sums by a convolution, divided by how many values each window sees.
        int taps = axes.Aggregate(1, (product, axis) => product * axis.Size);
        budget.Spend(node, (long)channels * taps);
        var sums = new ConvolutionStep(signal.ToRow(), channels, axes, [.. Enumerable.Repeat(1.0, channels * taps)], channels, channels);
        double[][] counts = [.. pool.Zip(axes, (asked, axis) => Enumerable.Range(0, axis.Count).Select(window => (double)axis.Seen(window, countsBorder ? asked.Asked : null)).ToArray())];
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
        if (given.Length != 2 * axes.Length || given.Any(size => size is < 0 or > Window.Most))
            throw node.Refusal($"its pads are {Tensor.Text(given)}; only two for each axis, from 0 to {Window.Most}, can be imported.");
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

    /// <summary>The convolution that a step does to every value something of, and nothing else takes; null where there is none.</summary>
    private static ConvolutionStep? ConvolutionOf(Step step) => step switch
    {
        { IsShared: true } => null,
        ConvolutionStep convolution => convolution,
        ScaleStep => ConvolutionOf(step.Source),
        ActivationStep { IsOfUnits: false } => ConvolutionOf(step.Source),
        _ => null,
    };

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
}
