using NetGen.Onnx.Graph;
using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Networks;

/// <summary>
/// Steps as layers: what only scales, shifts and chooses becomes a part of the weights before or after it, and a layer of its own
/// where there are none.
/// </summary>
internal sealed class Lowering
{
    /// <summary>The limits of NetGen's networks.</summary>
    public const int MostLayers = 64;
    private const int MostUnits = 65_536;
    private const int MostValues = 1 << 20;
    public const long MostParameters = 268_435_456;

    /// <summary>A dense layer that only scales and chooses has a weight for every pair of values nevertheless.</summary>
    private const long MostWeightsForAChoice = 4_194_304;

    private static readonly string[] OverUnits = ["softmax", "logSoftmax"];

    private readonly string _source;
    private readonly Dictionary<Step, View> _views = [];

    /// <summary>How many steps and outputs take a step.</summary>
    private readonly Dictionary<Step, int> _uses = [];

    /// <summary>The steps that take a step.</summary>
    private readonly ILookup<Step, Step> _readers;

    private Lowering(string source, IReadOnlyList<Step> outputs, List<Step> steps)
    {
        _source = source;
        foreach (Step step in steps.SelectMany(step => step.Sources).Concat(outputs))
            _uses[step] = _uses.GetValueOrDefault(step) + 1;
        _readers = steps.SelectMany(step => step.Sources.Distinct().Select(taken => (Taken: taken, Reader: step))).ToLookup(pair => pair.Taken, pair => pair.Reader);
    }

    /// <param name="outputs">The steps that give the network's outputs.</param>
    /// <param name="cut">The names of the model's inputs and outputs, in order.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="NotSupportedException">There is no such network.</exception>
    public static Network Of(IReadOnlyList<Step> outputs, Cut cut, string source)
    {
        List<Step> steps = Sorted(outputs);
        var lowering = new Lowering(source, outputs, steps);
        NetworkLayer[] given = lowering.Inputs(steps, [.. cut.Inputs.Select(input => input.Name)]);
        foreach (Step step in steps.Where(step => !lowering._views.ContainsKey(step)))
            lowering._views[step] = lowering.Lower(step);
        return lowering.Whole(given, outputs, cut.Outputs, steps);
    }

    /// <summary>All steps that lead to the outputs, each after those that it takes.</summary>
    private static List<Step> Sorted(IReadOnlyList<Step> outputs)
    {
        var sorted = new List<Step>();
        HashSet<Step> begun = [], done = [];
        var path = new Stack<Step>(outputs.Reverse());
        while (path.TryPeek(out Step? step))
        {
            if (begun.Add(step))
            {
                foreach (Step source in step.Sources.Reverse().Where(source => !done.Contains(source)))
                    path.Push(source);
                continue;
            }
            path.Pop();
            if (done.Add(step))
                sorted.Add(step);
        }
        return sorted;
    }

    private NotSupportedException Refusal(Step step, string message) => new($"{_source}: {step.Where}: {message}");

    private View Take(Step step) => _uses[step] > 1 ? _views[step] with { IsOpen = false } : _views[step];

    /// <summary>
    /// One layer for each input. Several that are joined before anything else happens are one: the row of the network has them in the
    /// order of the model.
    /// </summary>
    private NetworkLayer[] Inputs(List<Step> steps, IReadOnlyList<string> names)
    {
        InputStep[] inputs = [.. steps.OfType<InputStep>().OrderBy(input => names.TakeWhile(name => name != input.Name).Count())];
        Step[] readers = [.. inputs.SelectMany(input => _readers[input]).Distinct()];
        if (inputs.Length > 1 && readers is [JoinStep { Sources: var joined }] && joined.Count == inputs.Length && inputs.All(input => _uses[input] == 1))
        {
            int[] starts = [.. inputs.Select((_, index) => inputs.Take(index).Sum(input => input.Size))];
            var all = NetworkLayer.Plain(NetworkLayer.Input, "", [], inputs.Sum(input => input.Size));
            foreach (InputStep input in inputs)
                _views[input] = new(all, input.Size);
            _views[readers[0]] = new View(all, all.Size).Select([.. joined.SelectMany(source => Enumerable.Range(starts[Array.IndexOf(inputs, source)], source.Size))]);
            return [all];
        }
        return [.. inputs.Select(input =>
        {
            var layer = NetworkLayer.Plain(NetworkLayer.Input, "", [], input.Size);
            layer.Name = inputs.Length > 1 ? input.Name : null;
            _views[input] = OfInput(input, layer);
            return layer;
        })];
    }

