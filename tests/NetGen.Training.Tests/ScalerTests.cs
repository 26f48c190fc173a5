using System.Numerics;

namespace NetGen.Training.Tests;

/// <summary>A layer of samples in lanes and a single output.</summary>
[Network("3-5:tanh-1:sigmoid")]
public sealed partial class Narrow;

/// <summary>The first layer is the last, and a class's share depends on all units.</summary>
[Network("3-4:softmax", Precision = Precision.Double)]
public sealed partial class OnlySoftmax;

[Network("3-4:logsoftmax")]
public sealed partial class OnlyLogSoftmax;

/// <summary>Panels, a last panel that is not full, and transposed copies.</summary>
[Network("70-131:relu-67:gelu-3")]
public sealed partial class Panels;

[Network("70-131:relu-67:gelu-3", Precision = Precision.Double)]
public sealed partial class DoublePanels;

[Network("64-64:relu-10:softmax", Precision = Precision.Double)]
public sealed partial class DoubleDigits;

/// <summary>Inputs of mean 0 and deviation 1, or between 0 and 1.</summary>
public class ScalerTests
{
    private static readonly Dataset<float> Table = Dataset.Of([1f, 10, 7, 2, 30, 7, 3, 20, 7, 6, 40, 7], [0, 1, 0, 1]);

    /// <summary>scikit-learn's StandardScaler: means 3, 25 and 7, variances 3.5, 125 and 0.</summary>
    [Fact]
    public void Standardizer_GivesMeanZeroAndDeviationOne()
    {
        Scaler<float> scale = Standardizer.Fit(Table);

        Assert.Equal([3, 25, 7], scale.Offsets.ToArray());
        Assert.Equal([Math.Sqrt(3.5), Math.Sqrt(125), 1], scale.Scales.ToArray(), Close);
        Dataset<float> scaled = scale.Apply(Table);
        Assert.Equal(scaled.Inputs.ToArray(), scale.Apply(Table.Inputs.Span));
        Assert.Equal((float)(-2 / Math.Sqrt(3.5)), scaled.Inputs.Span[0]);
        Assert.Equal((float)(5 / Math.Sqrt(125)), scaled.Inputs.Span[4]);
        Assert.Equal(Table.Labels, scaled.Labels);
        Assert.Equal([1, 10, 7], Table.Inputs.Span[..3].ToArray());
    }

    [Fact]
    public void MinMaxScaler_GivesZeroToOne()
    {
        Scaler<float> scale = MinMaxScaler.Fit(Table);

        Assert.Equal([1, 10, 7], scale.Offsets.ToArray());
        Assert.Equal([5, 30, 1], scale.Scales.ToArray());
        Assert.Equal([0, 0, 0, 0.2f, 2f / 3, 0, 0.4f, 1f / 3, 0, 1, 1, 0], scale.Apply(Table).Inputs.ToArray());
        Assert.Equal([2, 0, 1], scale.Apply([11, 10, 8]));
    }

    /// <summary>As in scikit-learn; also where the mean of equal values is not that value in floating point.</summary>
    [Fact]
    public void ConstantColumn_HasTheScaleOneAndBecomesZero()
    {
        var data = Dataset.Of(Enumerable.Repeat(0.1, 7).ToArray(), new int[7]);

        foreach (Scaler<double> scale in new[] { Standardizer.Fit(data), MinMaxScaler.Fit(data) })
        {
            Assert.Equal((0.1, 1), (scale.Offsets[0], scale.Scales[0]));
            Assert.Equal(new double[7], scale.Apply(data).Inputs.ToArray());
            Assert.Equal([1.5], scale.Apply([1.6]), Close);
        }
    }

