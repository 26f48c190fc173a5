namespace NetGen.Networks.Tests.Oracles;

/// <summary>z = weight · (x − mean) / √(variance + 1e-5) + bias, value by value, with mean and variance of all values of the sample.</summary>
internal sealed class OracleLayerNorm(int values) : OracleLayer
{
    private const double Epsilon = 1e-5;

    public override int ParameterCount => 2 * values;

    public override Approximate[] Forward(Approximate[] input, double[] parameters)
    {
        var (normalised, _) = Normalise(input);
        return [.. normalised.Select((value, i) => (parameters[i] * value) + parameters[values + i])];
    }

    public override (Approximate[] Input, Approximate.Total[] Parameters) Backward(Approximate[] input, Approximate[] dz, double[] parameters)
    {
        var (normalised, inverse) = Normalise(input);
        var gradient = new Approximate.Total[ParameterCount];
        for (int i = 0; i < values; i++)
        {
            gradient[i].AddProduct(dz[i], normalised[i]);
            gradient[values + i].Add(dz[i]);
        }

        Approximate[] g = [.. dz.Select((d, i) => parameters[i] * d)];
        Approximate mean = Approximate.Sum(g) * (1.0 / values);
        Approximate meanOfProducts = Approximate.Sum(g.Select((d, i) => d * normalised[i])) * (1.0 / values);
        return ([.. g.Select((d, i) => inverse * (d - mean - (normalised[i] * meanOfProducts)))], gradient);
    }

    private (Approximate[] Normalised, Approximate Inverse) Normalise(Approximate[] input)
    {
        Approximate mean = Approximate.Sum(input) * (1.0 / values);
        Approximate[] distances = [.. input.Select(value => value - mean)];
        Approximate variance = Approximate.Sum(distances.Select(distance => distance * distance)) * (1.0 / values);
        double root = Math.Sqrt(variance.Value + Epsilon);
        Approximate inverse = variance.Map(1 / root, -0.5 / (root * root * root));
        return ([.. distances.Select(distance => distance * inverse)], inverse);
    }
}
