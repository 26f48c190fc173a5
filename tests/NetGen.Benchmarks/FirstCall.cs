using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;
using NetGen.Corpus;

namespace NetGen.Benchmarks;

/// <summary>What a program pays once: the JIT's time for a network, and how long after its start it has a first result.</summary>
/// <remarks>Each measurement is a process of its own, this program with another first argument.</remarks>
internal static class FirstCall
{
    /// <summary>The first argument that makes this program measure itself; the second is the network's name, or none for an empty program.</summary>
    public const string Argument = "first-call";

    private const int Repeats = 9;

    public static string Print(IReadOnlyList<Workload> workloads)
    {
        var table = new Table("network", "JIT of Forward, ms", "JIT of TrainBatch, ms", "process start to first result, ms");
        Add("no network", "");
        foreach (Workload workload in workloads)
            Add($"{workload.Name} {workload.Architecture}", workload.Name);
        return $"""
            Medians of {Repeats} processes each. The result is that of Forward on a new network; TrainBatch has 32 samples.

            {table}
            """;

        void Add(string title, string network)
        {
            double[][] runs = [.. Enumerable.Range(0, Repeats).Select(_ => Run(network))];
            table.Add([title, .. Enumerable.Range(0, 3).Select(value => Numbers.Significant(Statistics.Median(runs.Select(run => run[value]))))]);
        }
    }

    /// <summary>The child process: prints milliseconds of JIT for Forward and for TrainBatch, and the time of the first result.</summary>
    public static void Measure(string network)
    {
        string result = network switch
        {
            "W1" => Measure<W1Calls>(() => new(new W1()), W1.InputSize, W1.OutputSize),
            "W2" => Measure<W2Calls>(() => new(new W2()), W2.InputSize, W2.OutputSize),
            "W3" => Measure<W3Calls>(() => new(new W3()), W3.InputSize, W3.OutputSize),
            "W4" => Measure<W4Calls>(() => new(new W4()), W4.InputSize, W4.OutputSize),
            "W5" => Measure<W5Calls>(() => new(new W5()), W5.InputSize, W5.OutputSize),
            "W6" => Measure<W6Calls>(() => new(new W6()), W6.InputSize, W6.OutputSize),
            _ => Format(double.NaN, double.NaN, Stopwatch.GetTimestamp()),
        };
        Console.WriteLine(result);
    }

    private static string Measure<TCalls>(Func<TCalls> create, int inputs, int outputs)
        where TCalls : struct, INetworkCalls
    {
        const int batch = 32;
        TCalls calls = create();
        float[] input = new float[batch * inputs], output = new float[outputs];
        double forward = JitMilliseconds(() => calls.Forward(input.AsSpan(0, inputs), output));
        long firstResult = Stopwatch.GetTimestamp();
        double training = JitMilliseconds(() => calls.TrainBatch(input, new int[batch], Cell.LearningRate));
        return Format(forward, training, firstResult);
    }

    private static double JitMilliseconds(Action call)
    {
        TimeSpan before = JitInfo.GetCompilationTime(currentThread: true);
        call();
        return (JitInfo.GetCompilationTime(currentThread: true) - before).TotalMilliseconds;
    }

    private static string Format(double forward, double training, long firstResult) =>
        string.Create(CultureInfo.InvariantCulture, $"{forward} {training} {firstResult}");

    /// <summary>Both processes read the same clock.</summary>
    private static double[] Run(string network)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Argument, network]) { RedirectStandardOutput = true };
        long started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        string[] values = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        long firstResult = long.Parse(values[2], CultureInfo.InvariantCulture);
        return
        [
            double.Parse(values[0], CultureInfo.InvariantCulture),
            double.Parse(values[1], CultureInfo.InvariantCulture),
            Stopwatch.GetElapsedTime(started, firstResult).TotalMilliseconds,
        ];
    }
}
