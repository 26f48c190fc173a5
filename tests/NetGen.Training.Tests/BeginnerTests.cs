namespace NetGen.Training.Tests;

/// <summary>Mistakes that are made with data and when one fits a network for the first time, and what one is told.</summary>
public class BeginnerTests
{
    private static readonly Dataset<float> Blobs = FitTests.MakeBlobs(90);

    [Fact]
    public void InputsThatAreNotScaled_StopLearning_AndTheHistoryShowsIt()
    {
        // The first steps are so large that no hidden unit is ever above 0 again: what is left to learn is how frequent classes are.
        Dataset<float> large = Dataset.Of([.. Blobs.Inputs.ToArray().Select(value => 1000 * value + 500)], Blobs.Labels.ToArray());
        var net = new Flowers(1);
        History history = net.Fit(large, new() { Epochs = 60, Optimizer = new Sgd(0.1) });
        Assert.All(history.Epochs.Skip(20), epoch => Assert.InRange(epoch.Loss, 0.99 * Math.Log(3), 1.1 * Math.Log(3)));
        Assert.InRange(history.Epochs[^1].Accuracy!.Value, 0, 0.5);
        Assert.Equal(1.0 / 3, net.Evaluate(large).Accuracy, 1e-9);

        History scaled = new Flowers(1).Fit(Blobs, new() { Epochs = 60, Optimizer = new Sgd(0.1) });
        Assert.Equal(1, scaled.Epochs[^1].Accuracy);
    }

