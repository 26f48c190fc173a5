using System.Diagnostics;
using System.Globalization;
using NetGen.Benchmarks.Report;
using NetGen.Corpus;

namespace NetGen.Benchmarks;

/// <summary>How long the slowest calls take, each timed by itself by the clock on the wall.</summary>
internal static class LatencyTail
{
    private const int Calls = 1_000_000, WarmUpCalls = 100_000, Samples = 32;

    public static string Print()
    {
        var table = new Table($"{Calls.ToString("#,0", CultureInfo.InvariantCulture)} calls of", "P50, ns", "P99, ns", "P99.9, ns", "max, ns", "collections", "bytes allocated");
        var network = new Linear();
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, Samples * Linear.InputSize).Select(_ => random.NextSingle())];
        var output = new float[Linear.OutputSize];
        Add(table, $"{network}, Forward", call => network.Forward(inputs.AsSpan(call % Samples * Linear.InputSize, Linear.InputSize), output));
        AddStream<StreamedGru>(table, inputs);
        AddStream<StreamedLstm>(table, inputs);
        return $"""
            Each call timed by itself, by the clock on the wall, the reading of which is included.

            {table}
            """;
    }

    private static void AddStream<TNetwork>(Table table, float[] inputs)
        where TNetwork : class, IStreamingNetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        State state = network.NewState();
        var output = new float[TNetwork.OutputSize];
        Add(table, $"{network}, Step", call => network.Step(state, inputs.AsSpan(call % Samples, 1), output));
    }

    private static void Add(Table table, string what, Action<int> run)
    {
        var ticks = new long[Calls];
        for (int call = 0; call < WarmUpCalls; call++)
            run(call);

        GC.Collect();
        int collections = GC.CollectionCount(0);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < Calls; call++)
        {
            long start = Stopwatch.GetTimestamp();
            run(call);
            ticks[call] = Stopwatch.GetTimestamp() - start;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        collections = GC.CollectionCount(0) - collections;
        Array.Sort(ticks);
        table.Add(
            what,
            Nanoseconds(0.5),
            Nanoseconds(0.99),
            Nanoseconds(0.999),
            Nanoseconds(1),
            collections.ToString(CultureInfo.InvariantCulture),
            allocated.ToString(CultureInfo.InvariantCulture));

        string Nanoseconds(double quantile) => Numbers.Significant(ticks[(int)((Calls - 1) * quantile)] * 1e9 / Stopwatch.Frequency);
    }
}
