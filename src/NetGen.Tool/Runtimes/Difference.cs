using System.Globalization;
using System.Text.Json.Nodes;
using NetGen.Onnx.Comparing;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Runtimes;

/// <summary>How far a network is at worst from the model that it was made of.</summary>
/// <param name="By">What computed the model.</param>
/// <param name="Samples">How many were compared.</param>
/// <param name="Absolute">The largest distance of two outputs.</param>
/// <param name="Ulp">The largest distance in units in the last place of its output.</param>
/// <param name="Largest">The largest magnitude of an output.</param>
/// <param name="Where">Which sample and output the absolute distance is from, counted from 0.</param>
internal sealed record Difference(string By, int Samples, double Absolute, double Ulp, double Largest, (int Sample, int Output) Where)
{
    /// <summary>The absolute distance in parts of the largest output.</summary>
    public double Relative => Absolute / Largest;

    /// <exception cref="InvalidDataException">The two have not as many outputs.</exception>
    public static Difference Of(CompiledNetwork network, IOriginal original, double[] inputs)
    {
        double[] actual = network.Forward(inputs);
        double[][] samples = [.. inputs.Chunk(network.InputSize)];
        bool isDouble = network.Info.Precision == Precision.Double;
        var worst = new Difference(original.By, samples.Length, 0, 0, double.Epsilon, default);
        foreach ((int sample, double[] input) in samples.Index())
        {
            double[] expected = original.Run(input);
            if (expected.Length != network.OutputSize)
                throw new InvalidDataException($"Expected {network.OutputSize} outputs as the network has, found {expected.Length} of {original.By} for one sample.");
            for (int output = 0; output < expected.Length; output++)
            {
                double found = actual[sample * expected.Length + output], magnitude = Math.Abs(expected[output]);

                // NaN of both is agreement, of one none.
                double distance = double.IsNaN(found) && double.IsNaN(expected[output]) ? 0 : Math.Abs(found - expected[output]);
                double ulp = isDouble ? double.BitIncrement(magnitude) - magnitude : float.BitIncrement((float)magnitude) - (float)magnitude;
                worst = worst with { Largest = Math.Max(worst.Largest, magnitude), Ulp = Math.Max(worst.Ulp, distance / ulp) };
                if (!(distance <= worst.Absolute))
                    worst = worst with { Absolute = double.IsNaN(distance) ? double.PositiveInfinity : distance, Where = (sample, output) };
            }
        }
        return worst;
    }

    /// <summary>Samples of standard normal numbers that float has, one after the other.</summary>
    public static double[] Draw(int samples, int width, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, samples * width).Select(_ => (double)(float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }

    public JsonObject Facts() => new()
    {
        ["against"] = By,
        ["samples"] = Samples,
        ["absolute"] = Absolute,
        ["relative"] = Relative,
        ["ulp"] = Ulp,
    };

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Samples} samples against {By}: worst difference {Absolute:G3} ({Relative:G3} of the largest output, sample {Where.Sample}, output {Where.Output}), {Ulp:F0} ulp");
}
