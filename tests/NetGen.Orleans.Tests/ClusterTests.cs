using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;

namespace NetGen.Orleans.Tests;

/// <summary>Three silos, each a process of its own: whichever dies, hangs or joins, the bits are those of one process.</summary>
public sealed class ClusterTests : IClassFixture<ThreeSilos>
{
    private readonly ThreeSilos _silos;

    public ClusterTests(ThreeSilos silos)
    {
        _silos = silos;
        silos.Begin();
    }

    internal static readonly Samples<float> Source = new(4, 600, 3);

    internal static readonly FitOptions<float> Options = new() { Epochs = 20, BatchSize = 60 };

    internal static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("NETGEN_KILLS"), out int number) ? number : 3;

    /// <summary>A silo is killed in the middle of a random epoch; NETGEN_KILLS says how often.</summary>
    [Fact]
    public async Task SiloKilled_GivesTheBitsOfOneProcess()
    {
        for (int kill = 0; kill < Kills; kill++)
        {
            var random = new Random(kill);
            int victim = random.Next(2), epoch = random.Next(1, Options.Epochs - 1), pause = random.Next(20);
            Task killing = Task.CompletedTask;

            ShardPlaced[] moved = await Fit(result =>
            {
                if (result.Epoch == epoch)
                    killing = Task.Run(async () => { await Task.Delay(pause); _silos.Others[victim].Kill(); });

                // However fast the machine is, the silo is dead before the last epoch.
                if (result.Epoch == Options.Epochs - 2)
                    killing.Wait();
            });

            Assert.True(moved.Length > 0, $"Kill {kill} moved no shard.");
            await _silos.Replace(victim);
        }
    }

    [Fact]
    public async Task SiloStopped_TimesOutAndItsShardsRunElsewhere()
    {
        ShardPlaced[] moved = await Fit(result =>
        {
            if (result.Epoch == 5)
                _silos.Others[0].Stop();
        });
        _silos.Others[0].Kill();

        Assert.NotEmpty(moved);
        Assert.All(moved, placed => Assert.DoesNotContain($":{_silos.Others[0].Port}:", placed.Silo, StringComparison.Ordinal));
        await _silos.Replace(0);
    }

    [Fact]
    public async Task SiloThatJoinsLate_IsUsed()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(_silos.InTime);
        Task<Silo>? starting = null;
        int used = 0;
        var net = new Flowers(1);
        var options = Options with
        {
            Epochs = 100_000,
            Progress = new Now<EpochResult>(_ =>
            {
                starting ??= _silos.Start(Silo.FreePort());

                // Which needs the processor for it.
                Thread.Sleep(20);
                if (Volatile.Read(ref used) > 0)
                    cancel.Cancel();
            }),
        };

        // Four shards on three silos: one has two, until there is a fourth.
        History history = await _silos.Cluster.FitAsync(
            net,
            Source,
            options,
            new()
            {
                Placed = new Now<ShardPlaced>(placed =>
                {
                    if (starting is { } late && placed.Reason is null && !_silos.Others.Any(silo => placed.Silo.Contains($":{silo.Port}:", StringComparison.Ordinal)))
                        Interlocked.Increment(ref used);
                }),
            },
            cancel.Token);
        _silos.RequireInTime();
        using Silo fourth = await starting!;

        Assert.Equal(1, used);
        Assert.Equal(Local(Options with { Epochs = history.Epochs.Count }), Bits(net));
    }

    /// <summary>A silo is killed while it trains: its trial is begun anew elsewhere, and the table says so.</summary>
    [Fact]
    public async Task SearchWithASiloKilled_FindsTheSameAndReportsTheRestart()
    {
        SearchSpace space = SearchSpace.Grid(("rate", [0.01, 0.02, 0.05, 0.1, 0.2, 0.3]));
        Trials source = new(50, Pause: 3), same = new(50);
        Task killing = Task.Run(async () => { await Task.Delay(2000); _silos.Others[1].Kill(); }, _silos.InTime);

        SearchResult found = await _silos.Cluster.SearchAsync<Flowers, float>(source, space, new() { Timeout = TimeSpan.FromSeconds(4), Attempts = 20 }, _silos.InTime);
        await killing;
        _silos.RequireInTime();

        Assert.All(found.Trials, result => Assert.Null(result.Error));
        Assert.Equal(
            space.Settings.Select(setting => new Flowers(0).Fit(same.Open(), same.Options(new(0, 0, setting, 0, null))).Epochs[^1].Loss),
            found.Trials.Select(result => result.Loss));
        Assert.NotEmpty(found.Restarted);
        Assert.Contains(found.ToString().Split(Environment.NewLine), line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2] is not ("0" or "restarts"));
        await _silos.Replace(1);
    }

    /// <summary>The process that trains is killed; another one goes on from its checkpoint.</summary>
    [Fact]
    public async Task CoordinatorKilled_GoesOnFromItsCheckpoint()
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-{Guid.NewGuid():N}.safetensors");
        using (var first = Coordinator(path))
        {
            while (await first.StandardOutput.ReadLineAsync(_silos.InTime) is { } line && line != "epoch 7")
                continue;
            first.Kill();
            await first.WaitForExitAsync(_silos.InTime);
        }
        Assert.True(File.Exists(path));

        using var second = Coordinator(path);
        string[] lines = (await second.StandardOutput.ReadToEndAsync(_silos.InTime)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.InRange(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), 8, Options.Epochs);
        Assert.Equal(Hash(Local(Options)), lines[^1]);
        Assert.False(File.Exists(path));
    }

    /// <summary>What the coordinator's process does.</summary>
    internal static async Task Coordinate(int gateway, string checkpoint)
    {
        using IHost client = await Silo.Client(Membership.OfSilo(port: 0), gateway);
        var net = new Flowers(1);
        var options = Options with { Progress = new Now<EpochResult>(result => Console.WriteLine($"epoch {result.Epoch}")) };
        await Silo.Cluster(client).FitAsync(net, Source, options, new() { Checkpoint = checkpoint });
        Console.WriteLine(Hash(Bits(net)));
    }

    private Process Coordinator(string checkpoint) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(Silo).Assembly.Location, "coordinator", _silos.Gateway.ToString(CultureInfo.InvariantCulture), checkpoint]) { RedirectStandardOutput = true })!;

    /// <summary>Fits on the cluster, which must give the bits of one process; gives the shards that had to move.</summary>
    private async Task<ShardPlaced[]> Fit(Action<EpochResult> told)
    {
        var moved = new ConcurrentQueue<ShardPlaced>();
        var net = new Flowers(1);
        await _silos.Cluster.FitAsync(
            net,
            Source,
            Options with { Progress = new Now<EpochResult>(told) },
            new()
            {
                Timeout = TimeSpan.FromSeconds(2),
                Attempts = 20,
                Placed = new Now<ShardPlaced>(placed => { if (placed.Reason is not null) moved.Enqueue(placed); }),
            },
            _silos.InTime);
        _silos.RequireInTime();
        Assert.Equal(Local(Options), Bits(net));
        return [.. moved];
    }

    internal static byte[] Local(FitOptions<float> options)
    {
        var net = new Flowers(1);
        net.Fit(Source, options);
        return Bits(net);
    }

    internal static byte[] Bits(Flowers net)
    {
        var parameters = new float[Flowers.ParameterCount];
        net.GetParameters(parameters);
        return MemoryMarshal.AsBytes(parameters.AsSpan()).ToArray();
    }

    private static string Hash(byte[] bits) => Convert.ToHexString(SHA256.HashData(bits));
}