    /// <summary>A sum of a million values in single precision loses digits.</summary>
    [Fact]
    public void Means_AreComputedInDouble()
    {
        float[] inputs = [.. Enumerable.Range(0, 1_000_000).Select(row => row % 2 == 0 ? 0.1f : 0.3f)];

        Scaler<float> scale = Standardizer.Fit(Dataset.Of(inputs, new int[inputs.Length]));

        Assert.Equal((0.1f + (double)0.3f) / 2, scale.Offsets[0], 1e-10);
        Assert.Equal(((double)0.3f - 0.1f) / 2, scale.Scales[0], 1e-10);
    }

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-200)]
    public void Spreads_NeitherOverflowNorVanish(double unit)
    {
        var data = Dataset.Of([0, 2 * unit, 0, 2 * unit], new int[4]);

        Assert.Equal([-1, 1, -1, 1], Standardizer.Fit(data).Apply(data).Inputs.ToArray(), Close);
        Assert.Equal([0, 1, 0, 1], MinMaxScaler.Fit(data).Apply(data).Inputs.ToArray());
    }

    [Fact]
    public void FoldInto_LetsTheNetworkTakeRawInputs_InSinglePrecision()
    {
        Folds(new Flowers(3), 2e-5f);
        Folds(new Narrow(3), 2e-5f);
        Folds(new Digits(3), 2e-5f);
        Folds(new Panels(3), 2e-5f);
        Folds(new OnlyLogSoftmax(3), 2e-5f);
    }

    [Fact]
    public void FoldInto_LetsTheNetworkTakeRawInputs_InDoublePrecision()
    {
        Folds(new Gate(3), 1e-13);
        Folds(new Curve(3), 1e-13);
        Folds(new Line(3), 1e-13);
        Folds(new OnlySoftmax(3), 1e-13);
        Folds(new DoubleDigits(3), 1e-13);
        Folds(new DoublePanels(3), 1e-13);
    }

    [Fact]
    public void WrongWidth_IsRefused()
    {
        Scaler<float> scale = Standardizer.Fit(Table);
        var net = new Flowers(1);
        float[] before = FitTests.Parameters(net);

        Assert.Contains("fitted to 3 values a sample, the data has 4", Refused(() => scale.Apply(FitTests.MakeBlobs(3))), StringComparison.Ordinal);
        Assert.Contains("multiple of 3 values (3 per sample), got 4", Refused(() => scale.Apply([1, 2, 3, 4])), StringComparison.Ordinal);
        Assert.Contains("fitted to 3 values a sample, the network takes 4", Refused(() => scale.FoldInto(net)), StringComparison.Ordinal);
        Assert.Equal(before, FitTests.Parameters(net));

        static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }

    [Fact]
    public void FoldInto_ThatWouldNotBeFinite_ChangesNothing()
    {
        var net = new Line(1);
        net.SetParameters([1e10, 2]);
        Scaler<double> narrow = MinMaxScaler.Fit(Dataset.Of([0, 1e-300], new int[2])), far = Standardizer.Fit(Dataset.Of([1e300, 1e300], new int[2]));

        Assert.StartsWith("Folded in, layers.0.weight [0, 0] would be Infinity", Assert.Throws<InvalidOperationException>(() => narrow.FoldInto(net)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Folded in, layers.0.bias [0] would be -Infinity", Assert.Throws<InvalidOperationException>(() => far.FoldInto(net)).Message, StringComparison.Ordinal);
        Assert.Equal([1e10, 2], Parameters(net));
    }

    [Fact]
    public void Values_TooFarApartForDouble_AreRefused()
    {
        var data = Dataset.Of([1, -1e308, 1, 1e308], new int[2]);

        Assert.Contains("column 1 are too far apart", Assert.Throws<ArgumentException>(() => MinMaxScaler.Fit(data)).Message, StringComparison.Ordinal);
        Assert.Equal([0, -1, 0, 1], Standardizer.Fit(data).Apply(data).Inputs.ToArray(), Close);
    }

    /// <summary>Before and after, to the rounding of sums; and the block is as it is after SetParameters, so that training goes on as from there.</summary>
    private static void Folds<TSelf, T>(INetwork<TSelf, T> network, T tolerance)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Count = 37;
        var random = new Random(11);
        T[] inputs = [.. Enumerable.Range(0, Count * TSelf.InputSize).Select(index => T.CreateTruncating(3 + index % TSelf.InputSize % 7 * (random.NextDouble() - 0.3)))];
        T[] targets = [.. Enumerable.Range(0, Count * TSelf.OutputSize).Select(_ => T.CreateTruncating(random.NextDouble()))];
        var data = Dataset.Of(inputs, targets, Count);
        foreach (Scaler<T> scale in new[] { Standardizer.Fit(data), MinMaxScaler.Fit(data) })
        {
            TSelf net = network.Clone();
            T[] expected = new T[targets.Length], found = new T[targets.Length], single = new T[TSelf.OutputSize];
            net.ForwardBatch(scale.Apply(data).Inputs.Span, expected);

            scale.FoldInto(net);

            net.ForwardBatch(inputs, found);
            for (int index = 0; index < found.Length; index++)
                Assert.InRange(T.Abs(expected[index] - found[index]), T.Zero, tolerance);
            net.Forward(inputs.AsSpan(0, TSelf.InputSize), single);
            Assert.Equal(found[..TSelf.OutputSize], single);

            TSelf set = TSelf.Create(seed: 99);
            set.SetParameters(Parameters(net));
            T rate = T.CreateTruncating(0.01);
            net.TrainBatch(inputs, targets, rate);
            set.TrainBatch(inputs, targets, rate);
            Assert.Equal(Parameters(set), Parameters(net));
        }
    }

    private static T[] Parameters<TSelf, T>(INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[TSelf.ParameterCount];
        network.GetParameters(values);
        return values;
    }

    private static bool Close(double expected, double found) => Math.Abs(expected - found) <= 1e-14 * Math.Max(1, Math.Abs(expected));
}
