namespace NetGen.Training.Tests;

public class FitTests
{
    private static readonly Dataset<float> Blobs = MakeBlobs(300);

    private static readonly Dataset<double> Waves = MakeWaves(200);

    [Fact]
    public void Fit_LearnsWithoutOptions()
    {
        History history = new Flowers(1).Fit(Blobs);
        Assert.Equal(100, history.Epochs.Count);
        Assert.False(history.StoppedEarly);
        Assert.True(history.Epochs[^1].Loss < history.Epochs[0].Loss / 4);
        Assert.True(history.Epochs[^1].Accuracy > 0.95);
        Assert.Null(history.Best!.ValidationLoss);
    }

    [Fact]
    public void Fit_WithPlainDescentAndWholeBatches_IsTrainBatch()
    {
        Curve fitted = new(3), stepped = new(3);
        History history = fitted.Fit(Waves, new() { Epochs = 5, BatchSize = FitOptions<double>.AllRows, Shuffle = false, Optimizer = new Sgd(0.1) });
        for (int step = 0; step < 5; step++)
            Assert.Equal(stepped.TrainBatch(Waves.Inputs.Span, Waves.Targets.Span, 0.1), history.Epochs[step].Loss, 1e-12);
        Close(Parameters(stepped), Parameters(fitted), 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Fit_HasTheSameBitsOnEveryNumberOfThreads(int threads)
    {
        Dataset<float> data = MakePictures(1500);
        float[] Train(int count)
        {
            var net = new Digits(5);
            net.Fit(data, new() { Epochs = 3, BatchSize = 1100, Threads = count });
            return Parameters(net);
        }
        Assert.Equal(Train(1), Train(threads));
    }

    [Fact]
    public void Fit_WithTheSameSeed_HasTheSameBits()
    {
        float[] Train(int seed)
        {
            var net = new Flowers(5);
            net.Fit(Blobs, new() { Epochs = 4, Seed = seed });
            return Parameters(net);
        }
        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void Fit_StopsEarlyAndRestoresTheBestEpoch()
    {
        // Validated on wrong labels, the better the network learns, the worse it gets.
        Dataset<float> wrong = Dataset.Of(Blobs.Inputs.ToArray(), [.. Blobs.Labels.ToArray().Select(label => (label + 1) % 3)]);
        var net = new Flowers(1);
        History history = net.Fit(Blobs, new()
        {
            Epochs = 500,
            Optimizer = new Adam(0.05),
            Validation = wrong,
            EarlyStopping = new() { Patience = 3 },
        });
        Assert.True(history.StoppedEarly);
        Assert.Equal(history.Epochs.Count - 3, history.Best!.Epoch);
        Assert.Equal(history.Best.ValidationLoss!.Value, net.Evaluate(wrong.Inputs.Span, wrong.Labels.Span), 1e-6);
    }

    [Fact]
    public void Fit_CancelledBetweenBatches_LeavesAValidNetwork()
    {
        using var source = new CancellationTokenSource();
        var net = new Flowers(1);
        History history = net.Fit(Blobs, new() { Progress = new Watcher(result => { if (result.Epoch == 3) source.Cancel(); }) }, source.Token);
        Assert.Equal(3, history.Epochs.Count);
        Assert.All(Parameters(net), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Fit_ThatDiverges_RestoresTheLastFiniteEpoch()
    {
        var net = new Line(1);
        double[] before = Parameters(net);
        var data = Dataset.Of([1.0, 2, 3, 4], [2.0, 4, 6, 8], 4);
        var exception = Assert.Throws<TrainingDivergedException>(() => net.Fit(data, new() { Epochs = 10_000, Optimizer = new Sgd(10) }));
        Assert.True(exception.Epoch > 1);
        Assert.True(double.IsFinite(exception.LastGoodLoss!.Value));
        Assert.Contains("scale the inputs", exception.Message, StringComparison.Ordinal);
        Assert.All(Parameters(net), value => Assert.True(double.IsFinite(value)));
        Assert.NotEqual(before, Parameters(net));
    }

    [Fact]
    public void Labels_ThatBecomeMoreTargetsThanAnArrayHolds_AreRefused()
    {
        const string Message = "32768 labels become 2147483648 targets, 65536 for each, and at most 2147483591 are held at a time.";
        var inputs = new float[32_768];
        var labels = new int[inputs.Length];
        var net = new Tags(seed: 1);
        Trainer<Tags, float> trainer = net.Trainer(new Sgd(0.1));

        Assert.StartsWith(Message, Assert.Throws<ArgumentException>("data", () => net.Fit(Dataset.Of(inputs, labels), new() { Epochs = 1 })).Message, StringComparison.Ordinal);
        Assert.StartsWith(Message, Assert.Throws<ArgumentException>("labels", () => trainer.Step(inputs, labels)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Subset_OfMoreValuesThanAnArrayHolds_IsRefused()
    {
        Dataset<float> data = Dataset.Of(new float[65_536], [0]);

        var refused = Assert.Throws<ArgumentException>("indices", () => data.Subset(new int[65_536]));
        Assert.StartsWith("Expected at most 32767 samples of 65536 values, got 65536.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_TakesLabelsForASingleProbability()
    {
        var data = Dataset.Of([0.0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0]);
        var net = new Gate(2);
        History history = net.Fit(data, new() { Epochs = 2000, Optimizer = new Adam(0.02) });
        Assert.Equal(1, history.Epochs[^1].Accuracy);
    }

    /// <summary>Where output is redirected, too, where an epoch less than a second after the one before is otherwise left out.</summary>
    [Fact]
    public void ConsoleProgress_TellsTheEpochAtWhichTheTrainingStopped()
    {
        TextWriter console = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        History history;
        try
        {
            history = new Flowers(1).Fit(Blobs, new() { EarlyStopping = new() { Patience = 3, MinDelta = 10 }, Progress = new ConsoleProgress() });
        }
        finally
        {
            Console.SetOut(console);
        }
        Assert.Equal(4, history.Epochs.Count);
        Assert.Contains("epoch 1/100  loss ", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("epoch 4/100  loss ", written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ClassWeights_OfOne_ChangeNothing()
    {
        Flowers plain = new(1), weighted = new(1);
        plain.Fit(Blobs, new() { Epochs = 3, Optimizer = new Sgd(0.1) });
        weighted.Fit(Blobs, new() { Epochs = 3, Optimizer = new Sgd(0.1), ClassWeights = [1, 1, 1] });
        for (int index = 0; index < Flowers.ParameterCount; index++)
            Assert.Equal(Parameters(plain)[index], Parameters(weighted)[index], 1e-5);
    }

    [Fact]
    public void ClassWeights_OfZero_LeaveAClassOut()
    {
        var net = new Flowers(1);
        net.Fit(Blobs, new() { Epochs = 60, ClassWeights = [1, 1, 0] });
        var classes = new int[Blobs.Count];
        net.PredictBatch(Blobs.Inputs.Span, classes);
        Assert.DoesNotContain(2, classes);
    }

    [Fact]
    public void ClassWeights_ForAnotherNumberOfClasses_AreRefused() =>
        Assert.Equal(nameof(FitOptions<float>.ClassWeights), Assert.Throws<ArgumentException>(() => new Flowers(1).Fit(Blobs, new() { ClassWeights = [1, 2] })).ParamName);

    [Fact]
    public void L2_IsAddedToWeightsAndNotToBiases()
    {
        // One step of rate 1 on y = w x + b with x = 0, target b: no gradient but the penalty's.
        var net = new Line(1);
        net.SetParameters([3, 5]);
        net.Fit(Dataset.Of([0.0], [5.0], 1), new() { Epochs = 1, Optimizer = new Sgd(1), L2 = 0.25, L1 = 0.5 });
        Assert.Equal([3 - 0.25 * 3 - 0.5, 5], Parameters(net));
    }

    [Fact]
    public void Clipping_BoundsTheStep()
    {
        // At x = 1 and target 0 both components of the gradient of (w + b)² are 2 (w + b).
        Line byNorm = new(1), byValue = new(1);
        byNorm.SetParameters([3, 5]);
        byValue.SetParameters([3, 5]);
        var data = Dataset.Of([1.0], [0.0], 1);
        byNorm.Fit(data, new() { Epochs = 1, Optimizer = new Sgd(1), ClipNorm = Math.Sqrt(2) });
        byValue.Fit(data, new() { Epochs = 1, Optimizer = new Sgd(1), ClipValue = 0.5 });
        Close([2, 4], Parameters(byNorm), 1e-6);
        Assert.Equal([2.5, 4.5], Parameters(byValue));
    }

    [Fact]
    public void Fit_AllocatesNothingForABatch()
    {
        long Allocated(int epochs)
        {
            var net = new Flowers(1);
            var options = new FitOptions<float> { Epochs = epochs, BatchSize = 1 };
            long before = GC.GetAllocatedBytesForCurrentThread();
            net.Fit(Blobs, options);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated(1);

        // A collection, which tests beside this one cause, counts what is left of this thread's 8 KiB as allocated.
        long perEpoch = (Allocated(401) - Allocated(1)) / 400;
        Assert.True(perEpoch < 300, $"{perEpoch} bytes for an epoch of 300 batches.");
    }

    internal static Dataset<float> MakeBlobs(int count)
    {
        var random = new Random(count);
        var inputs = new float[count * 4];
        var labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            labels[row] = row % 3;
            for (int column = 0; column < 4; column++)
                inputs[row * 4 + column] = (column == labels[row] ? 1 : 0) + 0.2f * ((float)random.NextDouble() - 0.5f);
        }
        return Dataset.Of(inputs, labels);
    }

    internal static float[] Parameters(Flowers net)
    {
        var values = new float[Flowers.ParameterCount];
        net.GetParameters(values);
        return values;
    }

    private static float[] Parameters(Digits net)
    {
        var values = new float[Digits.ParameterCount];
        net.GetParameters(values);
        return values;
    }

    private static double[] Parameters(Curve net)
    {
        var values = new double[Curve.ParameterCount];
        net.GetParameters(values);
        return values;
    }

    private static double[] Parameters(Line net)
    {
        var values = new double[Line.ParameterCount];
        net.GetParameters(values);
        return values;
    }

    private static void Close(double[] expected, double[] found, double tolerance)
    {
        for (int index = 0; index < expected.Length; index++)
            Assert.Equal(expected[index], found[index], tolerance);
    }

    private static Dataset<double> MakeWaves(int count)
    {
        double[] inputs = [.. Enumerable.Range(0, count).Select(index => 2.0 * index / count - 1)];
        return Dataset.Of(inputs, [.. inputs.Select(x => Math.Sin(3 * x))], count);
    }

    internal static Dataset<float> MakePictures(int count)
    {
        var random = new Random(7);
        float[] inputs = [.. Enumerable.Range(0, count * 64).Select(_ => (float)random.NextDouble())];
        return Dataset.Of(inputs, [.. Enumerable.Range(0, count).Select(index => index % 10)]);
    }

    internal sealed class Watcher(Action<EpochResult> action) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => action(value);
    }
}
