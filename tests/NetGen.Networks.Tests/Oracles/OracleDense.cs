namespace NetGen.Networks.Tests.Oracles;

/// <summary>z = W x + b, with W [outputs][inputs] and then b [outputs] in parameter order.</summary>
internal sealed class OracleDense(int inputs, int outputs) : OracleLayer
{
    public override int ParameterCount => outputs * (inputs + 1);

    public override Approximate[] Forward(Approximate[] input, double[] parameters)
    {
        var z = new Approximate[outputs];
        for (int o = 0; o < outputs; o++)
        {
            Approximate.Total total = default;
            for (int i = 0; i < inputs; i++)
                total.AddProduct(parameters[(o * inputs) + i], input[i]);
            total.Add(parameters[(outputs * inputs) + o]);
            z[o] = total.Sum;
        }

        return z;
    }

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters)
    {
        var dx = new Approximate.Total[inputs];
        var gradient = new Approximate.Total[ParameterCount];
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < inputs; i++)
            {
                gradient[(o * inputs) + i].AddProduct(dz[o], input[i]);
                dx[i].AddProduct(parameters[(o * inputs) + i], dz[o]);
            }

            gradient[(outputs * inputs) + o].Add(dz[o]);
        }

        return (Array.ConvertAll(dx, total => total.Sum), gradient);
    }
}
