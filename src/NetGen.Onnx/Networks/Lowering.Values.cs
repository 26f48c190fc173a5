using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Networks;

/// <summary>What is done to values one by one, and where they go: a part of the layer before, or a layer of its own.</summary>
internal sealed partial class Lowering
{
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
        if (!view.IsOpen || !view.IsIdentity || (step.IsOfUnits && (view.Layer.Kind == "conv" || view.Layer.Pixels > 1)))
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

    private View Lower(CombineStep step)
    {
        View left = Take(step.Sources[0]), right = Take(step.Sources[1]);
        NetworkLayer one = Materialise(left, step), other = Materialise(right, step);
        foreach ((NetworkLayer input, NetworkLayer like) in new[] { (one, other), (other, one) })
            Shaped(input, like.Shape);
        if (!one.Shape.SequenceEqual(other.Shape))
            throw Refusal(step, $"it combines {Text(one.Shape)} with {Text(other.Shape)}; only values of one shape can be combined in a network: no factor for a whole channel, as squeeze and excitation has it.");
        string kind = step.IsProduct ? "multiply" : "add";
        return Opened(NetworkLayer.Plain(kind, kind, [one, other], one.Shape), step);
    }

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
        NetworkLayer layer = Placed(view, ActivationStep.OverUnits.Contains(activation), step);
        layer.Activation = activation;
        return layer;
    }

    private NetworkLayer Placed(View view, bool isOverUnits, Step step)
    {
        NetworkLayer source = view.Layer;
        bool isPicture = source.Shape.Length > 1, isLarge = (long)view.Size * source.Size > MostWeightsForAChoice;
        bool isOfChannels = source.Kind != NetworkLayer.Apart && (isPicture || source.Size > FewUnits) && (!isOverUnits || source.Pixels == 1);
        if (view.IsIdentity && isOfChannels)
            return NetworkLayer.Through(source);
        if (view.Places is not null && view.Map is null && source.Kind != NetworkLayer.Apart && (!isOverUnits || source.Pixels == 1) && Ranges(view) is { } ranges && (ranges.Count == 1 || isPicture || source.Size > FewUnits))
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
}
