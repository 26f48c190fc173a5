namespace NetGen.Networks.Tests.Oracles;

/// <summary>Sums and products value by value.</summary>
internal sealed class OracleJoin(bool isProduct) : OracleLayer
{
    public override int ParameterCount => 0;

    public override Approximate[] Forward(Approximate[][] inputs, double[] parameters)
    {
        var joined = (Approximate[])inputs[0].Clone();
        foreach (Approximate[] other in inputs.Skip(1))
            for (int i = 0; i < joined.Length; i++)
                joined[i] = isProduct ? joined[i] * other[i] : joined[i] + other[i];
        return joined;
    }

    public override (Approximate[][] Inputs, Approximate.Total[] Parameters) Backward(Approximate[][] inputs, Approximate[] dz, double[] parameters)
    {
        var gradients = new Approximate[inputs.Length][];
        for (int own = 0; own < inputs.Length; own++)
        {
            gradients[own] = (Approximate[])dz.Clone();
            for (int other = 0; isProduct && other < inputs.Length; other++)
                for (int i = 0; other != own && i < dz.Length; i++)
                    gradients[own][i] = gradients[own][i] * inputs[other][i];
        }

        return (gradients, []);
    }

    public override Approximate[] Forward(Approximate[] input, double[] parameters) => Forward([input], parameters);

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters) => (dz, []);
}
