using System.Diagnostics;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;
using NetGen.Corpus;

namespace NetGen.Benchmarks.EndToEnd;

/// <summary>What a second thread brings, by the clock on the wall.</summary>
/// <remarks>A process of its own, this program with another first argument, as this one keeps to one core.</remarks>
internal static class Threads
{
    /// <summary>The first argument that makes this program measure itself.</summary>
    public const string Argument = "threads";

    private const int Rows = 4096, Batch = 1024, Epochs = 4, Repeats = 15;

    public static string Print()
    {
        string[] values = Child.Run(Argument).Split(' ');
        var table = new Table("two threads, W5 784-128:relu-10:softmax", "one, ms", "two, ms", "one ÷ two");
        table.Add([$"Fit, {Epochs} epochs of {Rows} rows, batches of {Batch}", .. values[..3]]);
        table.Add([$"ForwardBatch, {Rows} rows", .. values[3..6]]);
        table.Add(["ForwardBatch, 8 rows, which stay on one", .. values[6..9]]);
        table.Add(["two fits after each other, and side by side", .. values[9..]]);
        return $"\nBy the clock on the wall. The last row, two trainings that have nothing to do with each other, is what the second core of this machine brings at all.\n\n{table}";
    }

    /// <summary>The child process.</summary>
    public static void Measure()
    {
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, Rows * W5.InputSize).Select(_ => random.NextSingle())];
        var targets = new float[Rows * W5.OutputSize];
        for (int row = 0; row < Rows; row++)
            targets[row * W5.OutputSize + random.Next(W5.OutputSize)] = 1;
        var outputs = new float[Rows * W5.OutputSize];
        Dataset<float> data = Dataset.Of(inputs, targets, Rows);
        W5 network = new(), other = new();

        Console.Write(Pair(threads => Fit(network, threads)));
        Console.Write(' ');
        Console.Write(Pair(threads => network.ForwardBatch(inputs, outputs, threads)));
        Console.Write(' ');
        Console.Write(Pair(threads =>
        {
            for (int call = 0; call < 1000; call++)
                network.ForwardBatch(inputs.AsSpan(0, 8 * W5.InputSize), outputs.AsSpan(0, 8 * W5.OutputSize), threads);
        }));
        Console.Write(' ');
        Console.Write(Pair(threads => Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = threads }, () => Fit(network, threads: 1), () => Fit(other, threads: 1))));

        void Fit(W5 trained, int threads) =>
            trained.Fit(data, new() { Epochs = Epochs, BatchSize = Batch, Shuffle = false, Optimizer = new Sgd(0.01), Threads = threads });
    }

    private static string Pair(Action<int> run)
    {
        run(1);
        run(2);
        var pairs = Enumerable.Range(0, Repeats).Select(_ => (One: Milliseconds(1), Two: Milliseconds(2))).ToArray();
        return string.Join(
            ' ',
            Numbers.Significant(Statistics.Median(pairs.Select(pair => pair.One))),
            Numbers.Significant(Statistics.Median(pairs.Select(pair => pair.Two))),
            Numbers.Ratio(Statistics.Median(pairs.Select(pair => pair.One / pair.Two))));

        double Milliseconds(int threads)
        {
            long start = Stopwatch.GetTimestamp();
            run(threads);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }
}
