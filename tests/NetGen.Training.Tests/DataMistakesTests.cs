namespace NetGen.Training.Tests;

/// <summary>What beginners get wrong about data, and what they are told.</summary>
public class DataMistakesTests
{
    private static readonly float[] Inputs = [5.1f, 3.5f, 1.4f, 0.2f, 7, 3.2f, 4.7f, 1.4f, 6.3f, 3.3f, 6, 2.5f];

    [Fact]
    public void LabelsAsFloats_AreTargetsOfTheWrongWidth()
    {
        var data = Dataset.Of(Inputs, [0f, 1, 2], 3);

        Says("3 outputs, the data has 1 target a sample. Class numbers are given as int[]: Dataset.Of(inputs, labels)", () => new Flowers().Fit(data));
        Says("3 outputs, the data has 1 target a sample. Class numbers are given as int[]: Dataset.Of(inputs, labels)", () => new Flowers().Evaluate(data));
    }

    [Fact]
    public void OneHotRows_AreNoLabels()
    {
        Says("each of 9 samples, got 12 in all; labels are one class a sample, not one-hot rows", () => Dataset.Of(Inputs, [1, 0, 0, 0, 1, 0, 0, 0, 1]));
        Says("the data has targets: give class numbers as int[]", () => _ = new Flowers().Evaluate(Dataset.Of(Inputs, [1f, 0, 0, 0, 1, 0, 0, 0, 1], 3)).Accuracy);
    }

    [Fact]
    public void LabelsFromOne_AreNamedByRow()
    {
        Says("classes from 0 to 2, the data has the label 3 in row 2", () => new Flowers().Fit(Dataset.Of(Inputs, [1, 2, 3])));
        Says("Expected classes from 0, got -1 at index 1", () => Dataset.Of(Inputs, [0, -1, 2]));
    }

    [Fact]
    public void RaggedRows_AreNamedByRow()
    {
        Says("Expected 2 values in every row, got 3 in row 1", () => Dataset.Of([[1f, 2], [3, 4, 5]], [0, 1]));
        Says("Expected 2 values in every row, got 0 in row 2", () => Dataset.Of([[1f, 2], [3, 4], null!], [0, 1, 0]));
        Says("Expected 1 values in every row, got 2 in row 1", () => Dataset.Of([[1f, 2], [3, 4]], [[1f], [2, 3]]));
        Says("each of 3 samples, got 5 in all", () => Dataset.Of([1f, 2, 3, 4, 5], [0, 1, 0]));
    }

    [Fact]
    public void CellThatIsNoNumber_IsNamedByRowAndColumn()
    {
        Says("got NaN in row 1, column 2", () => Dataset.Of([[1f, 2, 3], [4, 5, float.NaN]], [0, 1]));
        Says("got -Infinity in row 0, column 1", () => Dataset.Of([1, double.NegativeInfinity], [0]));
        Says("got NaN in row 2, column 0", () => Dataset.Of([1f, 2, 3], [1, 2, float.NaN], 3));
    }

    [Fact]
    public void EmptyData_IsRefused()
    {
        Says("Expected at least 1 sample, got 0", () => Dataset.Of(Array.Empty<float>(), Array.Empty<int>()));
        Says("Expected at least 1 sample, got 0", () => Dataset.Of(Array.Empty<float>(), Array.Empty<float>(), 0));
        Says("Expected at least 1 sample, got 0", () => Dataset.Of(Inputs, [0, 1, 2]).Subset([]));
    }

    /// <summary>Half inputs: the count of rows is right, that of columns is not.</summary>
    [Fact]
    public void TooFewColumns_AreRefusedByTheNetwork() =>
        Says("takes 4 values a sample, the data has 2", () => new Flowers().Fit(Dataset.Of(Inputs[..6], [0, 1, 2])));

    [Fact]
    public void ConstantColumn_IsScaledToZeroAndTrains()
    {
        Dataset<float> blobs = FitTests.MakeBlobs(60);
        float[] inputs = blobs.Inputs.ToArray();
        for (int row = 0; row < 60; row++)
            inputs[4 * row + 3] = 1000;
        var data = Dataset.Of(inputs, blobs.Labels.ToArray());
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

    private static void Says(string expected, Action action)
    {
        Exception exception = Assert.ThrowsAny<Exception>(action);
        Assert.True(exception is ArgumentException or InvalidOperationException, exception.ToString());
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
