using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NetGen.Orleans.Tests;

/// <summary>Three silos, each a process of its own: whichever dies, hangs or joins, the bits are those of one process.</summary>
public sealed class ClusterTests
{
    private static readonly Samples<float> Source = new(3, 600, 3);

    private static readonly ClusterOptions Quick = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>A silo is killed at a random moment; NETGEN_KILLS says how often.</summary>
    [Fact]
    public async Task SiloKilled_GivesTheBitsOfOneProcess()
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable("NETGEN_KILLS"), out int number) ? number : 3;
        var options = new FitOptions<float> { Epochs = 20, BatchSize = 20 };
        byte[] expected = Local(options);
        int primary = Silo.FreePort();
        using Silo first = await Silo.Start(primary, primary);
        Silo[] others = await Task.WhenAll(Silo.Start(Silo.FreePort(), primary), Silo.Start(Silo.FreePort(), primary));
        try
        {
            for (int kill = 0; kill < kills; kill++)
            {
                using IHost client = await Silo.Client(first.Gateway, others[0].Gateway, others[1].Gateway);
                await Members(client, 3);
                var random = new Random(kill);
                int victim = random.Next(2), epoch = random.Next(1, 20), pause = random.Next(5);
                var failures = new ConcurrentQueue<string>();
                Task? killing = null;
                History history = await Fit(
                    client,
                    options with
                    {
                        Progress = new Now<EpochResult>(result =>
                        {
                            if (result.Epoch == epoch)
                                killing = Task.Run(async () => { await Task.Delay(pause); others[victim].Kill(); });
                        }),
                    },
                    Quick with { Placed = new Now<ShardPlaced>(placed => { if (placed.Reason is { } reason) failures.Enqueue(reason); }) },
                    expected);
                await killing!;

                Assert.Equal(20, history.Epochs.Count);
                await client.StopAsync(TestContext.Current.CancellationToken);
                others[victim].Dispose();
                others[victim] = await Silo.Start(Silo.FreePort(), primary);
            }
        }
        finally
        {
            Array.ForEach(others, silo => silo.Dispose());
        }
    }

    private static byte[] Local(FitOptions<float> options)
    {
        var net = new Flowers(1);
        net.Fit(Source, options);
        return Bits(net);
    }

    /// <summary>Fits a network on the cluster; it must have the expected bits.</summary>
    private static async Task<History> Fit(IHost client, FitOptions<float> options, ClusterOptions clusterOptions, byte[] expected)
    {
        var net = new Flowers(1);
        long began = Stopwatch.GetTimestamp();
        History history = await client.Services.GetRequiredService<IClusterClient>().FitAsync(net, Source, options, clusterOptions);
        TestContext.Current.SendDiagnosticMessage($"{Stopwatch.GetElapsedTime(began)}");
        Assert.Equal(expected, Bits(net));
        return history;
    }

    /// <summary>Waits until the membership has so many silos.</summary>
    private static async Task Members(IHost client, int count)
    {
        var management = client.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0);
        while (true)
        {
            try
            {
                if ((await management.GetHosts(onlyActive: true)).Count == count)
                    return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The one before may not have been declared dead yet.
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static byte[] Bits(Flowers net)
    {
        var parameters = new float[Flowers.ParameterCount];
        net.GetParameters(parameters);
        return MemoryMarshal.AsBytes(parameters.AsSpan()).ToArray();
    }
}
