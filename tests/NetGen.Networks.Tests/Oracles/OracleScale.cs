namespace NetGen.Networks.Tests.Oracles;

/// <summary>factor · x + offset, with a factor and an offset for each value.</summary>
internal sealed class OracleScale(double[] factor, double[] offset) : OracleLayer
{
    public override int ParameterCount => 0;

    public override Approximate[] Forward(Approximate[] input, double[] parameters) => [.. input.Select((x, i) => (factor[i] * x) + offset[i])];

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters) =>
        ([.. dz.Select((d, i) => d * factor[i])], []);
}
