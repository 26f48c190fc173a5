using NetGen.Onnx.Graph;
using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Networks;

/// <summary>What has weights or windows, or goes over all values: a layer each.</summary>
internal sealed partial class Lowering
{
    private View Lower(DenseStep step)
    {
        View view = Take(step.Source);
        return Opened(Dense(view, step.Weights, step.Size, step), step);
    }

    /// <summary>weights · row, with weights [outputs, row]: a dense layer over what the row is made of.</summary>
    private NetworkLayer Dense(View view, double[] weights, int outputs, Step step)
    {
        NetworkLayer source = view.Layer;
        Require(outputs, source.Size, step);
        double[] whole = new double[(long)outputs * source.Size];
        double[] bias = new double[outputs];
        for (int row = 0; row < outputs; row++)
        {
            for (int i = 0; i < view.Size; i++)
            {
                double weight = weights[(row * view.Size) + i];
                whole[(row * source.Size) + Given(view.At(i), step)] += weight * view.ScaleAt(i);
                bias[row] += weight * view.ShiftAt(i);
            }
        }
        return Dense(source, whole, bias);
    }

    private static NetworkLayer Dense(NetworkLayer source, double[] weights, double[] bias) =>
        source.Kind == NetworkLayer.Apart ? Sum(source, weights, bias) : NetworkLayer.Dense(source, weights, bias);

    /// <summary>A dense layer for each part of what is joined, and their sum.</summary>
    private static NetworkLayer Sum(NetworkLayer joined, double[] weights, double[] bias)
    {
        int start = 0;
        var terms = new List<NetworkLayer>();
        foreach (NetworkLayer part in joined.Sources)
        {
            double[] own = new double[bias.Length * part.Size];
            for (int row = 0; row < bias.Length; row++)
                weights.AsSpan((row * joined.Size) + start, part.Size).CopyTo(own.AsSpan(row * part.Size));
            terms.Add(NetworkLayer.Dense(part, own, terms.Count == 0 ? bias : new double[bias.Length]));
            start += part.Size;
        }
        return new NetworkLayer("add", terms, bias.Length) { Text = "add", IsDenseSum = true };
    }

    private int Given(int place, Step step) => place != View.Missing
        ? place
        : throw Refusal(step, "it takes more than the last step of a recurrent layer, which is all that such a layer gives to what is no recurrent layer. Take the last step.");

    private View Lower(ConvolutionStep step)
    {
        View view = Take(step.Source);
        var kernel = new Kernel(step);
        kernel.DropSingles();
        int[] shape = [step.Channels, .. step.Axes.Select(axis => axis.Length)];
        if (kernel.Axes.Count == 0)
            return Opened(Dense(view, kernel.Matrix(), step.Outputs, step), step);
        double[] bias = new double[step.Outputs];
        if (!view.IsIdentity && !TryTakeIn(view, kernel, bias))
            view = new View(Materialise(view, shape, step), view.Size);
        NetworkLayer source = view.Layer;
        RequireFit(source, shape, step);
        if (!kernel.TryAlignTo(source.Shape))
            throw Misfit(step, shape, source);
        if (!kernel.HasOneStride())
            throw Refusal(step, $"its strides are {string.Join(" and ", step.Axes.Select(axis => axis.Stride))}; only one for both axes can be imported. Train with one.");
        kernel.Straighten();
        if (kernel.WeightCount > MostParameters)
            throw Refusal(step, $"it would have {kernel.WeightCount} weights with the zeros that its border needs; at most {MostParameters} can be.");
        return Opened(kernel.Layer(source, bias), step);
    }

    /// <summary>What is done to every channel before a convolution is a part of its weights, unless something is added and the border is not.</summary>
    private static bool TryTakeIn(View view, Kernel kernel, double[] bias)
    {
        if (view.Places is not null || view.Map is not { } map || !AreOfChannels(map.Scale, kernel.Channels) || !AreOfChannels(map.Shift, kernel.Channels))
            return false;
        if (map.Shift.Any(value => value != 0) && kernel.Axes.Any(axis => axis.IsPadded))
            return false;
        int pixels = view.Size / kernel.Channels;
        kernel.TakeIn(channel => (map.Scale[channel * pixels], map.Shift[channel * pixels]), bias);
        return true;
    }

