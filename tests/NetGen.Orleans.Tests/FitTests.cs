using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Orleans.Tests;

/// <summary>Training on a cluster is training in one process, to the bit, and says what is wrong.</summary>
public sealed class FitTests(OneSilo silo)
{
    public static TheoryData<string, FitOptions<float>> Options { get; } = new()
    {
        { "plain", new() { Epochs = 3 } },
        { "one batch", new() { Epochs = 5, BatchSize = FitOptions.AllRows, Optimizer = new Rprop() } },
        { "in order", new() { Epochs = 2, Shuffle = false, Optimizer = new Sgd(0.1, momentum: 0.9) } },
        { "clipped", new() { Epochs = 2, L1 = 1e-3, L2 = 1e-2, ClipNorm = 0.5, ClipValue = 0.1, BatchSize = 50 } },
        { "threads", new() { Epochs = 2, BatchSize = FitOptions.AllRows, Threads = 2 } },
        { "weighted", new() { Epochs = 2, ClassWeights = [1, 2, 0.5], Schedule = new OneCycle(0.05), Seed = 3 } },
        { "stopped", new() { Epochs = 40, Validation = new Samples<float>(1, 90, 3).All(), EarlyStopping = new() { Patience = 1, MinDelta = 0.02 }, Schedule = new ReduceOnPlateau(patience: 0) } },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Fit_OnAClusterGivesTheBitsOfOneProcess(string name, FitOptions<float> options)
    {
        var source = new Samples<float>(4, 403, 3);
        Flowers here = new(1), there = new(1);

        History expected = here.Fit(source, options);
        History found = await silo.Cluster.FitAsync(there, source, options);

        Assert.Equal(Bits<Flowers, float>(here), Bits<Flowers, float>(there));
        Assert.Equal(Losses(expected), Losses(found));
        Assert.True(expected.Epochs.Count < 40 && expected.StoppedEarly == (name == "stopped"));
        Assert.NotEqual(Bits<Flowers, float>(new Flowers(1)), Bits<Flowers, float>(there));
    }

    [Fact]
    public async Task Fit_OfValuesInDoubleAndOfYesOrNo()
    {
        Samples<double> values = new(3, 301, 0);
        Samples<float> answers = new(2, 301, 2);
        Curve curve = new(1), curveThere = new(1);
        Gate gate = new(1), gateThere = new(1);

        curve.Fit(values, new() { Epochs = 2 });
        gate.Fit(answers, new() { Epochs = 2 });
        History curveHistory = await silo.Cluster.FitAsync(curveThere, values, new() { Epochs = 2 });
        History gateHistory = await silo.Cluster.FitAsync(gateThere, answers, new() { Epochs = 2 });

        Assert.Equal(Bits<Curve, double>(curve), Bits<Curve, double>(curveThere));
        Assert.Equal(Bits<Gate, float>(gate), Bits<Gate, float>(gateThere));
        Assert.Null(curveHistory.Epochs[^1].Accuracy);
        Assert.NotNull(gateHistory.Epochs[^1].Accuracy);
    }

    /// <summary>One shard is Fit; several have the same batches, so that nothing differs but the order of additions.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 1e-4)]
    public void Fit_OfShardsIsFitOfTheirSamples(int shards, double most)
    {
        var source = new Samples<float>(shards, 1003, 3);
        var options = new FitOptions<float> { Epochs = 3, BatchSize = 300, Optimizer = new Sgd(0.1) };
        Flowers whole = new(1), parts = new(1);

        History expected = whole.Fit(source.All(), options), found = parts.Fit(source, options);

        Assert.All(Parameters<Flowers, float>(whole).Zip(Parameters<Flowers, float>(parts)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, most));
        Assert.All(expected.Epochs.Zip(found.Epochs), pair => Assert.Equal(pair.First.Accuracy!.Value, pair.Second.Accuracy!.Value, most * 100));
    }

    /// <summary>What is dropped goes by the sample's number in its batch, wherever its shard is; a checkpoint goes on with it.</summary>
    [Fact]
    public async Task Fit_DropsTheSameOnAClusterAndInOneProcess()
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-{Guid.NewGuid():N}.safetensors");
        var source = new Samples<float>(3, 301, 3);
        var options = new FitOptions<float> { Epochs = 4, BatchSize = 100, Seed = 2, ClassWeights = [1, 2, 0.5] };
        Dropped here = new(1), there = new(1), whole = new(1), one = new(1), other = new(1);
        using var cancel = new CancellationTokenSource();

        here.Fit(source, options);
        await silo.Cluster.FitAsync(new Dropped(1), source, options with { Progress = new Now<EpochResult>(_ => cancel.Cancel()) }, new() { Checkpoint = path }, cancel.Token);
        History resumed = await silo.Cluster.FitAsync(there, source, options, new() { Checkpoint = path });
        whole.Fit(new Samples<float>(1, 301, 3).All(), options);
        one.Fit(new Samples<float>(1, 301, 3), options);
        other.Fit(source, options with { Seed = 3, Shuffle = false });

        Assert.Equal(4, resumed.Epochs.Count);
        Assert.Equal(Bits<Dropped, float>(here), Bits<Dropped, float>(there));
        Assert.Equal(Bits<Dropped, float>(whole), Bits<Dropped, float>(one));
        Assert.NotEqual(Bits<Dropped, float>(here), Bits<Dropped, float>(other));
    }

