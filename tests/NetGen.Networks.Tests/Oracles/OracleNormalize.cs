namespace NetGen.Networks.Tests.Oracles;

/// <summary>(x − mean) / scale for each channel of [C][pixels], means before scales, then within bounds.</summary>
internal sealed class OracleNormalize(int channels, int pixels, OracleClip bounds) : OracleLayer
{
    public override int ParameterCount => 0;

    public override int BufferCount => 2 * channels;

    public override Approximate[] Forward(Approximate[] input, double[] parameters) => bounds.Forward(Normalised(input, parameters), []);

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters)
    {
        var (gradients, _) = bounds.Backward(Normalised(input, parameters), dz, []);
        return ([.. gradients.Select((d, i) => d * Inverse(i, parameters))], []);
    }

    public override IEnumerable<Approximate> Margins(Approximate[] input, double[] parameters) => bounds.Margins(Normalised(input, parameters), []);

    private Approximate[] Normalised(Approximate[] input, double[] parameters) => [.. input.Select((x, i) => (x - parameters[i / pixels]) * Inverse(i, parameters))];

    private double Inverse(int i, double[] parameters) => 1 / parameters[channels + (i / pixels)];
}
