namespace NetGen.Networks.Tests.Oracles;

/// <summary>Rows one after the other; of pictures, [C][H][W], that is channel after channel.</summary>
internal sealed class OracleConcat : OracleLayer
{
    public override int ParameterCount => 0;

    public override Approximate[] Forward(Approximate[][] inputs, double[] parameters) => [.. inputs.SelectMany(input => input)];

    public override (Approximate[][] Inputs, Approximate.Total[] Parameters) Backward(Approximate[][] inputs, Approximate[] dz, double[] parameters)
    {
        var gradients = new Approximate[inputs.Length][];
        int start = 0;
        for (int own = 0; own < inputs.Length; own++)
            gradients[own] = dz[start..(start += inputs[own].Length)];
        return (gradients, []);
    }

    public override Approximate[] Forward(Approximate[] input, double[] parameters) => input;

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters) => (dz, []);
}