    /// <summary>No two samples of a batch drop alike: a batch in two shards drops what it drops in one.</summary>
    [Fact]
    public void Fit_DropsBySampleNotByShard()
    {
        var options = new FitOptions<float> { Epochs = 1, BatchSize = FitOptions.AllRows, Shuffle = false, Optimizer = new Sgd(0.1) };
        Dropped parts = new(1), whole = new(1);
        var source = new Samples<float>(2, 80, 3);

        double loss = parts.Fit(source, options).Epochs[0].Loss;

        Assert.Equal(whole.Fit(source.All(), options).Epochs[0].Loss, loss, 1e-6);
        Assert.All(Parameters<Dropped, float>(whole).Zip(Parameters<Dropped, float>(parts)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-6));
    }

    [Fact]
    public async Task BatchNormalisation_IsRefused()
    {
        var source = new Samples<float>(2, 90, 3);

        ArgumentException here = Assert.Throws<ArgumentException>(() => new Normalized(1).Fit(source));
        ArgumentException there = await Assert.ThrowsAsync<ArgumentException>(() => silo.Cluster.FitAsync(new Normalized(1), source));

        Assert.StartsWith("Batch normalisation needs all samples of a batch in one place, and these lie in shards: fit the network in one process.", here.Message, StringComparison.Ordinal);
        Assert.Equal(here.Message, there.Message);
    }

    [Fact]
    public async Task FailingShard_IsNamedWithWhatItThrew()
    {
        var net = new Flowers(1);

        var exception = await Assert.ThrowsAsync<ShardFailedException>(() =>
            silo.Cluster.FitAsync(net, new Samples<float>(3, 90, 3, "missing")));

        Assert.Equal(1, exception.Shard);
        Assert.Matches("^Shard 1 failed on silo S127.0.0.1:.*: System.IO.FileNotFoundException: Could not find 'shard1.csv'.$", exception.Message);
        Assert.Contains("at NetGen.Orleans.Tests.Samples", exception.Details, StringComparison.Ordinal);
        Assert.Equal(Bits<Flowers, float>(new Flowers(1)), Bits<Flowers, float>(net));
    }

