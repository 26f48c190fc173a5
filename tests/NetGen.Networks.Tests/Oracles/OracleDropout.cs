namespace NetGen.Networks.Tests.Oracles;

/// <summary>
/// What comes in, and in training some of it 0 and the rest larger. What is dropped is a number of the unit, which counts channels
/// within a pixel, of the sample, of the layer among those that drop and of the step; the mixing of SplitMix64 makes each of them one.
/// </summary>
internal sealed class OracleDropout(int percent, int channels, int pixels) : OracleLayer
{
    /// <summary>Its number among the layers that drop.</summary>
    public int Place { get; set; }

    public override int ParameterCount => 0;

    public override Approximate[] Forward(Approximate[] input, double[] parameters) => input;

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters) =>
        throw new InvalidOperationException("What dropout does to a sample depends on its batch.");

    /// <summary>The values, or the gradients by them, of a sample of a batch.</summary>
    public Approximate[] Train(Approximate[] values, int step, int row)
    {
        double kept = 100.0 / (100 - percent);
        var dropped = new Approximate[values.Length];
        for (int c = 0; c < channels; c++)
            for (int pixel = 0; pixel < pixels; pixel++)
                dropped[(c * pixels) + pixel] = Number(step, row, (pixel * channels) + c) < percent / 100.0 ? 0 : values[(c * pixels) + pixel] * kept;
        return dropped;
    }

    /// <summary>A number of [0, 1) with 32 bits.</summary>
    private double Number(int step, int row, int unit)
    {
        ulong key = 0;
        foreach (int place in new[] { 0, step, Place, row, unit })
            key = Mix(unchecked(key + ((ulong)(place + 1) * 0x9E3779B97F4A7C15)));
        return (key >> 32) / 4294967296.0;
    }

    private static ulong Mix(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
