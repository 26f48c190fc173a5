namespace NetGen.Training.Tests;

/// <summary>What training a network with batch normalisation owes beside its numbers, which the oracle of networks checks.</summary>
public sealed class BatchNormTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-norm").FullName;

    private static readonly Dataset<float> Blobs = FitTests.MakeBlobs(96);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Statistics_MoveInStepsAlone()
    {
        var network = new Normalised(seed: 1);
        byte[] before = Saved(network);
        float[] gradient = new float[Normalised.ParameterCount];

        network.Evaluate(Blobs.Inputs.Span, Blobs.Labels.Span);
        network.PredictBatch(Blobs.Inputs.Span, new int[Blobs.Count]);
        network.Backward(Blobs.Inputs.Span, Blobs.Labels.Span, gradient);
        GradientCheck.Run(network, Blobs.Inputs.Span, Blobs.Labels.Span);
        Assert.Equal(before, Saved(network));

        // A step of no length moves the statistics and nothing else.
        float[] parameters = Parameters(network);
        network.TrainBatch(Blobs.Inputs.Span, Blobs.Labels.Span, 0);
        Assert.Equal(parameters, Parameters(network));
        Assert.NotEqual(before, Saved(network));

        var twin = new Normalised(seed: 1);
        Trainer<Normalised, float> trainer = twin.Trainer(new Sgd(0));
        trainer.Step(Blobs.Inputs.Span, Blobs.Labels.Span);
        Assert.Equal(Saved(network), Saved(twin));
    }

    [Fact]
    public void SetParameters_LeavesTheStatistics_AndForwardSeesBoth()
    {
        var network = new Normalised(seed: 1);
        network.TrainBatch(Blobs.Inputs.Span, Blobs.Labels.Span, 0.1f);
        float[] parameters = Parameters(network), outputs = Outputs(network);

        network.SetParameters(new float[parameters.Length]);
        Assert.NotEqual(outputs, Outputs(network));
        network.SetParameters(parameters);

        Assert.Equal(outputs, Outputs(network));
    }

    [Fact]
    public void Fit_LearnsWithTheSameBitsForEveryNumberOfThreads()
    {
        var (one, four) = (new Normalised(seed: 1), new Normalised(seed: 1));

        History history = one.Fit(Blobs, new() { Epochs = 60, BatchSize = 32, Optimizer = new Adam(0.02) });
        four.Fit(Blobs, new() { Epochs = 60, BatchSize = 32, Optimizer = new Adam(0.02), Threads = 4 });

        Assert.True(one.Evaluate(Blobs).Accuracy > 0.9, one.Evaluate(Blobs).ToString());
        Assert.True(history.Epochs[^1].Loss < history.Epochs[0].Loss / 2);
        Assert.Equal(Saved(one), Saved(four));
    }

    [Fact]
    public void Trainer_SavedAndLoaded_GoesOnWithTheSameBits()
    {
        string path = Path.Combine(_folder, "run.safetensors");
        Trainer<Normalised, float> through = new Normalised(seed: 3).Trainer(new Adam(0.01));
        Steps(through, 3);
        through.Save(path);
        Trainer<Normalised, float> loaded = Trainer<Normalised, float>.Load(path, new Adam(0.01));

        Assert.Equal(Saved(through.Network), Saved(loaded.Network));
        Steps(through, 3);
        Steps(loaded, 3);
        Assert.Equal(Saved(through.Network), Saved(loaded.Network));
        Assert.Equal(Outputs(through.Network), Outputs(loaded.Network));
    }

    [Fact]
    public void GradientCheck_HoldsTheGradientAgainstTheLossOfTraining()
    {
        var network = new NormalisedInDouble(seed: 2);
        double[] inputs = [.. Enumerable.Range(0, 24).Select(i => Math.Sin(i * i))], targets = [.. Enumerable.Range(0, 16).Select(i => Math.Cos(i))];

        GradientCheck check = GradientCheck.Run<NormalisedInDouble, double>(network, inputs, targets);

        Assert.True(check.WorstRelativeError < 1e-5, check.ToString());
    }

    [Fact]
    public void BatchOfOne_IsRefusedWhereAChannelIsOneValue()
    {
        var network = new Normalised(seed: 1);
        byte[] before = Saved(network);
        float[] input = [1, 2, 3, 4];
        const string Message = "Batch normalisation trains on at least 2 samples, of which it takes mean and variance; got 1 sample. (Parameter 'inputs')";

        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => network.Train(input, 1, 0.1f)).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => network.TrainBatch(input, (int[])[1], 0.1f)).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => network.Backward(input, (int[])[1], new float[Normalised.ParameterCount])).Message);
        Trainer<Normalised, float> trainer = network.Trainer(new Adam());
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => trainer.Step(input, (int[])[1])).Message);
        Assert.Equal(before, Saved(network));
    }

    [Fact]
    public void Fit_RefusesALastBatchOfOne_AndClassWeights()
    {
        var network = new Normalised(seed: 1);
        byte[] before = Saved(network);

        Assert.Contains("of 96 in batches of 19 the last has 1", Assert.Throws<ArgumentException>(() => network.Fit(Blobs, new() { BatchSize = 19 })).Message);
        Assert.Contains("leave ClassWeights out", Assert.Throws<ArgumentException>(() => network.Fit(Blobs, new() { ClassWeights = [1, 2, 3] })).Message);
        Assert.Equal(before, Saved(network));
    }

    private static void Steps(Trainer<Normalised, float> trainer, int count)
    {
        for (int step = 0; step < count; step++)
            trainer.Step(Blobs.Inputs.Span, Blobs.Labels.Span);
    }

    private static byte[] Saved(Normalised network)
    {
        using var stream = new MemoryStream();
        network.Save(stream);
        return stream.ToArray();
    }

    private static float[] Parameters(Normalised network)
    {
        float[] parameters = new float[Normalised.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static float[] Outputs(Normalised network)
    {
        float[] outputs = new float[Blobs.Count * Normalised.OutputSize];
        network.ForwardBatch(Blobs.Inputs.Span, outputs);
        return outputs;
    }
}
