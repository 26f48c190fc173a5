using System.Globalization;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;
using NetGen.Corpus;

namespace NetGen.Benchmarks;

/// <summary>Batches of windows through recurrent layers of 128 units, beside the time that their multiply-adds alone would take.</summary>
internal static class Windows
{
    private const int Count = 64;

    public static string Print()
    {
        var table = new Table($"{Count} windows of", "µs a window", "multiply-adds", "÷ roofline");
        Add<WindowedGru>(table);
        Add<WindowedLstm>(table);
        return $"""
            `ForwardBatch`. The roofline is the time of as many multiply-adds alone, run in turn with it; sigmoids and tangents come on top. Lower quartiles of {Turns.Count} turns.

            {table}
            """;
    }

    private static void Add<TNetwork>(Table table)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, Count * TNetwork.InputSize).Select(_ => random.NextSingle() - 0.5f)], outputs = new float[Count * TNetwork.OutputSize];
        long multiplyAdds = TNetwork.Info.MultiplyAdds;
        double[] times = Turns.Nanoseconds(Count, () => network.ForwardBatch(inputs, outputs), () => Roofline.Run(Count * multiplyAdds));
        table.Add(
            $"{network}",
            Numbers.Significant(times[0] / 1000),
            multiplyAdds.ToString("#,0", CultureInfo.InvariantCulture),
            Numbers.Ratio(times[0] / times[1]));
    }
}