    [Fact]
    public void ARateTooHigh_IsSaidWithWhatHelps_AndTheNetworkStaysFinite()
    {
        var net = new Curve(1);
        Dataset<double> data = Dataset.Of([.. Enumerable.Range(0, 40).Select(index => 0.1 * index)], [.. Enumerable.Range(0, 40).Select(index => 100.0 * index)], 40);
        var exception = Assert.Throws<TrainingDivergedException>(() => net.Fit(data, new() { Epochs = 5000, Optimizer = new Sgd(5) }));
        Assert.Matches(
            @"^The loss is no longer finite in epoch \d+; the last finite one was \S+, and the network has the parameters of that epoch\. What usually helps: scale the inputs \(Standardizer\), a smaller learning rate, or clipping \(ClipNorm = 1\)\.$",
            exception.Message);
        Assert.Equal(exception.LastGoodLoss!.Value > 0, exception.Epoch > 1);
        var values = new double[Curve.ParameterCount];
        net.GetParameters(values);
        Assert.All(values, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void ClassNumbersGivenAsTargets_AreRefused()
    {
        const string Expected = "The network has 3 outputs, the data has 1 target a sample. Class numbers are given as int[]: Dataset.Of(inputs, labels).";
        Dataset<float> data = Dataset.Of(Blobs.Inputs.ToArray(), [.. Blobs.Labels.ToArray().Select(label => (float)label)], 90);
        Refused(Expected, () => new Flowers(1).Fit(data));
        Refused(Expected, () => new Flowers(1).Evaluate(data));
    }

    [Fact]
    public void OneHotRowsGivenAsLabels_AreRefused() =>
        Refused(
            "Expected as many values for each of 9 samples, got 12 in all; labels are one class a sample, not one-hot rows.",
            () => Dataset.Of(new float[3 * 4], [1, 0, 0, 0, 1, 0, 0, 0, 1]));

    [Fact]
    public void OneHotRowsGivenAsLabels_WhereTheLengthsHappenToDivide_AreRefusedByTheNetwork() =>
        Refused(
            "The network takes 4 values a sample, the data has 2. Labels are one class a sample; one-hot rows are targets: Dataset.Of(inputs, targets, count).",
            () => new Pair(1).Fit(Dataset.Of(new float[3 * 4], [1, 0, 0, 1, 0, 1])));

    [Fact]
    public void OneHotRowsGivenAsTargets_TeachWhatLabelsTeach()
    {
        float[] rows = [.. Blobs.Labels.ToArray().SelectMany(label => Enumerable.Range(0, 3).Select(column => column == label ? 1f : 0))];
        Flowers labelled = new(1), oneHot = new(1);
        History expected = labelled.Fit(Blobs, new() { Epochs = 5 });
        History found = oneHot.Fit(Dataset.Of(Blobs.Inputs.ToArray(), rows, 90), new() { Epochs = 5 });
        Assert.Equal(expected.Epochs[^1].Loss, found.Epochs[^1].Loss, 1e-5);
    }

    [Fact]
    public void LabelsFromOneToThree_AreRefused()
    {
        Refused(
            "The network has classes from 0 to 2, the data has the label 3 in row 2.",
            () => new Flowers(1).Fit(Dataset.Of(Blobs.Inputs.ToArray(), [.. Blobs.Labels.ToArray().Select(label => label + 1)])));
        Refused("Expected classes from 0, got -1 at index 1.", () => Dataset.Of(new float[3 * 4], [0, -1, 2]));
    }

    [Fact]
    public void LabelsForANetworkOfValues_AreRefused() =>
        Refused(
            "The data has labels, and this network's output is a value, not a class. Give values to reach: Dataset.Of(inputs, targets, count); or let the network end in classes, as in \"4-6:relu-3:softmax\".",
            () => new Curve(1).Fit(Dataset.Of([0.0, 1], [0, 1])));

    [Fact]
    public void ABatchLargerThanTheData_IsAllOfIt()
    {
        Flowers large = new(1), all = new(1);
        large.Fit(Blobs, new() { Epochs = 3, BatchSize = 1000 });
        all.Fit(Blobs, new() { Epochs = 3, BatchSize = 90 });
        Assert.Equal(FitTests.Parameters(all), FitTests.Parameters(large));
    }

    [Fact]
    public void NoData_IsRefused()
    {
        Refused("Expected at least 1 sample, got 0.", () => Dataset.Of(Array.Empty<float>(), []));
        Refused("Expected at least 1 sample, got 0.", () => Dataset.Of(Array.Empty<float>(), Array.Empty<float>(), 0));
        Refused("Expected at least 1 sample, got 0.", () => Dataset.Of(Array.Empty<double[]>(), Array.Empty<int>()));
        Refused("Expected at least 1 sample, got 0.", () => Blobs.Subset([]));
    }

    [Fact]
    public void RaggedRows_AreNamedByRow()
    {
        Refused("Expected 2 values in every row, got 3 in row 1.", () => Dataset.Of([[1f, 2], [3, 4, 5]], [0, 1]));
        Refused("Expected values in every row, got null in row 2.", () => Dataset.Of([[1f, 2], [3, 4], null!], [0, 1, 0]));
        Refused("Expected values in every row, got null in row 0.", () => Dataset.Of([null!, [3f, 4]], [0, 1]));
        Refused("Expected 1 values in every row, got 2 in row 1.", () => Dataset.Of([[1f, 2], [3, 4]], [[1f], [2, 3]]));
        Refused("Expected as many values for each of 3 samples, got 5 in all", () => Dataset.Of([1f, 2, 3, 4, 5], [0, 1, 0]));
    }

    /// <summary>Though the values could be shared out evenly.</summary>
    [Fact]
    public void OtherNumberOfRows_IsRefused()
    {
        float[][] rows = [[1, 2], [3, 4]];
        Refused("Expected a label for each of 2 rows, got 1;", () => Dataset.Of(rows, [0]));
        Refused("Expected a label for each of 2 rows, got 4; labels are one class a sample, not one-hot rows.", () => Dataset.Of(rows, [0, 1, 1, 0]));
        Refused("Expected a row of targets for each of 2 rows of inputs, got 4.", () => Dataset.Of(rows, [[1f], [2], [3], [4]]));
    }

    /// <summary>Half the inputs: the count of rows is right, that of columns is not.</summary>
    [Fact]
    public void TooFewColumns_AreRefusedByTheNetwork() =>
        Refused("The network takes 4 values a sample, the data has 2.", () => new Flowers(1).Fit(Dataset.Of(Blobs.Inputs.ToArray()[..6], [0, 1, 2])));

    [Fact]
    public void ValidationDataOfAnotherWidth_IsRefusedBeforeAnythingChanges()
    {
        var net = new Flowers(1);
        float[] before = FitTests.Parameters(net);
        var exception = Assert.Throws<ArgumentException>(() => net.Fit(Blobs, new() { Validation = Dataset.Of(new float[6], [0, 1]) }));
        Assert.Equal("Validation", exception.ParamName);
        Assert.StartsWith("The network takes 4 values a sample, the data has 3.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, FitTests.Parameters(net));
    }

    [Fact]
    public void CellThatIsNoNumber_IsNamedByRowAndColumn()
    {
        Refused("Expected finite numbers, got NaN in row 1, column 2.", () => Dataset.Of([[1f, 2, 3], [4, 5, float.NaN]], [0, 1]));
        Refused("Expected finite numbers, got -Infinity in row 0, column 1.", () => Dataset.Of([1, double.NegativeInfinity], [0]));
        Refused("Expected finite numbers, got NaN in row 2, column 0.", () => Dataset.Of([1f, 2, 3], [1, 2, float.NaN], 3));
    }

    [Fact]
    public void ConstantColumn_IsScaledToZeroAndTrains()
    {
        float[] inputs = FitTests.MakeBlobs(60).Inputs.ToArray();
        for (int row = 0; row < 60; row++)
            inputs[4 * row + 3] = 1000;
        var data = Dataset.Of(inputs, FitTests.MakeBlobs(60).Labels.ToArray());
        Scaler<float> scale = Standardizer.Fit(data);
        var net = new Flowers(1);

        net.Fit(scale.Apply(data), new() { Optimizer = new Adam(0.02) });
        scale.FoldInto(net);

        Assert.Equal(1, net.Evaluate(data).Accuracy);
    }

    /// <summary>Trained without a class, tested with it: measures are numbers, and what never occurs counts nothing.</summary>
    [Fact]
    public void ClassMissingFromAFold_LeavesNumbers()
    {
        var data = Dataset.Of([.. FitTests.MakeBlobs(12).Inputs.Span[..40]], [0, 1, 2, 0, 1, 0, 0, 1, 0, 1]);
        int missing = 0;
        foreach ((Dataset<float> train, Dataset<float> test) in data.Folds(5, seed: 1, stratify: true))
        {
            var net = new Flowers(1);
            net.Fit(train, new() { Epochs = 5 });
            Evaluation result = net.Evaluate(test);
            missing += test.Labels.Span.Contains(2) ? 0 : 1;

            Assert.Equal(3, result.Recall.Count);
            Assert.All([.. result.Precision, .. result.Recall, .. result.F1, result.F1.Macro, result.F1.Micro, result.LogLoss], value => Assert.InRange(value, 0, 100));
        }
        Assert.Equal(4, missing);
    }

    [Fact]
    public void Pretrained_IsNotTrained()
    {
        const string Expected = "Pretrained is shared by the whole program and is not to be trained: train Pretrained.Clone().";
        Dataset<double> data = Dataset.Of([1.0], [2.0], 1);
        Assert.Equal(Expected, Assert.Throws<InvalidOperationException>(() => Known.Pretrained.Fit(data)).Message);
        Assert.Equal(Expected, Assert.Throws<InvalidOperationException>(() => Known.Pretrained.Trainer(new Adam())).Message);
        Assert.Single(Known.Pretrained.Clone().Fit(data, new() { Epochs = 1 }).Epochs);
    }

    [Fact]
    public async Task TwoThreadsOnOneNetwork_AreFoundOut()
    {
        var net = new Flowers(1);
        using ManualResetEventSlim fitting = new(), tried = new();
        Task<History> first = Task.Run(() => net.Fit(Blobs, new()
        {
            Epochs = 1,
            Progress = new FitTests.Watcher(_ =>
            {
                fitting.Set();
                tried.Wait();
            }),
        }));
        fitting.Wait();
        var exception = Assert.Throws<InvalidOperationException>(() => net.Fit(Blobs));
        tried.Set();
        Assert.Equal("This network is being fitted already. Fit one network on one thread at a time; Clone() it to train a second one beside it.", exception.Message);
        Assert.Single((await first).Epochs);
        Assert.Single(net.Fit(Blobs, new() { Epochs = 1 }).Epochs);
    }

    private static void Refused(string expected, Action act) =>
        Assert.StartsWith(expected, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
}