    private View Lower(PoolingStep step)
    {
        int[] shape = [step.Channels, .. step.Axes.Select(axis => axis.Length)];
        NetworkLayer source = Materialise(Take(step.Source), shape, step);
        RequireFit(source, shape, step);
        List<Window> axes = Kernel.Aligned([.. step.Axes.Where(axis => axis.Length > 1)], source.Shape) ?? throw Misfit(step, shape, source);
        return Closed(Pooling.Layer(source, axes, step.IsMaximum) ?? throw Refusal(step, "its strides differ; only one for both axes can be imported. Train with one."), step);
    }

    private View Lower(GlobalAverageStep step)
    {
        int[] shape = [step.Size, .. step.Lengths];
        NetworkLayer source = Materialise(Take(step.Source), shape, step);
        RequireFit(source, shape, step);
        return source.Shape.Length == 1
            ? new View(source, step.Size)
            : Closed(NetworkLayer.Plain("globalAveragePooling", "gap", [source], step.Size), step);
    }

    private View Lower(NormaliseStep step)
    {
        // √(variance + ε) with the one ε that layers have: what goes in is made larger or smaller.
        const double Epsilon = 1e-5;
        View view = Take(step.Source);
        double factor = Math.Sqrt(Epsilon / step.Epsilon);
        if (Math.Abs(factor - 1) > 1e-6)
        {
            double[] scale = [.. Enumerable.Repeat(factor, step.Size)], shift = new double[step.Size];
            view = view.IsOpen && view.IsIdentity && TryFold(view.Layer, scale, shift) ? view : view.Scaled(scale, shift);
        }
        NetworkLayer source = Materialise(view, step);
        return Opened(
            new NetworkLayer("layerNorm", [source], source.Shape)
            {
                Text = "ln",
                Tensors = [new("weight", source.Shape, [.. Enumerable.Repeat(1.0, step.Size)]), new("bias", source.Shape, new double[step.Size])],
            },
            step);
    }

    private View Lower(RecurrentStep step)
    {
        View view = Take(step.Source);
        int features = step.Source.Size / step.Steps, gates = step.Weights.InputBias.Length;
        (double[] inputs, double[] bias) = ((double[])step.Weights.Inputs.Clone(), (double[])step.Weights.InputBias.Clone());
        if (view.Map is { } map)
        {
            for (int i = features; i < view.Size; i++)
            {
                if (map.Scale[i] != map.Scale[i % features] || map.Shift[i] != map.Shift[i % features])
                    throw Refusal(step, "what is done to its inputs differs from step to step; only what is the same for all can be imported.");
            }
            for (int i = 0; i < inputs.Length; i++)
            {
                bias[i / features] += inputs[i] * map.Shift[i % features];
                inputs[i] *= map.Scale[i % features];
            }
            view = view with { Map = null };
        }
        NetworkLayer source = view.Layer;
        bool isStream = step.State.Count > 0;
        if (!isStream && (source.Kind is not (NetworkLayer.Input or "rnn" or "gru" or "lstm") || !view.IsIdentity))
            throw Refusal(step, "it goes through what other layers give; a recurrent layer goes through the network's inputs, or through what a recurrent layer gives.");
        if (isStream)
            source = Materialise(view, step);
        else
            RequireFit(source, [step.Steps, features], step);
        bool givesAll = !isStream && _readers[step].All(reader => reader is RecurrentStep) && _uses[step] == _readers[step].Count();
        var layer = new NetworkLayer(step.Kind, [source], givesAll ? [step.Steps, step.Units] : [step.Units])
        {
            Options = step.Initial.Count == 0 ? [("units", step.Units)] : [("units", step.Units), (NetworkLayer.Initial, "given")],
            Text = $"{step.Units}{step.Kind}{(step.Initial.Count == 0 ? "" : "(given)")}",
            Tensors =
            [
                new("weight_ih", [gates, features], inputs), new("weight_hh", [gates, step.Units], step.Weights.States),
                new("bias_ih", [gates], bias), new("bias_hh", [gates], step.Weights.StateBias),
                .. step.Initial.Zip(["h_0", "c_0"], (values, name) => new ImportedTensor(name, [step.Units], values)),
            ],
        };
        if ((long)step.Steps * gates > MostValues)
            throw Refusal(step, $"it would have {(long)step.Steps * gates} values of gates; at most {MostValues} can be.");
        int before = givesAll ? 0 : step.Size - step.Units;
        View all = new(layer, step.Size);
        return before == 0 ? all : all with { Places = [.. Enumerable.Range(0, step.Size).Select(place => place < before ? View.Missing : place - before)] };
    }
}
