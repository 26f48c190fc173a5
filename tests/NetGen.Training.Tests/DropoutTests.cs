namespace NetGen.Training.Tests;

/// <summary>What training drops is decided by seed, step and sample alone, and only by training.</summary>
public sealed class DropoutTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-dropout").FullName;

    private static readonly Dataset<float> Pictures = FitTests.MakePictures(300);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(2), InlineData(8)]
    public void Fit_HasTheSameBitsOnEveryNumberOfThreads(int threads)
    {
        Dataset<float> data = FitTests.MakePictures(1500);
        float[] Train(int count)
        {
            var net = new DroppedDigits(5);
            net.Fit(data, new() { Epochs = 3, BatchSize = 1100, Threads = count });
            return Values(net);
        }
        Assert.Equal(Train(1), Train(threads));
    }

    [Fact]
    public void Fit_DropsByItsSeed()
    {
        float[] Train(int seed)
        {
            var net = new DroppedDigits(5);
            net.Fit(Pictures, new() { Epochs = 1, BatchSize = 60, Shuffle = false, Seed = seed });
            return Values(net);
        }
        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void Step_OnTheBatchesOfFit_HasItsBits_SavedAndLoadedOnTheWay()
    {
        DroppedDigits fitted = new(3);
        fitted.Fit(Pictures, new() { Epochs = 2, BatchSize = 100, Shuffle = false, Optimizer = new Adam(0.01) });

        string path = Path.Combine(_folder, "trainer.safetensors");
        Trainer<DroppedDigits, float> trainer = new DroppedDigits(3).Trainer(new Adam(0.01));
        for (int step = 0; step < 6; step++)
        {
            int start = step % 3 * 100;
            trainer.Step(Pictures.Inputs.Span.Slice(start * 64, 100 * 64), Pictures.Labels.Span.Slice(start, 100));
            trainer.Save(path);
            trainer = Trainer<DroppedDigits, float>.Load(path, new Adam(0.01));
        }
        Assert.Equal(Values(fitted), Values(trainer.Network));
    }

    [Fact]
    public void TrainBatch_DropsOtherValuesEveryTime_AndACloneGoesOn()
    {
        ReadOnlySpan<float> inputs = Pictures.Inputs.Span[..(50 * 64)];
        ReadOnlySpan<int> labels = Pictures.Labels.Span[..50];
        var net = new DroppedDigits(1);
        float first = net.TrainBatch(inputs, labels, 0), second = net.TrainBatch(inputs, labels, 0);
        Assert.NotEqual(first, second);

        DroppedDigits clone = net.Clone();
        Assert.Equal(net.TrainBatch(inputs, labels, 0.1f), clone.TrainBatch(inputs, labels, 0.1f));
        Assert.Equal(Values(net), Values(clone));
        Assert.Equal(first, new DroppedDigits(1).TrainBatch(inputs, labels, 0));
    }

    [Fact]
    public void Backward_IsOfWhatTheNextStepDrops_AndEvaluateDropsNothing()
    {
        ReadOnlySpan<float> inputs = Pictures.Inputs.Span[..(200 * 64)];
        ReadOnlySpan<int> labels = Pictures.Labels.Span[..200];
        var net = new DroppedDigits(1);
        float[] gradient = new float[DroppedDigits.ParameterCount], again = new float[DroppedDigits.ParameterCount];
        float loss = net.Backward(inputs, labels, gradient);
        Assert.Equal(loss, net.Backward(inputs, labels, again));
        Assert.Equal(gradient, again);
        Assert.Equal(loss, net.TrainBatch(inputs, labels, 0));
        Assert.NotEqual(loss, net.Backward(inputs, labels, again));
        float evaluated = net.Evaluate(inputs, labels);
        Assert.NotEqual(loss, evaluated);
        Assert.Equal(evaluated, net.Evaluate(inputs, labels));
    }

    [Fact]
    public void GradientCheck_SeesTheSameMaskOnBothSides()
    {
        var random = new Random(2);
        double[] inputs = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())], targets = [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble())];
        Assert.InRange(GradientCheck.Run(new DroppedValues(1), inputs, targets).WorstRelativeError, 0, 1e-5);
    }

    private static float[] Values(DroppedDigits net)
    {
        float[] values = new float[DroppedDigits.ParameterCount];
        net.GetParameters(values);
        return values;
    }
}
