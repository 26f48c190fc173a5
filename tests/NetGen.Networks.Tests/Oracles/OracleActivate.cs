namespace NetGen.Networks.Tests.Oracles;

/// <summary>An activation of neighbouring values of a row, and the others as they are.</summary>
internal sealed class OracleActivate(int start, int count, OracleActivation activation) : OracleLayer
{
    public override int ParameterCount => 0;

    public override Approximate[] Forward(Approximate[] input, double[] parameters) => With(input, activation.Forward(Part(input)));

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters) =>
        (With(dz, activation.Backward(Part(input), activation.Forward(Part(input)), Part(dz))), []);

    public override IEnumerable<Approximate> Margins(Approximate[] input, double[] parameters) => activation.Kinks.SelectMany(kink => Part(input).Select(x => x - kink));

    private Approximate[] Part(Approximate[] values) => values[start..(start + count)];

    private Approximate[] With(Approximate[] values, Approximate[] part) => [.. values[..start], .. part, .. values[(start + count)..]];
}
