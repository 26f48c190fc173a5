using System.Globalization;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;
using NetGen.Corpus;

namespace NetGen.Benchmarks;

/// <summary>The WaveNets of Neural Amp Modeler, in blocks as an audio device asks for them, and step by step.</summary>
internal static class WaveNets
{
    private const int Block = 64, Samples = 150 * Block;

    public static string Print()
    {
        var table = new Table("a sample of", $"`Run` of {Block}, ns", "`Step`, ns", "multiply-adds", "`Run` ÷ roofline");
        Add<NamStandard>(table, "standard: 16 and 8 channels, 20 layers");
        Add<NamA2>(table, "A2: 8 channels, 23 layers");
        Add<NamA2Nano>(table, "A2: 3 channels, 23 layers");
        return $"""
            Networks of the shapes that Neural Amp Modeler trains, with drawn parameters: `tests/NetGen.Benchmarks/Networks`. The roofline is the
            time of as many multiply-adds alone, run in turn. Lower quartiles of {Turns.Count} turns.

            {table}
            """;
    }

    private static void Add<TNetwork>(Table table, string name)
        where TNetwork : class, IStreamingInference<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        State state = network.NewState();
        float[] inputs = [.. Enumerable.Range(0, Samples).Select(sample => 0.3f * MathF.Sin(0.03f * sample))], outputs = new float[Samples];
        long multiplyAdds = TNetwork.Info.MultiplyAdds;
        double[] times = Turns.Nanoseconds(Samples, () => Run(Block), () => Run(1), () => Roofline.Run(Samples * multiplyAdds));
        table.Add(
            name,
            Numbers.Significant(times[0]),
            Numbers.Significant(times[1]),
            multiplyAdds.ToString("#,0", CultureInfo.InvariantCulture),
            Numbers.Ratio(times[0] / times[2]));

        void Run(int count)
        {
            for (int first = 0; first < Samples; first += count)
            {
                if (count == 1)
                    network.Step(state, inputs.AsSpan(first, 1), outputs.AsSpan(first, 1));
                else
                    network.Run(state, inputs.AsSpan(first, count), outputs.AsSpan(first, count));
            }
        }
    }
}