    /// <summary>An input whose channels stand last in the model takes them first, as all that goes over pictures does.</summary>
    private View OfInput(InputStep input, NetworkLayer layer)
    {
        int[][] orders = [.. Selections(input).Where(reader => reader.Size == input.Size && _readers[reader].Any(HasChannels)).Select(reader => reader.Places.ToArray())];
        if (orders.Length == 0 || orders.Skip(1).Any(order => !order.SequenceEqual(orders[0])) || orders[0].Distinct().Count() != input.Size)
            return new(layer, input.Size);
        layer.Order = orders[0];
        int[] places = new int[input.Size];
        for (int i = 0; i < places.Length; i++)
            places[orders[0][i]] = i;
        return new View(layer, input.Size) { Places = places };
    }

    /// <summary>What chooses from a step, or from what is done to it value by value.</summary>
    private IEnumerable<SelectStep> Selections(Step step) =>
        _readers[step].SelectMany(reader => reader is SelectStep select ? [select] : reader is ScaleStep or ActivationStep ? Selections(reader) : []);

    private bool HasChannels(Step step) => step is ConvolutionStep or BorderStep or PoolingStep or GlobalAverageStep or RecurrentStep
        || (step is ScaleStep or ActivationStep && _readers[step].Any(HasChannels));

    private View Lower(Step step) => step switch
    {
        SelectStep select => Lower(select),
        ScaleStep scale => Lower(scale),
        ActivationStep activation => Lower(activation),
        JoinStep join => Lower(join),
        DenseStep dense => Lower(dense),
        CombineStep combine => Lower(combine),
        ConvolutionStep convolution => Lower(convolution),
        BorderStep border => Lower(border.AsConvolution()),
        PoolingStep pooling => Lower(pooling),
        GlobalAverageStep average => Lower(average),
        NormaliseStep normalise => Lower(normalise),
        RecurrentStep recurrent => Lower(recurrent),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };

    private View Lower(SelectStep step)
    {
        View view = Take(step.Source);
        if (!view.IsOpen || !view.IsIdentity || view.Layer.Kind != "dense" || step.Size > view.Size)
            return view.Select(step.Places) with { IsOpen = false };
        double[] weights = view.Layer.Tensors[0].Values, bias = view.Layer.Tensors[1].Values;
        int inputs = weights.Length / bias.Length;
        return Opened(NetworkLayer.Dense(view.Layer.Sources[0], [.. step.Places.SelectMany(row => weights.AsSpan(row * inputs, inputs).ToArray())], [.. step.Places.Select(row => bias[row])]), step);
    }

    private View Lower(ScaleStep step)
    {
        View view = Take(step.Source);
        return view.IsOpen && view.IsIdentity && TryFold(view.Layer, step.Scale, step.Shift) ? view : view.Scaled(step.Scale, step.Shift) with { IsOpen = false };
    }

    /// <summary>Makes factors and what is added a part of a layer's weights and biases, where they are the same for all values of a channel.</summary>
    private static bool TryFold(NetworkLayer layer, IReadOnlyList<double> scale, IReadOnlyList<double> shift)
    {
        if (layer.IsDenseSum)
        {
            double[] nothing = new double[shift.Count];
            return layer.Sources.Select((term, index) => TryFold(term, scale, index == 0 ? shift : nothing)).All(isFolded => isFolded);
        }
        if (layer.Tensors is not [{ Values: var weights }, { Values: var bias }] || !AreOfChannels(scale, bias.Length) || !AreOfChannels(shift, bias.Length))
            return false;
        int pixels = layer.Size / bias.Length, each = weights.Length / bias.Length;
        for (int unit = 0; unit < bias.Length; unit++)
        {
            double factor = scale[unit * pixels];
            bias[unit] = (factor * bias[unit]) + shift[unit * pixels];
            foreach (ref double weight in weights.AsSpan(unit * each, each))
                weight *= factor;
        }
        return true;
    }

