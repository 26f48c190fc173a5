using System.Diagnostics;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;

namespace NetGen.Benchmarks.EndToEnd;

/// <summary>The two benchmarks that SimpleChains.jl publishes, a library for small networks in Julia; its figures are its own, of other machines.</summary>
/// <remarks>A process of its own, this program with another first argument, as this one keeps to one core.</remarks>
internal static class SimpleChains
{
    /// <summary>The first argument that makes this program measure itself.</summary>
    public const string Argument = "chains";

    private const int Rows = 10_000, Steps = 10, Observations = 200, Gradients = 1_000, Repeats = 15;

    public static string Print()
    {
        string[] values = Child.Run(Argument).Split(' ');
        var table = new Table("SimpleChains.jl's benchmarks", "one core, µs", "two cores, µs", "it publishes, µs");
        table.Add([$"4-32:tanh-16:tanh-4, a step of Adam on {Rows:N0} rows in one batch", values[0], values[1], "164 on 4 cores of a laptop, 41 on 18"]);
        table.Add([$"24-8:tanh-2 in double, loss and gradient of {Observations} rows", values[2], "", "5.66"]);
        return $"By the clock on the wall, medians of {Repeats}.\n\n{table}";
    }

    /// <summary>The child process.</summary>
    public static void Measure()
    {
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, 4 * Rows).Select(_ => random.NextSingle())], targets = [.. inputs.Select(input => input * input)];
        Dataset<float> data = Dataset.Of(inputs, targets, Rows);
        var network = new Chain();
        Console.Write($"{Median(() => Fit(threads: 1), Steps)} {Median(() => Fit(threads: 2), Steps)} ");

        double[] observations = [.. Enumerable.Range(0, 24 * Observations).Select(_ => random.NextDouble())], wanted = [.. Enumerable.Range(0, 2 * Observations).Select(_ => random.NextDouble())];
        var small = new SmallChain();
        var gradient = new double[SmallChain.ParameterCount];
        Console.Write(Median(Backward, Gradients));

        void Fit(int threads) =>
            network.Fit(data, new() { Epochs = Steps, BatchSize = FitOptions.AllRows, Shuffle = false, Optimizer = new Adam(), Threads = threads });

        void Backward()
        {
            for (int call = 0; call < Gradients; call++)
                small.Backward(observations, wanted, gradient);
        }
    }

    /// <summary>Microseconds for each of so many times.</summary>
    private static string Median(Action run, int times)
    {
        run();
        return Numbers.Significant(Statistics.Median(Enumerable.Range(0, Repeats).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            run();
            return Stopwatch.GetElapsedTime(start).TotalMicroseconds / times;
        })));
    }
}

/// <summary>Four values from four.</summary>
[Network("4-32:tanh-16:tanh-4")]
public sealed partial class Chain;

/// <summary>Two values from 24.</summary>
[Network("24-8:tanh-2", Precision = Precision.Double)]
public sealed partial class SmallChain;
