namespace NetGen.Networks.Tests.Oracles;

/// <summary>
/// z[o, y, x] = b[o] + Σ w[o, c, ky, kx] · input[c, under the tap], with w [out][in / groups][kh][kw] and then b [out] in parameter
/// order: what PyTorch calls convolution, without turning the kernel.
/// </summary>
internal sealed class OracleConvolution(int inChannels, int outChannels, OracleWindow height, OracleWindow width, int groups = 1) : OracleLayer
{
    private readonly int _groupInputs = inChannels / groups;
    private readonly int _groupOutputs = outChannels / groups;

    public override int ParameterCount => WeightCount + outChannels;

    private int WeightCount => outChannels * _groupInputs * height.Kernel * width.Kernel;

    private int Places => height.Outputs * width.Outputs;

    public override Approximate[] Forward(Approximate[] input, double[] parameters)
    {
        var z = new Approximate.Total[outChannels * Places];
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

    private int Bias(int output) => WeightCount + (output / Places);

    /// <summary>Every product of a weight and a value that an output is the sum of, by the indices of the three.</summary>
    private IEnumerable<(int Output, int Weight, int Value)> Products()
    {
        for (int o = 0; o < outChannels; o++)
        {
            for (int y = 0; y < height.Outputs; y++)
            {
                for (int x = 0; x < width.Outputs; x++)
                {
                    int output = (((o * height.Outputs) + y) * width.Outputs) + x;
                    for (int c = 0; c < _groupInputs; c++)
                    {
                        int channel = (o / _groupOutputs * _groupInputs) + c;
                        foreach (var (tapY, row) in height.Under(y))
                        {
                            foreach (var (tapX, column) in width.Under(x))
                            {
                                int weight = (((((o * _groupInputs) + c) * height.Kernel) + tapY) * width.Kernel) + tapX;
                                yield return (output, weight, (((channel * height.Size) + row) * width.Size) + column);
                            }
                        }
                    }
                }
            }
        }
    }
}
