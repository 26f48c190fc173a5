namespace NetGen.Networks.Tests.Oracles;

/// <summary>A sequence [steps][inputs] under a kernel that sees a step and those before it: W [channels][inputs][taps], its last tap on the step itself.</summary>
internal sealed class OracleCausal(int steps, int inputs, int channels, int taps, int dilation) : OracleProducts
{
    public override int ParameterCount => channels * ((inputs * taps) + 1);

    protected override int Outputs => steps * channels;

    protected override int Bias(int output) => (channels * inputs * taps) + (output % channels);

    protected override IEnumerable<(int Output, int Weight, int Value)> Products()
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
