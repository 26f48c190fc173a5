namespace NetGen.Training.Tests;

/// <summary>What the documentation says may be done on many threads at once; ConcurrencyTests do so with every network that reads alone.</summary>
public sealed class ConcurrentUseTests
{
    private const int Threads = 4;

    [Fact]
    public void Pretrained_AskedForByManyThreads_IsOneNetwork()
    {
        var found = new KnownToMany[Threads];

        OnThreads(thread => found[thread] = KnownToMany.Pretrained);

        double[] output = new double[1];
        found[0].Forward([2], output);
        Assert.All(found, network => Assert.Same(found[0], network));
        Assert.Equal([5], output);
    }

    [Fact]
    public void Streams_OnManyThreads_GiveWhatTheyGiveAlone()
    {
        var net = new Listener(1);
        float[][] alone = [.. Enumerable.Range(0, Threads).Select(Listen)], together = new float[Threads][];

        OnThreads(thread => together[thread] = Listen(thread));

        Assert.Equal(alone, together);

        float[] Listen(int stream)
        {
            var random = new Random(stream);
            State state = net.NewState();
            float[] outputs = new float[2000 * Listener.OutputSize];
            for (int step = 0; step < 2000; step++)
                net.Step(state, [random.NextSingle(), random.NextSingle()], outputs.AsSpan(step * Listener.OutputSize, Listener.OutputSize));
            return outputs;
        }
    }

    [Fact]
    public void Trainers_OfNetworksOfTheirOwn_OnManyThreads_GiveWhatTheyGiveAlone()
    {
        Dataset<float> data = FitTests.MakeBlobs(90);
        float[][] alone = [.. Enumerable.Range(0, Threads).Select(Train)], together = new float[Threads][];

        OnThreads(thread => together[thread] = Train(thread));

        Assert.Equal(alone, together);

        float[] Train(int seed)
        {
            Trainer<Flowers, float> trainer = new Flowers(seed).Trainer(new Adam(0.01));
            for (int step = 0; step < 500; step++)
                trainer.Step(data.Inputs.Span, data.Labels.Span);
            float[] parameters = new float[Flowers.ParameterCount];
            trainer.Network.GetParameters(parameters);
            return parameters;
        }
    }

    /// <summary>Does it on so many threads, which begin together.</summary>
    private static void OnThreads(Action<int> work)
    {
        using var begin = new Barrier(Threads);
        Exception? failure = null;
        Thread[] threads =
        [
            .. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
            {
                begin.SignalAndWait();
                try
                {
                    work(number);
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            })),
        ];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Null(failure);
    }
}
