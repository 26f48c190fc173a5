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
        var network = new Linear();
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, Samples * Linear.InputSize).Select(_ => random.NextSingle())];
        var output = new float[Linear.OutputSize];
        var ticks = new long[Calls];
        for (int call = 0; call < WarmUpCalls; call++)
            network.Forward(inputs.AsSpan(call % Samples * Linear.InputSize, Linear.InputSize), output);

        GC.Collect();
        int collections = GC.CollectionCount(0);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < Calls; call++)
        {
            ReadOnlySpan<float> input = inputs.AsSpan(call % Samples * Linear.InputSize, Linear.InputSize);
            long start = Stopwatch.GetTimestamp();
            network.Forward(input, output);
            ticks[call] = Stopwatch.GetTimestamp() - start;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        collections = GC.CollectionCount(0) - collections;
        Array.Sort(ticks);

        var table = new Table($"{Calls.ToString("#,0", CultureInfo.InvariantCulture)} calls of {network}", "P50, ns", "P99, ns", "P99.9, ns", "max, ns", "collections", "bytes allocated");
        table.Add(
            "Forward",
            Nanoseconds(0.5),
            Nanoseconds(0.99),
            Nanoseconds(0.999),
            Nanoseconds(1),
            collections.ToString(CultureInfo.InvariantCulture),
            allocated.ToString(CultureInfo.InvariantCulture));
        return $"""
            Each call timed by itself, by the clock on the wall, the reading of which is included.

            {table}
            """;

        string Nanoseconds(double quantile) => Numbers.Significant(ticks[(int)((Calls - 1) * quantile)] * 1e9 / Stopwatch.Frequency);
    }
}
