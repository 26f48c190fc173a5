namespace NetGen.Onnx.Networks;

/// <summary>A row of numbers made of what a layer gives: scale[i] · value[places[i]] + shift[i].</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Size">How many numbers the row has.</param>
internal sealed record View(NetworkLayer Layer, int Size)
{
    /// <summary>A place that the layer does not give: a step of a sequence before the last.</summary>
    public const int Missing = -1;

    /// <summary>Null where the row is what the layer gives, in its order.</summary>
    public int[]? Places { get; init; }

    /// <summary>Null where every factor is 1 and nothing is added.</summary>
    public (double[] Scale, double[] Shift)? Map { get; init; }

    /// <summary>Whether the layer has no activation yet and nothing else takes what it gives, so that more can become a part of it.</summary>
    public bool IsOpen { get; init; }

    public bool IsIdentity => Places is null && Map is null;

    /// <summary>The place of a number.</summary>
    public int At(int index) => Places is null ? index : Places[index];

    public double ScaleAt(int index) => Map is { } map ? map.Scale[index] : 1;

    public double ShiftAt(int index) => Map is { } map ? map.Shift[index] : 0;

    /// <summary>The row of some of these numbers.</summary>
    public View Select(IReadOnlyList<int> places)
    {
        int[] chosen = [.. places.Select(At)];
        bool isWhole = chosen.Length == Layer.Size && chosen.Select((place, index) => place == index).All(same => same);
        return this with
        {
            Size = chosen.Length,
            Places = isWhole ? null : chosen,
            Map = Map is { } map ? ([.. places.Select(place => map.Scale[place])], [.. places.Select(place => map.Shift[place])]) : null,
        };
    }

    /// <summary>The row scaled and shifted.</summary>
    public View Scaled(IReadOnlyList<double> scale, IReadOnlyList<double> shift)
    {
        double[] both = [.. scale.Select((factor, i) => factor * ScaleAt(i))], added = [.. scale.Select((factor, i) => (factor * ShiftAt(i)) + shift[i])];
        return this with { Map = both.All(factor => factor == 1) && added.All(value => value == 0) ? null : (both, added) };
    }
}
