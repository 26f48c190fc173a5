using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;

namespace NetGen.Benchmarks;

/// <summary>The slowest of many single calls, which is what a caller with a deadline waits for.</summary>
internal static class TailLatency
{
    private const int Calls = 1_000_000, Samples = 32;
    private const double WarmUpSeconds = 1;

    public static Section Measure()
    {
        var network = new Linear784(seed: 1);
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, Samples * Linear784.InputSize).Select(_ => random.NextSingle())];
        var output = new float[Linear784.OutputSize];
        var ticks = new long[Calls];
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds;)
            TimeCalls(network, inputs, output, ticks);

        var table = new Table("ns", "P50", "P99", "P99.9", "max", "garbage collections");
        table.Add(Row("Forward 784→10", ticks, () => TimeCalls(network, inputs, output, ticks)));
        table.Add(Row("the timestamps alone", ticks, () => TimeNothing(ticks)));
        return new(
            $"Latency of {Calls.ToString("#,0", CultureInfo.InvariantCulture)} single calls by the clock, a timestamp before and after each. The second row is the "
                + "cost of the timestamps, contained in the first, and whatever else the machine did meanwhile.",
            table);
    }

    private static string[] Row(string name, long[] ticks, Action measure)
    {
        int collections = GC.CollectionCount(0);
        measure();
        collections = GC.CollectionCount(0) - collections;
        Array.Sort(ticks);
        return [name, At(0.5), At(0.99), At(0.999), At(1), collections.ToString(CultureInfo.InvariantCulture)];

        string At(double rank) => Numbers.Significant(ticks[(int)Math.Ceiling(rank * ticks.Length) - 1] * 1e9 / Stopwatch.Frequency);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TimeCalls(Linear784 network, ReadOnlySpan<float> inputs, Span<float> output, Span<long> ticks)
    {
        for (int call = 0; call < ticks.Length; call++)
        {
            ReadOnlySpan<float> input = inputs.Slice(call % Samples * Linear784.InputSize, Linear784.InputSize);
            long start = Stopwatch.GetTimestamp();
            network.Forward(input, output);
            ticks[call] = Stopwatch.GetTimestamp() - start;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TimeNothing(Span<long> ticks)
    {
        for (int call = 0; call < ticks.Length; call++)
        {
            long start = Stopwatch.GetTimestamp();
            ticks[call] = Stopwatch.GetTimestamp() - start;
        }
    }
}