    [Fact]
    public async Task DataThatTheNetworkCannotTake_IsRefusedByShard()
    {
        var exception = await Assert.ThrowsAsync<ShardFailedException>(() =>
            silo.Cluster.FitAsync(new Flowers(1), new Samples<float>(2, 90, 9)));

        Assert.Contains("The network has classes from 0 to 2, the data has the label", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_EndsTheHistoryBetweenTwoBatches()
    {
        using var source = new CancellationTokenSource();
        var net = new Flowers(1);
        var options = new FitOptions<float> { Epochs = 1000, Progress = new Now<EpochResult>(result => { if (result.Epoch == 3) source.Cancel(); }) };

        History history = await silo.Cluster.FitAsync(net, new Samples<float>(3, 90, 3), options, cancellationToken: source.Token);

        Assert.Equal(3, history.Epochs.Count);
        var same = new Flowers(1);
        same.Fit(new Samples<float>(3, 90, 3), new() { Epochs = 3 });
        Assert.Equal(Bits<Flowers, float>(same), Bits<Flowers, float>(net));
    }

    /// <summary>A training that goes on from its checkpoint is the one that was not interrupted: order, schedule, optimizer, best epoch.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(11)]
    public async Task Checkpoint_GoesOnWithTheSameBits(int interruptedIn)
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-{Guid.NewGuid():N}.safetensors");
        var source = new Samples<float>(3, 200, 3);
        var options = new FitOptions<float>
        {
            Epochs = 30,
            Optimizer = new Adam(0.02, amsgrad: true),
            Validation = new Samples<float>(1, 90, 3).All(),
            EarlyStopping = new() { Patience = 4, MinDelta = 0.01 },
            Schedule = new ReduceOnPlateau(patience: 1, threshold: 0.05),
        };
        Flowers whole = new(1), parts = new(2);
        History expected = whole.Fit(source, options);
        using var cancel = new CancellationTokenSource();
        var interrupted = options with { Progress = new Now<EpochResult>(result => { if (result.Epoch == interruptedIn) cancel.Cancel(); }) };

        History first = await silo.Cluster.FitAsync(new Flowers(1), source, interrupted, new() { Checkpoint = path }, cancel.Token);
        Assert.True(File.Exists(path));
        History found = await silo.Cluster.FitAsync(parts, source, options, new() { Checkpoint = path });

        Assert.Equal(interruptedIn, first.Epochs.Count);
        Assert.InRange(expected.Epochs.Count, 12, 29);
        Assert.Equal(Bits<Flowers, float>(whole), Bits<Flowers, float>(parts));
        Assert.Equal(Losses(expected), Losses(found));
        Assert.Equal(expected.StoppedEarly, found.StoppedEarly);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task CheckpointOfAnotherTraining_IsRefused()
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-{Guid.NewGuid():N}.safetensors");
        var source = new Samples<float>(3, 200, 3);
        using var cancel = new CancellationTokenSource();
        var options = new FitOptions<float> { Epochs = 9, Progress = new Now<EpochResult>(_ => cancel.Cancel()) };
        await silo.Cluster.FitAsync(new Flowers(1), source, options, new() { Checkpoint = path }, cancel.Token);
        var net = new Flowers(1);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => silo.Cluster.FitAsync(net, source, options with { Seed = 5 }, new() { Checkpoint = path }));

        Assert.Contains("Seed 5", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Seed 0", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Bits<Flowers, float>(new Flowers(1)), Bits<Flowers, float>(net));
        File.Delete(path);
    }

    /// <summary>A shard whose opening hangs the first time is opened anew; the thread that hangs holds up nothing.</summary>
    [Fact]
    public async Task StuckShard_TimesOutAndIsOpenedAnew()
    {
        string marker = Path.Combine(Path.GetTempPath(), $"netgen-{Guid.NewGuid():N}");
        var reasons = new List<string?>();
        var net = new Flowers(1);

        await silo.Cluster.FitAsync(
            net,
            new Samples<float>(3, 90, 3, marker),
            new() { Epochs = 2 },
            new() { OpenTimeout = TimeSpan.FromSeconds(1), Placed = new Now<ShardPlaced>(placed => { lock (reasons) reasons.Add(placed.Reason); }) });

        var same = new Flowers(1);
        same.Fit(new Samples<float>(3, 90, 3), new() { Epochs = 2 });
        Assert.Equal(Bits<Flowers, float>(same), Bits<Flowers, float>(net));
        Assert.Contains("TimeoutException: No answer within 1 seconds.", reasons);
        File.Delete(marker);
    }

    private static double[] Losses(History history) => [.. history.Epochs.SelectMany(epoch => new[] { epoch.Loss, epoch.Accuracy ?? -1, epoch.ValidationLoss ?? -1, epoch.LearningRate })];

    private static byte[] Bits<TNetwork, T>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T> => MemoryMarshal.AsBytes(Parameters<TNetwork, T>(network).AsSpan()).ToArray();

    private static T[] Parameters<TNetwork, T>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = new T[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
