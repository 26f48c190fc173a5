namespace NetGen.Training.Tests;

/// <summary>Samples to train on and samples to test on.</summary>
public class SplitTests
{
    [Fact]
    public void Split_IsTheSameOnEveryMachine()
    {
        // The order comes from a program of its own: SplitMix64, xoshiro256** and Fisher and Yates in Python.
        (Dataset<float> train, Dataset<float> test) = Numbered(10).Split(0.7, seed: 1);

        Assert.Equal([3, 6, 1, 5, 0, 9, 2], Rows(train));
        Assert.Equal([8, 4, 7], Rows(test));
    }

    [Theory]
    [InlineData(10, 0.8, 8)]
    [InlineData(100, 0.57, 57)]
    [InlineData(5, 0.5, 3)]
    [InlineData(2, 0.3, 1)]
    public void Split_RoundsTheNumberOfSamples(int count, double fraction, int expected)
    {
        Dataset<float> data = Numbered(count);
        for (int seed = 0; seed < 5; seed++)
        {
            (Dataset<float> train, Dataset<float> test) = data.Split(fraction, seed);

            Assert.Equal(expected, train.Count);
            Assert.Equal(Enumerable.Range(0, count), Rows(train).Concat(Rows(test)).Order());
        }
        Assert.NotEqual(Rows(Numbered(100).Split(0.5, seed: 1).Train), Rows(Numbered(100).Split(0.5, seed: 2).Train));
    }

    [Fact]
    public void Split_KeepsInputsTargetsAndLabelsTogether()
    {
        double[] inputs = [.. Enumerable.Range(0, 40).Select(index => (double)index)], targets = [.. Enumerable.Range(0, 60).Select(index => index * 10.0)];
        (Dataset<double> train, Dataset<double> test) = Dataset.Of(inputs, targets, 20).Split(0.75, seed: 3);

        foreach (Dataset<double> part in new[] { train, test })
        {
            Assert.Equal((2, 3), (part.InputSize, part.TargetSize));
            for (int row = 0; row < part.Count; row++)
            {
                double first = part.Inputs.Span[2 * row];
                Assert.Equal([first, first + 1], part.Inputs.Span.Slice(2 * row, 2).ToArray());
                Assert.Equal([first * 15, first * 15 + 10, first * 15 + 20], part.Targets.Span.Slice(3 * row, 3).ToArray());
            }
        }
    }

    /// <summary>Of 60, 30 and 10 samples three quarters are 45, 22.5 and 7.5, of which 75 there are: the lower class gets the odd one.</summary>
    [Fact]
    public void StratifiedSplit_KeepsTheProportionsByLargestRemainder()
    {
        Dataset<float> data = Classes(60, 30, 10);
        for (int seed = 0; seed < 5; seed++)
        {
            (Dataset<float> train, Dataset<float> test) = data.Split(0.75, seed, stratify: true);

            Assert.Equal([45, 23, 7], Counts(train));
            Assert.Equal([15, 7, 3], Counts(test));
            Assert.Equal(Enumerable.Range(0, 100), Rows(train).Concat(Rows(test)).Order());
            AssertLabelled(data, train);
        }

        // Remainders of 0.4, 0.4, 0.2 and 1 sample to give: 2 · 0.7, 2 · 0.7 and 6 · 0.7.
        Assert.Equal([2, 1, 4], Counts(Classes(2, 2, 6).Split(0.7, seed: 0, stratify: true).Train));
    }

    [Fact]
    public void StratifiedSplit_IsNotSortedByClass() =>
        Assert.NotEqual(Classes(50, 50).Split(0.5, 1, stratify: true).Train.Labels.ToArray().Order(), Classes(50, 50).Split(0.5, 1, stratify: true).Train.Labels.ToArray());

