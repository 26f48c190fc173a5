using System.Globalization;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;
using NetGen.Corpus;

namespace NetGen.Benchmarks;

/// <summary>The WaveNets of Neural Amp Modeler, in blocks as an audio device asks for them, and step by step.</summary>
internal static class WaveNets
{
    private const int Block = 64, Samples = 150 * Block, Repeats = 31, WarmUps = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static string Print()
    {
        var table = new Table("a sample of", $"`Run` of {Block}, ns", "`Step`, ns", "multiply-adds", "`Run` ÷ roofline");
        Add<NamStandard>(table, "standard: 16 and 8 channels, 20 layers");
        Add<NamA2>(table, "A2: 8 channels, 23 layers");
        Add<NamA2Nano>(table, "A2: 3 channels, 23 layers");
        return $"""
            Networks of the shapes that Neural Amp Modeler trains, with drawn parameters: `tests/NetGen.Benchmarks/Networks`.

            {table}
            """;
    }

    private static void Add<TNetwork>(Table table, string name)
        where TNetwork : class, IStreamingInference<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        State state = network.NewState();
        float[] inputs = [.. Enumerable.Range(0, Samples).Select(sample => 0.3f * MathF.Sin(0.03f * sample))], outputs = new float[Samples];
        double blocks = Nanoseconds(Block), steps = Nanoseconds(1);
        long multiplyAdds = TNetwork.Info.MultiplyAdds;
        table.Add(
            name,
            Numbers.Significant(blocks),
            Numbers.Significant(steps),
            multiplyAdds.ToString("#,0", CultureInfo.InvariantCulture),
            Numbers.Ratio(blocks * Roofline.Peak / multiplyAdds));

        double Nanoseconds(int count)
        {
            for (int round = 0; round < WarmUps; round++)
            {
                Time(count);
                Thread.Sleep(Pause);
            }

            return Statistics.Median(Enumerable.Range(0, Repeats).Select(_ => Time(count)));
        }

        double Time(int count)
        {
            double start = ThreadClock.Seconds;
            for (int first = 0; first < Samples; first += count)
            {
                if (count == 1)
                    network.Step(state, inputs.AsSpan(first, 1), outputs.AsSpan(first, 1));
                else
                    network.Run(state, inputs.AsSpan(first, count), outputs.AsSpan(first, count));
            }

            return (ThreadClock.Seconds - start) * 1e9 / Samples;
        }
    }
}
