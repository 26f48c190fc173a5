namespace NetGen.Networks.Tests.Oracles;

/// <summary>A sequence [steps][inputs] under a kernel that sees a step and those before it: W [channels][inputs][taps], its last tap on the step itself.</summary>
internal sealed class OracleCausal(int steps, int inputs, int channels, int taps, int dilation) : OracleLayer
{
    public override int ParameterCount => channels * ((inputs * taps) + 1);

    public override Approximate[] Forward(Approximate[] input, double[] parameters)
    {
        var z = new Approximate.Total[steps * channels];
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

    private int Bias(int output) => (channels * inputs * taps) + (output % channels);

    /// <summary>Every product of a weight and a value that an output is the sum of, by the indices of the three.</summary>
    private IEnumerable<(int Output, int Weight, int Value)> Products()
    {
        for (int step = 0; step < steps; step++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                int seen = step - ((taps - 1 - tap) * dilation);
                for (int channel = 0; seen >= 0 && channel < channels; channel++)
                {
                    for (int feature = 0; feature < inputs; feature++)
                        yield return ((step * channels) + channel, (((channel * inputs) + feature) * taps) + tap, (seen * inputs) + feature);
                }
            }
        }
    }
}