    [Fact]
    public void StratifiedSplit_TakesLabelsOfAnySize()
    {
        var data = Dataset.Of([1f, 2, 3, 4], [7, int.MaxValue, int.MaxValue, 7]);

        Assert.Equal([7, int.MaxValue], data.Split(0.5, 1, stratify: true).Test.Labels.ToArray().Order());
    }

    [Theory]
    [InlineData(10, 3, new[] { 4, 3, 3 })]
    [InlineData(7, 7, new[] { 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData(100, 2, new[] { 50, 50 })]
    public void Folds_TestEverySampleOnce(int count, int k, int[] sizes)
    {
        (Dataset<float> Train, Dataset<float> Test)[] folds = [.. Numbered(count).Folds(k, seed: 5)];

        Assert.Equal(sizes, folds.Select(fold => fold.Test.Count));
        Assert.Equal(Enumerable.Range(0, count), folds.SelectMany(fold => Rows(fold.Test)).Order());
        Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, count), Rows(fold.Train).Concat(Rows(fold.Test)).Order()));
        Assert.Equal(folds.SelectMany(fold => Rows(fold.Test)), Numbered(count).Folds(k, seed: 5).SelectMany(fold => Rows(fold.Test)));
    }

    [Fact]
    public void StratifiedFolds_DealEveryClassOutEvenly()
    {
        Dataset<float> data = Classes(23, 11, 6);
        (Dataset<float> Train, Dataset<float> Test)[] folds = [.. data.Folds(4, seed: 2, stratify: true)];

        Assert.All(folds, fold => Assert.Equal(10, fold.Test.Count));
        Assert.All(folds, fold => AssertLabelled(data, fold.Train));
        for (int label = 0; label < 3; label++)
        {
            int[] counts = [.. folds.Select(fold => fold.Test.Labels.ToArray().Count(found => found == label))];
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void ImpossibleSplits_AreRefusedByWhatIsWrong()
    {
        Dataset<float> data = Numbered(3);
        var values = Dataset.Of([1f, 2], [3f, 4], 2);

        foreach (double fraction in new[] { 0, 1, -0.5, 1.5, 80, double.NaN })
            Assert.Equal("fraction", Assert.Throws<ArgumentOutOfRangeException>(() => data.Split(fraction)).ParamName);
        Assert.StartsWith("A fraction of 0.9 of 3 samples leaves none to test on.", Refused(() => data.Split(0.9)), StringComparison.Ordinal);
        Assert.StartsWith("A fraction of 0.1 of 3 samples leaves none to train on.", Refused(() => data.Split(0.1)), StringComparison.Ordinal);
        Assert.Contains("targets, not labels", Refused(() => values.Split(0.5, stratify: true)), StringComparison.Ordinal);
        Assert.Contains("targets, not labels", Refused(() => values.Folds(2, stratify: true)), StringComparison.Ordinal);
        Assert.Contains("from 2 folds to 3", Refused(() => data.Folds(1)), StringComparison.Ordinal);
        Assert.Contains("from 2 folds to 3", Refused(() => data.Folds(4)), StringComparison.Ordinal);

        static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
    }

    private static Dataset<float> Numbered(int count) =>
        Dataset.Of([.. Enumerable.Range(0, count).Select(row => (float)row)], new int[count]);

    /// <summary>So many samples of each class, numbered; class after class.</summary>
    private static Dataset<float> Classes(params int[] sizes) => Dataset.Of(
        [.. Enumerable.Range(0, sizes.Sum()).Select(row => (float)row)],
        [.. sizes.SelectMany((size, label) => Enumerable.Repeat(label, size))]);

    private static int[] Rows(Dataset<float> data) => Array.ConvertAll(data.Inputs.ToArray(), value => (int)value);

    private static int[] Counts(Dataset<float> data) =>
        [.. data.Labels.ToArray().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    private static void AssertLabelled(Dataset<float> all, Dataset<float> part) =>
        Assert.Equal(Rows(part).Select(row => all.Labels.Span[row]), part.Labels.ToArray());
}
