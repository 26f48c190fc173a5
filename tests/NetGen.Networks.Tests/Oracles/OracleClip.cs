namespace NetGen.Networks.Tests.Oracles;

/// <summary>Values within bounds, a pair for each; the gradient passes within them and on them.</summary>
internal sealed class OracleClip(double[] least, double[] most) : OracleLayer
{
    public override int ParameterCount => 0;

    public override Approximate[] Forward(Approximate[] input, double[] parameters) => [.. input.Select((x, i) => IsBelow(x, i) ? least[i] : IsAbove(x, i) ? most[i] : x)];

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters) =>
        ([.. dz.Select((d, i) => IsBelow(input[i], i) || IsAbove(input[i], i) ? 0 : d)], []);

    /// <summary>How far values are from their bounds; one that is a bound beyond doubt, as 0 is that an activation made, is no choice.</summary>
    public override IEnumerable<Approximate> Margins(Approximate[] input, double[] parameters) =>
        input.SelectMany((x, i) => new[] { x - least[i], x - most[i] }).Where(margin => double.IsFinite(margin.Value) && margin is not { Value: 0, Variance: 0 });

    private bool IsBelow(Approximate x, int i) => x.Value < least[i];

    private bool IsAbove(Approximate x, int i) => x.Value > most[i];
}
