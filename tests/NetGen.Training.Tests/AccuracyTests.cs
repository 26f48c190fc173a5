using System.Numerics;

namespace NetGen.Training.Tests;

/// <summary>The accuracy of an epoch against a count by hand: the same batches, the outputs of each sample before its batch is trained.</summary>
public class AccuracyTests
{
    private static readonly float[] Inputs = [.. Values(300 * 4)];

    private static readonly int[] Three = Labels(300, 3, width: 4);

    private static readonly int[] Two = Labels(300, 2, width: 4);

    [Fact]
    public void OfSoftmax() => Compare(seed => new Flowers(seed), Inputs, Three, threshold: 0);

    [Fact]
    public void OfALoneProbability() => Compare(seed => new Gate(seed), Doubles(Inputs), Labels(600, 2, width: 2), threshold: 0.5);

    [Fact]
    public void OfALoneOutputThatDecidesAtZero() => Compare(seed => new Sign(seed), Inputs, Two, threshold: 0);

    /// <summary>Whose outputs are all 0 where their pre-activations differ: the lowest class wins then.</summary>
    [Fact]
    public void OfReLU() => Compare(
        seed =>
        {
            var net = new Rectified(seed);
            var parameters = new float[Rectified.ParameterCount];
            net.GetParameters(parameters);
            parameters.AsSpan()[^Rectified.OutputSize..].Fill(-0.2f);
            net.SetParameters(parameters);
            return net;
        },
        Inputs,
        Three,
        threshold: 0);

    [Fact]
    public void OfSoftmaxInDouble() => Compare(seed => new PreciseFlowers(seed), Doubles(Inputs), Three, threshold: 0);

    /// <summary>From register tiles, turned to samples across lanes.</summary>
    [Fact]
    public void OfAWideNetwork()
    {
        float[] pictures = [.. Values(150 * 64)];
        Compare(seed => new Digits(seed), pictures, Labels(150, 10, width: 64), threshold: 0);
    }

    /// <summary>With units across lanes to the end.</summary>
    [Fact]
    public void OfManyClasses()
    {
        float[] pictures = [.. Values(150 * 64)];
        Compare(seed => new Letters(seed), pictures, Labels(150, 26, width: 64), threshold: 0);
        Compare(seed => new PreciseLetters(seed), Doubles(pictures), Labels(150, 26, width: 64), threshold: 0);
    }

    [Fact]
    public void WithClassWeights_CountsEverySampleOnce()
    {
        var (net, whole) = (new Flowers(1), new Flowers(1));
        Dataset<float> data = Dataset.Of(Inputs, Three);
        History history = net.Fit(data, new() { Epochs = 2, BatchSize = FitOptions.AllRows, ClassWeights = [1, 5, 0] });

        whole.Fit(data, new() { Epochs = 1, BatchSize = FitOptions.AllRows, ClassWeights = [1, 5, 0] });
        Assert.Equal(whole.Evaluate(data).Accuracy, history.Epochs[1].Accuracy);
        Assert.Equal(new Flowers(1).Evaluate(data).Accuracy, history.Epochs[0].Accuracy);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void OfShards_IsThatOfTheBatch(int threads)
    {
        Dataset<float> data = FitTests.MakePictures(1500);
        var options = new FitOptions<float> { Epochs = 2, BatchSize = FitOptions.AllRows, Threads = threads };
        var once = new Digits(5);
        History history = new Digits(5).Fit(data, options);
        once.Fit(data, options with { Epochs = 1 });

        Assert.Equal(new Digits(5).Evaluate(data).Accuracy, history.Epochs[0].Accuracy);
        Assert.Equal(once.Evaluate(data).Accuracy, history.Epochs[1].Accuracy);
    }

    [Fact]
    public void OfShuffledSamples_ComparesEachWithItsOwnLabel()
    {
        // With steps of 0 the network stays as it is, and the order counts for nothing.
        foreach (FitOptions<float> options in new[] { new FitOptions<float> { ClassWeights = [1, 2, 3] }, new() })
        {
            var net = new Flowers(3);
            Dataset<float> data = Dataset.Of(Inputs, Three);
            Assert.Equal(net.Evaluate(data).Accuracy, net.Fit(data, options with { Epochs = 1, BatchSize = 37, Optimizer = new Sgd(0) }).Epochs[0].Accuracy);
        }
        var rectified = new Rectified(3);
        Dataset<float> values = Dataset.Of(Inputs, Three);
        Assert.Equal(rectified.Evaluate(values).Accuracy, rectified.Fit(values, new() { Epochs = 1, BatchSize = 37, Optimizer = new Sgd(0) }).Epochs[0].Accuracy);
    }

    [Fact]
    public void OfTargets_IsNone() =>
        Assert.Null(new Flowers(1).Fit(Dataset.Of(Inputs, new float[300 * 3], 300), new() { Epochs = 1 }).Epochs[0].Accuracy);

    private static void Compare<TSelf, T>(Func<int, TSelf> create, T[] inputs, int[] labels, double threshold)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int BatchSize = 37, Epochs = 3;
        TSelf fitted = create(7), stepped = create(7);
        History history = fitted.Fit(Dataset.Of(inputs, labels), new() { Epochs = Epochs, BatchSize = BatchSize, Shuffle = false, Optimizer = new Adam(0.02) });

        Trainer<TSelf, T> trainer = stepped.Trainer(new Adam(0.02));
        var right = new int[Epochs];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            for (int start = 0; start < labels.Length; start += BatchSize)
            {
                int rows = Math.Min(BatchSize, labels.Length - start);
                for (int row = start; row < start + rows; row++)
                    right[epoch] += Class<TSelf, T>(stepped, inputs.AsSpan(row * TSelf.InputSize, TSelf.InputSize), T.CreateChecked(threshold)) == labels[row] ? 1 : 0;
                trainer.Step(inputs.AsSpan(start * TSelf.InputSize, rows * TSelf.InputSize), labels.AsSpan(start, rows));
            }
        }
        Assert.Equal(right.Select(count => (double?)count / labels.Length), history.Epochs.Select(result => result.Accuracy));
        Assert.True(right.Distinct().Count() > 1, "A network that learns nothing tells one epoch from another by nothing.");
    }

    private static int Class<TSelf, T>(TSelf net, ReadOnlySpan<T> input, T threshold)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var outputs = new T[TSelf.OutputSize];
        net.Forward(input, outputs);
        return outputs.Length == 1 ? outputs[0] >= threshold ? 1 : 0 : Array.IndexOf(outputs, outputs.Max());
    }

    private static IEnumerable<float> Values(int count)
    {
        var random = new Random(count);
        return Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f);
    }

    /// <summary>What a network learns in part: where the largest of a sample's first values stands, or noise.</summary>
    private static int[] Labels(int count, int classes, int width)
    {
        var random = new Random(classes);
        float[] values = [.. Values(count * width)];
        return [.. values.Chunk(width).Select(row => random.Next(4) == 0 ? random.Next(classes) : Array.IndexOf(row, row.Take(classes).Max()))];
    }

    private static double[] Doubles(float[] values) => [.. values.Select(value => (double)value)];
}
