using System.Diagnostics;
using NetGen;
using NetGen.Orleans;

namespace Cluster;

/// <summary>What a step costs in one process and on three silos of this machine: the figures of docs/scale.md.</summary>
internal static class Measurement
{
    private static readonly int[] BatchSizes = [64, 512, 4096, 16384];

    public static async Task Run()
    {
        Console.WriteLine($"| parameters | rows a step | one thread, ms | {Environment.ProcessorCount} threads, ms | three silos, ms | ÷ one thread |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: |");
        await using var cluster = await LocalCluster.Start(silos: 3);
        await Measure(cluster.Client, new Thousand(1));
        await Measure(cluster.Client, new FiftyThousand(1));
        await Measure(cluster.Client, new SixHundredThousand(1));
    }

    private static async Task Measure<TNetwork>(IClusterClient cluster, INetwork<TNetwork, float> network)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        foreach (int rows in BatchSizes)
        {
            var shards = new Noise(Shards: 3, rows, TNetwork.InputSize);
            Dataset<float> whole = Dataset.Of([.. Enumerable.Range(0, 3).SelectMany(shard => shards.Open(shard).Inputs.ToArray())], new int[rows / 3 * 3]);
            List<double> one = [], all = [], silos = [];
            for (int round = 0; round < 3; round++)
            {
                await Time(one, (options, stop) => Task.FromResult(network.Fit(whole, options, stop)));
                await Time(all, (options, stop) => Task.FromResult(network.Fit(whole, options with { Threads = Environment.ProcessorCount }, stop)));
                await Time(silos, (options, stop) => cluster.FitAsync(network, shards, options, cancellationToken: stop));
            }
            Console.WriteLine(FormattableString.Invariant(
                $"| {TNetwork.ParameterCount:N0} | {rows:N0} | {Median(one):F2} | {Median(all):F2} | {Median(silos):F2} | {Median(silos) / Median(one):F2} |"));
        }
    }

    /// <summary>For a second, and at least eight of them, the milliseconds of steps on all rows; the first four are the compiler's.</summary>
    private static async Task Time(List<double> times, Func<FitOptions<float>, CancellationToken, Task> fit)
    {
        using var stop = new CancellationTokenSource();
        long before = 0, began = Stopwatch.GetTimestamp();
        await fit(
            new()
            {
                Epochs = int.MaxValue,
                BatchSize = FitOptions.AllRows,
                Shuffle = false,
                Optimizer = new Sgd(1e-6),
                Progress = new Now<EpochResult>(result =>
                {
                    long now = Stopwatch.GetTimestamp();
                    if (result.Epoch > 4)
                        times.Add(Stopwatch.GetElapsedTime(before, now).TotalMilliseconds);
                    if (result.Epoch >= 12 && Stopwatch.GetElapsedTime(began, now).TotalSeconds > 1)
                        stop.Cancel();
                    before = now;
                }),
            },
            stop.Token);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}

/// <summary>Random numbers of which nothing can be learnt.</summary>
[GenerateSerializer]
public sealed record Noise(int Shards, int Count, int InputSize) : IShardSource<float>
{
    public Dataset<float> Open(int shard)
    {
        var random = new Random(shard);
        return Dataset.Of([.. Enumerable.Range(0, Count / Shards * InputSize).Select(_ => random.NextSingle())], new int[Count / Shards]);
    }
}

[Network("64-14:relu-10:softmax")]
public partial class Thousand;

[Network("64-256:relu-128:relu-10:softmax")]
public partial class FiftyThousand;

[Network("784-512:relu-512:relu-10:softmax")]
public partial class SixHundredThousand;
