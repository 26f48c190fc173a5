using NetGen.Onnx.Graph;
using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Networks;

/// <summary>
/// Steps as layers: what only scales, shifts and chooses becomes a part of the weights before or after it, and a layer of its own
/// where there are none.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>The limits of NetGen's networks.</summary>
    public const int MostLayers = 256;
    private const int MostUnits = 65_536;
    private const int MostValues = 1 << 20;
    public const long MostParameters = 268_435_456;

    /// <summary>A dense layer that only scales and chooses has a weight for every pair of values nevertheless.</summary>
    private const long MostWeightsForAChoice = 4_194_304;

    /// <summary>So many units go through a dense layer of ones and zeros, which the text of an architecture can say; more through layers that compute each by itself.</summary>
    private const int FewUnits = 16;

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
        InputStep[] inputs = [.. steps.OfType<InputStep>().OrderBy(input => cut.Inputs.TakeWhile(other => other.Name != input.Name).Count())];
        NetworkLayer[] given = lowering.Inputs(inputs);
        foreach (Step step in steps.Where(step => !lowering._views.ContainsKey(step)))
            lowering._views[step] = lowering.Lower(step);
        NetworkLayer[] results = lowering.Results(outputs, cut.Outputs);
        return new Network(source, given, results, [.. inputs.Select(input => input.Name)], lowering.States(steps));
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
    private NetworkLayer[] Inputs(InputStep[] inputs)
    {
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
        RootStep => throw Refusal(step, "a square root can be imported only in layer normalisation, (x − mean) / √(variance + ε)."),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };

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

    /// <summary>The layers that give the outputs, one for each.</summary>
    private NetworkLayer[] Results(IReadOnlyList<Step> outputs, IReadOnlyList<string> names)
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
        return [.. given];
    }

    /// <summary>The states that are inputs of the model: each of one layer alone, which keeps it, and nothing else's.</summary>
    private RecurrentState[] States(List<Step> steps)
    {
        HashSet<(InputStep, int)> kept = [];
        foreach (RecurrentStep step in steps.OfType<RecurrentStep>())
        {
            foreach (RecurrentState state in step.State)
            {
                if (steps.Contains(state.Input) || !kept.Add((state.Input, state.Start)))
                    throw Refusal(step, $"its state is the input '{state.Input.Name}', which something else takes, too; a state is kept by one layer alone.");
            }
        }
        return [.. steps.OfType<RecurrentStep>().SelectMany(step => step.State)];
    }
}
