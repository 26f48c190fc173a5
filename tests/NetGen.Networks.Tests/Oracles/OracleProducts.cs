namespace NetGen.Networks.Tests.Oracles;

/// <summary>A layer whose outputs are sums of products of a weight and an input, plus a bias.</summary>
internal abstract class OracleProducts : OracleLayer
{
    public override Approximate[] Forward(Approximate[] input, double[] parameters)
    {
        var z = new Approximate.Total[Outputs];
        foreach (var (output, weight, value) in Products())
            z[output].AddProduct(parameters[weight], input[value]);
        for (int output = 0; output < z.Length; output++)
            z[output].Add(parameters[Bias(output)]);
        return Array.ConvertAll(z, total => total.Sum);
    }

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters)
    {
        var dx = new Approximate.Total[input.Length];
        var gradient = new Approximate.Total[ParameterCount];
        foreach (var (output, weight, value) in Products())
        {
            gradient[weight].AddProduct(dz[output], input[value]);
            dx[value].AddProduct(parameters[weight], dz[output]);
        }

        for (int output = 0; output < dz.Length; output++)
            gradient[Bias(output)].Add(dz[output]);
        return (Array.ConvertAll(dx, total => total.Sum), gradient);
    }

    protected abstract int Outputs { get; }

    /// <summary>The index of the bias that an output has.</summary>
    protected abstract int Bias(int output);

    /// <summary>Every product of a weight and a value that an output is the sum of, by the indices of the three.</summary>
    protected abstract IEnumerable<(int Output, int Weight, int Value)> Products();
}
