namespace NetGen.Networks.Tests.Oracles;

/// <summary>
/// z[o, y, x] = b[o] + Σ w[o, c, ky, kx] · input[c, under the tap], with w [out][in / groups][kh][kw] and then b [out] in parameter
/// order: what PyTorch calls convolution, without turning the kernel.
/// </summary>
internal sealed class OracleConvolution(int inChannels, int outChannels, OracleWindow height, OracleWindow width, int groups = 1) : OracleProducts
{
    private readonly int _groupInputs = inChannels / groups;
    private readonly int _groupOutputs = outChannels / groups;

    public override int ParameterCount => WeightCount + outChannels;

    private int WeightCount => outChannels * _groupInputs * height.Kernel * width.Kernel;

    private int Places => height.Outputs * width.Outputs;

    protected override int Outputs => outChannels * Places;

    protected override int Bias(int output) => WeightCount + (output / Places);

    protected override IEnumerable<(int Output, int Weight, int Value)> Products()
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
