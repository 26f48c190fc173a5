namespace NetGen.Networks.Tests.Oracles;

/// <summary>Neighbouring values of a row; of a picture, [C][H][W], whole channels are such.</summary>
internal sealed class OracleSlice(int start, int count) : OracleLayer
{
    public override int ParameterCount => 0;

    public override Approximate[] Forward(Approximate[] input, double[] parameters) => input[start..(start + count)];

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters)
    {
        var gradient = new Approximate[input.Length];
        dz.CopyTo(gradient, start);
        return (gradient, []);
    }
}