    private static bool AreOfChannels(IReadOnlyList<double> values, int channels)
    {
        int pixels = values.Count / channels;
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] != values[i / pixels * pixels])
                return false;
        }
        return true;
    }

    private View Lower(ActivationStep step)
    {
        if (step.Name == ActivationStep.Erf)
            throw Refusal(step, "Erf can be imported only as a part of GELU, ½ x (1 + erf(x / √2)).");
        View view = Take(step.Source);
        if (!view.IsOpen || !view.IsIdentity || (OverUnits.Contains(step.Name) && (view.Layer.Kind == "conv" || view.Layer.Pixels > 1)))
            return Closed(Apply(view, step.Name, step), step);
        view.Layer.Activation = step.Name;
        return view with { IsOpen = false };
    }

    private View Lower(JoinStep step)
    {
        NetworkLayer[] parts = [.. step.Sources.Select(source => Materialise(Take(source), step))];
        foreach (NetworkLayer input in parts.Where(part => part is { Kind: NetworkLayer.Input, Shape.Length: 1 }))
            input.IsShaped = true;
        bool fit = parts.All(part => part.Shape.AsSpan(1).SequenceEqual(parts[0].Shape.AsSpan(1)));
        return fit
            ? Opened(Concat(parts), step)
            : new View(NetworkLayer.Plain(NetworkLayer.Apart, "", parts, step.Size), step.Size);
    }

    private static NetworkLayer Concat(NetworkLayer[] parts) =>
        NetworkLayer.Plain("concat", "concat", parts, [parts.Sum(part => part.Shape[0]), .. parts[0].Shape[1..]]);

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

    private View Lower(CombineStep step)
    {
        View left = Take(step.Sources[0]), right = Take(step.Sources[1]);
        NetworkLayer one = Materialise(left, step), other = Materialise(right, step);
        foreach ((NetworkLayer? input, NetworkLayer? like) in new[] { (one, other), (other, one) })
            Shaped(input, like.Shape);
        if (!one.Shape.SequenceEqual(other.Shape))
            throw Refusal(step, $"it combines {Text(one.Shape)} with {Text(other.Shape)}; only values of one shape can be combined in a network.");
        string kind = step.IsProduct ? "multiply" : "add";
        return Opened(NetworkLayer.Plain(kind, kind, [one, other], one.Shape), step);
    }

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
            throw Refusal(step, $"its strides are {string.Join(" and ", step.Axes.Select(axis => axis.Stride))}; only one for both axes can be imported.");
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
        return Closed(Pooling.Layer(source, axes, step.IsMaximum) ?? throw Refusal(step, "its strides differ; only one for both axes can be imported."), step);
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
        (double[]? inputs, double[]? bias) = ((double[])step.Weights.Inputs.Clone(), (double[])step.Weights.InputBias.Clone());
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
            Options = [("units", step.Units)],
            Text = $"{step.Units}{step.Kind}",
            Tensors =
            [
                new("weight_ih", [gates, features], inputs), new("weight_hh", [gates, step.Units], step.Weights.States),
                new("bias_ih", [gates], bias), new("bias_hh", [gates], step.Weights.StateBias),
            ],
        };
        if ((long)step.Steps * gates > MostValues)
            throw Refusal(step, $"it would have {(long)step.Steps * gates} values of gates; at most {MostValues} can be.");
        int before = givesAll ? 0 : step.Size - step.Units;
        View all = new(layer, step.Size);
        return before == 0 ? all : all with { Places = [.. Enumerable.Range(0, step.Size).Select(place => place < before ? View.Missing : place - before)] };
    }

    private View Opened(NetworkLayer layer, Step step) => Closed(layer, step) with { IsOpen = true };

    private View Closed(NetworkLayer layer, Step step)
    {
        if (layer.Size > MostValues || layer.Shape[0] > MostUnits)
            throw Refusal(step, $"a layer of {Text(layer.Shape)} is too large; a layer has at most {MostUnits} units or channels, and {MostValues} values.");
        return new(layer, layer.Size);
    }

    private static string Text(IEnumerable<int> shape) => string.Join('x', shape);

    private void Require(int units, int inputs, Step step)
    {
        if (units > MostUnits || inputs > MostValues || (long)units * inputs > MostParameters)
            throw Refusal(step, $"a layer of {units} values of {inputs} is too large; a layer has at most {MostUnits} units and {MostParameters} weights.");
    }

    /// <summary>Gives an input a shape, where nothing has yet.</summary>
    private static void Shaped(NetworkLayer input, int[] shape)
    {
        if (input is not { Kind: NetworkLayer.Input, IsShaped: false } || shape.Aggregate(1, (product, size) => product * size) != input.Size)
            return;
        input.Shape = shape;
        input.IsShaped = true;
    }

    /// <summary>Whether what a layer gives lies as channels and lengths would; sizes of 1 among the lengths can come and go.</summary>
    private static bool Fits(NetworkLayer layer, int[] shape)
    {
        if (layer is { Kind: NetworkLayer.Input, IsShaped: false })
            return layer.Size == shape.Aggregate(1, (product, size) => product * size);
        return layer.Shape[0] == shape[0] && layer.Shape.Skip(1).Where(size => size != 1).SequenceEqual(shape.Skip(1).Where(size => size != 1));
    }

    private void RequireFit(NetworkLayer source, int[] shape, Step step)
    {
        if (!Fits(source, shape))
            throw Misfit(step, shape, source);
        Shaped(source, shape);
    }

    private NotSupportedException Misfit(Step step, int[] shape, NetworkLayer source) =>
        Refusal(step, $"it goes over {Text(shape)}, and what is before it gives {Text(source.Shape)}; values of layers cannot be put into another shape.");

    /// <summary>A layer that gives a row as it is.</summary>
    private NetworkLayer Materialise(View view, Step step) =>
        view.IsIdentity && view.Layer.Kind != NetworkLayer.Apart ? view.Layer : Apply(view, "identity", step);

    /// <summary>The same for what goes over a shape, which says how an input lies that is scaled before.</summary>
    private NetworkLayer Materialise(View view, int[] shape, Step step)
    {
        if (view.Places is null)
            Shaped(view.Layer, shape);
        return Materialise(view, step);
    }

    /// <summary>A layer of its own for what is done to a row, with an activation.</summary>
    private NetworkLayer Apply(View view, string activation, Step step)
    {
        NetworkLayer layer = Placed(view, OverUnits.Contains(activation), step);
        layer.Activation = activation;
        return layer;
    }

    private NetworkLayer Placed(View view, bool isOverUnits, Step step)
    {
        NetworkLayer source = view.Layer;
        bool isPicture = source.Shape.Length > 1, isLarge = (long)view.Size * source.Size > MostWeightsForAChoice;
        bool isOfChannels = source.Kind != NetworkLayer.Apart && (isPicture || isLarge) && (!isOverUnits || source.Pixels == 1);
        if (view.IsIdentity && isOfChannels)
            return NetworkLayer.Through(source);
        if (view.Places is not null && view.Map is null && source.Kind != NetworkLayer.Apart && (!isOverUnits || source.Pixels == 1) && Ranges(view) is { } ranges && (ranges.Count == 1 || isPicture || isLarge))
        {
            NetworkLayer[] slices = [.. ranges.Select(range => NetworkLayer.Slice(source, range.Start, range.Count))];
            return slices.Length == 1 ? slices[0] : Concat(slices);
        }
        if (view.Places is null && view.Map is { } map && isOfChannels && AreOfChannels(map.Scale, source.Shape[0]) && AreOfChannels(map.Shift, source.Shape[0]))
        {
            int pixels = source.Pixels;
            return NetworkLayer.Scale(source, [.. map.Scale.Where((_, i) => i % pixels == 0)], [.. map.Shift.Where((_, i) => i % pixels == 0)]);
        }
        if (isLarge)
            throw Refusal(step, $"a layer of {view.Size} values of {source.Size}, which only scales and chooses, would have {(long)view.Size * source.Size} weights; at most {MostWeightsForAChoice} are for such a layer.");
        double[] weights = new double[view.Size * source.Size], bias = new double[view.Size];
        for (int i = 0; i < view.Size; i++)
        {
            weights[(i * source.Size) + Given(view.At(i), step)] = view.ScaleAt(i);
            bias[i] = view.ShiftAt(i);
        }
        return Dense(source, weights, bias);
    }

    /// <summary>The whole channels that a row is, one range after the other, where they are few; else null.</summary>
    private static List<(int Start, int Count)>? Ranges(View view)
    {
        const int Most = 8;
        int pixels = view.Layer.Pixels;
        if (view.Size % pixels != 0)
            return null;
        var ranges = new List<(int Start, int Count)>();
        for (int channel = 0; channel < view.Size / pixels; channel++)
        {
            int first = view.At(channel * pixels);
            if (first == View.Missing || first % pixels != 0 || Enumerable.Range(0, pixels).Any(pixel => view.At((channel * pixels) + pixel) != first + pixel))
                return null;
            if (ranges.Count > 0 && ranges[^1].Start + ranges[^1].Count == first / pixels)
                ranges[^1] = (ranges[^1].Start, ranges[^1].Count + 1);
            else if (ranges.Count == Most)
                return null;
            else
                ranges.Add((first / pixels, 1));
        }
        return ranges;
    }

    private Network Whole(NetworkLayer[] inputs, IReadOnlyList<Step> outputs, IReadOnlyList<string> names, List<Step> steps)
    {
        var given = new List<NetworkLayer>();
        foreach (Step output in outputs)
        {
            View view = Take(output);
            NetworkLayer layer = Materialise(view, output);
            bool isTaken = layer.Kind == NetworkLayer.Input || given.Contains(layer);
            layer = isTaken ? Closed(Apply(view, "identity", output), output).Layer : layer;
            if (outputs.Count > 1 && layer.Shape.Length > 1)
                throw Refusal(output, $"it gives {Text(layer.Shape)}; several outputs are values without height, width or length. Name this output alone, or one behind it.");
            layer.Name = outputs.Count > 1 ? names[given.Count] : null;
            given.Add(layer);
        }
        InputStep[] states = [.. steps.OfType<RecurrentStep>().SelectMany(step => step.State)];
        return new Network(_source, inputs, given, states.Length > 0);
    }
}
