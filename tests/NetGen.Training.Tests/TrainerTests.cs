using System.Numerics;
using System.Text;
using NetGen.Measuring;

namespace NetGen.Training.Tests;

public sealed class TrainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-trainer").FullName;

    private static readonly Dataset<float> Blobs = FitTests.MakeBlobs(96);

    private static readonly Dataset<float> Pictures = FitTests.MakePictures(60);

    private static readonly Dataset<double> Points = MakePoints(60);

    /// <summary>Every kind, and every setting that keeps other state or depends on the number of steps.</summary>
    public static TheoryData<Optimizer> Optimizers =>
    [
        new Sgd(0.05),
        new Sgd(0.05, momentum: 0.9, dampening: 0.2, weightDecay: 0.01),
        new Sgd(0.05, momentum: 0.9, nesterov: true),
        new AdaGrad(0.05, lrDecay: 0.1, initialAccumulatorValue: 0.5),
        new RmsProp(0.01),
        new RmsProp(0.01, momentum: 0.5, centered: true),
        new AdaDelta(),
        new Adam(0.01),
        new Adam(0.01, amsgrad: true),
        new AdamW(0.01),
        new AdamW(0.01, amsgrad: true),
        new Adamax(0.01),
        new NAdam(0.01),
        new Rprop(),
        new Lion(0.01, weightDecay: 0.1),
    ];

    private string Path => System.IO.Path.Combine(_folder, "run.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Load_GoesOnWithTheBitsOfTheRunThatWasNotSaved(Optimizer optimizer)
    {
        GoesOn(new Flowers(1).Trainer(optimizer), Blobs, optimizer);
        GoesOn(new Digits(1).Trainer(optimizer), Pictures, optimizer);
        GoesOn(new Gate(1).Trainer(optimizer), Points, optimizer);
    }

    [Fact]
    public void Step_OnTheBatchesOfFit_HasItsBits()
    {
        Flowers fitted = new(3), stepped = new(3);
        fitted.Fit(Blobs, new() { Epochs = 2, BatchSize = 40, Shuffle = false, Optimizer = new Adam(0.01) });
        Trainer<Flowers, float> trainer = stepped.Trainer(new Adam(0.01));
        for (int epoch = 0; epoch < 2; epoch++)
        {
            for (int start = 0; start < Blobs.Count; start += 40)
                Step(trainer, Blobs, start, Math.Min(40, Blobs.Count - start));
        }
        Assert.Equal(Values(fitted), Values(stepped));
        Assert.Equal(6, trainer.Steps);
    }

    [Fact]
    public void Step_GivesTheMeanLossBeforeTheStep()
    {
        var net = new Flowers(3);
        float before = net.Evaluate(Blobs.Inputs.Span, Blobs.Labels.Span);
        Trainer<Flowers, float> trainer = net.Trainer(new Sgd(0.1));
        Assert.Equal(before, trainer.Step(Blobs.Inputs.Span, Blobs.Labels.Span), 1e-6);
        Assert.True(net.Evaluate(Blobs.Inputs.Span, Blobs.Labels.Span) < before);
    }

    [Fact]
    public void Step_TakesLabelsForASingleProbability()
    {
        Trainer<Gate, double> labelled = new Gate(1).Trainer(new Sgd(0.1)), targeted = new Gate(1).Trainer(new Sgd(0.1));
        labelled.Step(Points.Inputs.Span, Points.Labels.Span);
        targeted.Step(Points.Inputs.Span, [.. Points.Labels.ToArray().Select(label => (double)label)]);
        Assert.Equal(Values(targeted.Network), Values(labelled.Network));
    }

    [Fact]
    public void Step_RefusesLabelsWhereTheOutputIsAValue()
    {
        Trainer<Curve, double> trainer = new Curve(1).Trainer(new Adam());
        var exception = Assert.Throws<ArgumentException>(() => trainer.Step([0.5], new[] { 1 }));
        Assert.Contains("this network's output is a value, not a class", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_ChangesNothingWhereTheLossIsNotFinite()
    {
        var net = new Line(1);
        Trainer<Line, double> trainer = net.Trainer(new Adam());
        double[] before = Values(net);
        Assert.Equal(double.PositiveInfinity, trainer.Step([1e200], [0.0]));
        Assert.Equal(before, Values(net));
        Assert.Equal(0, trainer.Steps);

        var fresh = new Line(1);
        Trainer<Line, double> other = fresh.Trainer(new Adam());
        other.Step([1.0], [2.0]);
        trainer.Step([1.0], [2.0]);
        Assert.Equal(Values(fresh), Values(net));
    }

    [Fact]
    public void LearningRate_IsTheOptimizersUntilItIsSet()
    {
        Trainer<Line, double> trainer = new Line(1).Trainer(new Sgd(0.25));
        Assert.Equal(0.25, trainer.LearningRate);
        trainer.Network.SetParameters([3, 0]);
        trainer.LearningRate = 0.5;

        // The gradient of (w x + b)² at x = 1, w = 3, b = 0 is (6, 6).
        trainer.Step([1.0], [0.0]);
        Assert.Equal([0, -3], Values(trainer.Network));
        Assert.All([double.NaN, double.PositiveInfinity, double.NegativeInfinity], rate => Assert.Throws<ArgumentOutOfRangeException>(() => trainer.LearningRate = rate));
        Assert.Equal(0.5, trainer.LearningRate);
    }

    [Fact]
    public void Load_BringsTheLearningRateThatWasSet()
    {
        Trainer<Line, double> trainer = new Line(1).Trainer(new Sgd(0.25));
        trainer.LearningRate = 0.1 + 0.2;
        trainer.Save(Path);
        Assert.Equal(0.1 + 0.2, Trainer<Line, double>.Load(Path, new Sgd(0.25)).LearningRate);
    }

    [Fact]
    public void Step_WhileTheNetworkIsTrainedElsewhere_IsRefused()
    {
        var net = new Flowers(1);
        Trainer<Flowers, float> trainer = net.Trainer(new Adam());
        int refused = 0;
        net.Fit(Blobs, new()
        {
            Epochs = 1,
            Progress = new FitTests.Watcher(_ => refused += Assert.Throws<InvalidOperationException>(() => trainer.Step(Blobs.Inputs.Span, Blobs.Labels.Span)).Message.Length),
        });
        Assert.True(refused > 0);
        trainer.Step(Blobs.Inputs.Span, Blobs.Labels.Span);
        Assert.Equal(1, trainer.Steps);
    }

    [Fact]
    public void Load_RefusesAnotherNetwork() =>
        Refused("metadata 'architecture': expected '4-6:relu-3:softmax', found '64-64:relu-10:softmax'", () =>
        {
            new Digits(1).Trainer(new Adam()).Save(Path);
            Trainer<Flowers, float>.Load(Path, new Adam());
        });

    [Fact]
    public void Load_RefusesAnotherKindOfOptimizer() =>
        Refused("metadata 'optimizer': expected 'AdamW', found 'Adam'", () =>
        {
            new Flowers(1).Trainer(new Adam()).Save(Path);
            Trainer<Flowers, float>.Load(Path, new AdamW());
        });

    [Fact]
    public void Load_RefusesAnOptimizerThatKeepsMore() =>
        Refused("tensor 'layers.0.weight.momentum_buffer' is missing", () =>
        {
            new Flowers(1).Trainer(new Sgd()).Save(Path);
            Trainer<Flowers, float>.Load(Path, new Sgd(momentum: 0.9));
        });

    [Fact]
    public void Load_RefusesAnOptimizerThatKeepsLess() =>
        Refused("tensor 'layers.0.weight.max_exp_avg_sq' is not one of", () =>
        {
            new Flowers(1).Trainer(new Adam(amsgrad: true)).Save(Path);
            Trainer<Flowers, float>.Load(Path, new Adam());
        });

    [Fact]
    public void Load_RefusesAWeightsFile() =>
        Refused("metadata 'optimizer': expected 'Adam', found none", () =>
        {
            new Flowers(1).Save(Path);
            Trainer<Flowers, float>.Load(Path, new Adam());
        });

    [Fact]
    public void Load_RefusesATruncatedFile() =>
        Refused("the file is truncated: tensor 'layers.1.bias.exp_avg_sq': expected 12 bytes, found 11", () =>
        {
            new Flowers(1).Trainer(new Adam()).Save(Path);
            File.WriteAllBytes(Path, File.ReadAllBytes(Path)[..^1]);
            Trainer<Flowers, float>.Load(Path, new Adam());
        });

    [Fact]
    public void Load_RefusesNaN() =>
        Refused("tensor 'layers.1.bias.exp_avg_sq': expected finite numbers, found NaN at [2]", () =>
        {
            new Flowers(1).Trainer(new Adam()).Save(Path);
            byte[] bytes = File.ReadAllBytes(Path);
            BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), float.NaN);
            File.WriteAllBytes(Path, bytes);
            Trainer<Flowers, float>.Load(Path, new Adam());
        });

    [Theory]
    [InlineData("\"steps\":\"0\"", "\"steps\":\"x\"", "metadata 'steps': expected a whole number, found 'x'")]
    [InlineData("\"steps\":\"0\"", "\"stepz\":\"0\"", "metadata 'steps': expected a whole number, found none")]
    [InlineData("\"learning_rate\":\"0.001\"", "\"learning_rate\":\"NaN\"  ", "metadata 'learning_rate': expected a finite number, found 'NaN'")]
    public void Load_RefusesBrokenMetadata(string written, string broken, string expected) =>
        Refused(expected, () =>
        {
            new Flowers(1).Trainer(new Adam()).Save(Path);
            string text = Encoding.Latin1.GetString(File.ReadAllBytes(Path));
            Assert.Contains(written, text, StringComparison.Ordinal);
            File.WriteAllBytes(Path, Encoding.Latin1.GetBytes(text.Replace(written, broken, StringComparison.Ordinal)));
            Trainer<Flowers, float>.Load(Path, new Adam());
        });

    [Fact]
    public void Save_OfWhatIsNotFinite_LeavesTheFile()
    {
        Trainer<Line, double> trainer = new Line(1).Trainer(new Adam());
        trainer.Save(Path);
        byte[] before = File.ReadAllBytes(Path);
        trainer.Network.SetParameters([double.NaN, 0]);
        Assert.Contains("'layers.0.weight' holds NaN", Assert.Throws<InvalidOperationException>(() => trainer.Save(Path)).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path));
        Assert.Equal(["run.safetensors"], Directory.GetFiles(_folder).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public void Step_AllocatesNothing()
    {
        Trainer<Flowers, float> trainer = new Flowers(1).Trainer(new Adam());
        Trainer<Gate, double> gate = new Gate(1).Trainer(new NAdam());
        Assert.Equal(0, Allocation.OfEvery(() =>
        {
            for (int step = 0; step < 10; step++)
            {
                trainer.Step(Blobs.Inputs.Span, Blobs.Labels.Span);
                gate.Step(Points.Inputs.Span, Points.Labels.Span);
            }
        }));
    }

    private void GoesOn<TSelf, T>(Trainer<TSelf, T> whole, Dataset<T> data, Optimizer optimizer)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Rows = 12;
        for (int step = 0; step < 5; step++)
            Step(whole, data, step * Rows, Rows);
        whole.Save(Path);
        Trainer<TSelf, T> resumed = Trainer<TSelf, T>.Load(Path, optimizer);
        Assert.Equal(Values(whole.Network), Values(resumed.Network));
        Assert.Equal(5, resumed.Steps);
        for (int step = 0; step < 5; step++)
            Assert.Equal(Step(whole, data, step * Rows, Rows), Step(resumed, data, step * Rows, Rows));
        Assert.Equal(Values(whole.Network), Values(resumed.Network));
        Assert.Equal(10, resumed.Steps);
    }

    private void Refused(string expected, Action act)
    {
        string message = Assert.Throws<InvalidDataException>(act).Message;
        Assert.StartsWith(Path + ": ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static T Step<TSelf, T>(Trainer<TSelf, T> trainer, Dataset<T> data, int start, int rows)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        trainer.Step(data.Inputs.Span.Slice(start * data.InputSize, rows * data.InputSize), data.Labels.Span.Slice(start, rows));

    private static T[] Values<TSelf, T>(INetwork<TSelf, T> net)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[TSelf.ParameterCount];
        net.GetParameters(values);
        return values;
    }

    private static Dataset<double> MakePoints(int count)
    {
        var random = new Random(3);
        double[] inputs = [.. Enumerable.Range(0, 2 * count).Select(_ => random.NextDouble())];
        return Dataset.Of(inputs, [.. Enumerable.Range(0, count).Select(row => inputs[2 * row] > inputs[2 * row + 1] ? 1 : 0)]);
    }
}
