namespace NetGen.Networks.Tests.Oracles;

/// <summary>Layers alone: worked examples, and gradients that are slopes of what Forward gives.</summary>
public sealed class OracleLayerTests
{
    private const double Step = 1e-5;

    private static readonly Dictionary<string, (OracleLayer Layer, int Inputs, int Outputs)> Layers = new()
    {
        ["dense"] = (new OracleDense(5, 3), 5, 3),
        ["convolution"] = (new OracleConvolution(2, 3, new(5, 3), new(4, 3)), 2 * 5 * 4, 3 * 3 * 2),
        ["padding"] = (new OracleConvolution(2, 3, new(4, 3, Padding: 1), new(5, 5, Padding: 2)), 2 * 4 * 5, 3 * 4 * 5),
        ["stride that leaves a rest"] = (new OracleConvolution(1, 2, new(6, 3, Stride: 2), new(7, 2, Stride: 3)), 6 * 7, 2 * 2 * 2),
        ["dilation"] = (new OracleConvolution(2, 2, new(5, 2, Dilation: 3), new(6, 3, Dilation: 2)), 2 * 5 * 6, 2 * 2 * 2),
        ["groups"] = (new OracleConvolution(4, 6, new(3, 2), new(4, 2), groups: 2), 4 * 3 * 4, 6 * 2 * 3),
        ["group for each channel"] = (new OracleConvolution(3, 6, new(4, 3, Padding: 1), new(4, 3, Padding: 1), groups: 3), 3 * 4 * 4, 6 * 4 * 4),
        ["everything"] = (new OracleConvolution(4, 2, new(7, 3, 2, 1, 2), new(6, 2, 3, 2, 3), groups: 2), 4 * 7 * 6, 2 * 3 * 3),
        ["signal"] = (new OracleConvolution(3, 4, OracleWindow.None, new(9, 3, Stride: 2, Padding: 1)), 3 * 9, 4 * 5),
        ["maximum"] = (OraclePooling.Maximum(2, new(4, 2, Stride: 2), new(5, 2, Stride: 2)), 2 * 4 * 5, 2 * 2 * 2),
        ["maximum that overlaps"] = (OraclePooling.Maximum(2, new(5, 3, 2, 1), new(6, 3, 1, 1)), 2 * 5 * 6, 2 * 3 * 6),
        ["maximum of a signal"] = (OraclePooling.Maximum(3, OracleWindow.None, new(7, 3, Stride: 2)), 3 * 7, 3 * 3),
        ["average"] = (OraclePooling.Average(2, new(4, 2, Stride: 2), new(5, 2, Stride: 2)), 2 * 4 * 5, 2 * 2 * 2),
        ["average that overlaps"] = (OraclePooling.Average(2, new(5, 3, 2, 1), new(6, 3, 1, 1)), 2 * 5 * 6, 2 * 3 * 6),
        ["average of a signal"] = (OraclePooling.Average(3, OracleWindow.None, new(7, 3, Stride: 2)), 3 * 7, 3 * 3),
        ["steps"] = (new OracleRecurrent("rnn", 5, 2, 3, allSteps: true), 5 * 2, 5 * 3),
        ["gates"] = (new OracleRecurrent("gru", 5, 2, 3, allSteps: true), 5 * 2, 5 * 3),
        ["gates and the last step"] = (new OracleRecurrent("gru", 4, 1, 2, allSteps: false), 4, 2),
        ["memory"] = (new OracleRecurrent("lstm", 5, 2, 3, allSteps: true), 5 * 2, 5 * 3),
        ["memory and the last step"] = (new OracleRecurrent("lstm", 4, 1, 2, allSteps: false), 4, 2),
        ["layer norm"] = (new OracleLayerNorm(7), 7, 7),
        ["scale"] = (new OracleScale([2, -1, 0.5], [0, 1, -3]), 3, 3),
        ["clip"] = (new OracleClip([0.3, -1, 0.15, 0.5, 0.1, 0.1], [0.9, 0.35, 0.2, 2, 0.7, 0.55]), 6, 6),
        ["activation of some"] = (new OracleActivate(2, 3, OracleActivation.Named("Softmax")), 7, 7),
        ["global average"] = (OraclePooling.GlobalAverage(3, 4, 5), 3 * 4 * 5, 3),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_IsTheSlopeOfForward(string name)
    {
        var (layer, inputs, outputs) = Layers[name];
        var random = new Random(11);
        // No two are equal, nor nearer than a step: a maximum stays where it is.
        double[] input = [.. Enumerable.Range(1, inputs).Select(i => (double)i / inputs)];
        random.Shuffle(input);
        double[] parameters = Draw(layer.ParameterCount);
        double[] dz = Draw(outputs);
        Assert.Equal(outputs, layer.Forward(Exact(input), parameters).Length);

        var (dx, gradient) = layer.Backward(Exact(input), Exact(dz), parameters);

        AssertSlopes(input, dx, moved => Objective(moved, parameters));
        AssertSlopes(parameters, Sums(gradient), moved => Objective(input, moved));

        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];

        double Objective(double[] x, double[] w) => Values(layer.Forward(Exact(x), w)).Zip(dz, (z, d) => z * d).Sum();
    }

    [Fact]
    public void BatchNorm_BackwardIsTheSlopeOfForward_OverTheWholeBatch()
    {
        const int Channels = 3, Pixels = 4, Samples = 5;
        var layer = new OracleBatchNorm(Channels, Pixels);
        var random = new Random(7);
        double[][] inputs = [.. Enumerable.Range(0, Samples).Select(_ => Draw(Channels * Pixels))], dz = [.. inputs.Select(input => Draw(input.Length))];
        double[] parameters = Draw(4 * Channels);

        var (dx, gradient) = layer.TrainBack(Exactly(inputs), Exactly(dz), parameters);

        for (int n = 0; n < Samples; n++)
            AssertSlopes(inputs[n], dx[n], moved => Objective([.. inputs.Select((input, other) => other == n ? moved : input)], parameters));
        AssertSlopes(parameters[..(2 * Channels)], Sums(gradient), moved => Objective(inputs, [.. moved, .. parameters[(2 * Channels)..]]));

        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];

        Approximate[][] Exactly(double[][] rows) => Array.ConvertAll(rows, Exact);

        double Objective(double[][] x, double[] w) => layer.Train(Exactly(x), w).Zip(dz, (z, d) => Values(z).Zip(d, (a, b) => a * b).Sum()).Sum();
    }

    /// <summary>torch.nn.BatchNorm1d(2) on [[1, 10], [2, 20], [6, 60]] with weight [2, 0.5], bias [0, 1]: mean 3 and 30, variance 14/3 and 1400/3.</summary>
    [Fact]
    public void BatchNorm_OfThreeSamples()
    {
        var layer = new OracleBatchNorm(2, 1);
        double[] parameters = [2, 0.5, 0, 1, 0, 0, 1, 1];
        Approximate[][] inputs = [Exact([1, 10]), Exact([2, 20]), Exact([6, 60])];

        Approximate[][] z = layer.Train(inputs, parameters);

        double inverse = 1 / Math.Sqrt((14.0 / 3) + 1e-5), other = 1 / Math.Sqrt((1400.0 / 3) + 1e-5);
        Assert.Equal([-2 * 2 * inverse, 1 - (20 * 0.5 * other)], Values(z[0]), Near);
        Assert.Equal([3 * 2 * inverse, 1 + (30 * 0.5 * other)], Values(z[2]), Near);
        Assert.Equal([0.3, 3, 0.9 + 0.7, 0.9 + 70], Values(layer.Running(inputs, parameters)), Near);
        Assert.Equal([2 / Math.Sqrt(1 + 1e-5), 1 + (5 / Math.Sqrt(1 + 1e-5))], Values(layer.Forward(inputs[0], parameters)), Near);

        static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;
    }

    [Fact]
    public void Convolution_OfASquare()
    {
        var layer = new OracleConvolution(1, 1, new(3, 2), new(3, 2));
        Check(
            layer, input: [1, 2, 3, 4, 5, 6, 7, 8, 9], parameters: [1, 2, 3, 4, 10], z: [47, 57, 77, 87],
            dz: [1, 0, 0, 2], dx: [1, 2, 0, 3, 6, 4, 0, 6, 8], gradient: [11, 14, 20, 23, 3]);
    }

    [Fact]
    public void Convolution_KnowsHeightFromWidth()
    {
        var layer = new OracleConvolution(1, 1, new(2, 2), new(3, 1));
        Check(
            layer, input: [1, 2, 3, 4, 5, 6], parameters: [1, 10, 0], z: [41, 52, 63],
            dz: [1, 2, 3], dx: [1, 2, 3, 10, 20, 30], gradient: [14, 32, 6]);
    }

    [Fact]
    public void Convolution_HasAKernelForEveryPairOfChannels()
    {
        var layer = new OracleConvolution(2, 2, new(1, 1), new(2, 1));
        Check(
            layer, input: [1, 2, 3, 4], parameters: [10, 20, 30, 40, 1, 2], z: [71, 101, 152, 222],
            dz: [1, 0, 0, 1], dx: [10, 30, 20, 40], gradient: [1, 3, 2, 4, 1, 1]);
    }

    [Fact]
    public void Convolution_OfASignal_WithStridePaddingDilationAndGroups()
    {
        var layer = new OracleConvolution(2, 2, OracleWindow.None, new(4, 2, Stride: 2, Padding: 1, Dilation: 2), groups: 2);
        Check(
            layer, input: [1, 2, 3, 4, 5, 6, 7, 8], parameters: [10, 1, 100, 1000, 0.5, -1], z: [2.5, 24.5, 5999, 8599],
            dz: [1, 2, 3, 4], dx: [0, 21, 0, 2, 0, 3400, 0, 4000], gradient: [4, 10, 24, 50, 3, 7]);
    }

    [Fact]
    public void Maximum_GivesTheGradientToTheFirstOfEquals()
    {
        var layer = OraclePooling.Maximum(1, new(4, 2, Stride: 2), new(4, 2, Stride: 2));
        Check(
            layer, input: [1, 5, 2, 2, 5, 3, 2, 2, -1, -2, 0, 7, -3, -4, 8, 0], parameters: [], z: [5, 2, -1, 8],
            dz: [1, 2, 3, 4], dx: [0, 1, 2, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 4, 0], gradient: []);
    }

    [Fact]
    public void Maximum_IsNeverOfPadding()
    {
        var layer = OraclePooling.Maximum(1, OracleWindow.None, new(3, 3, Stride: 2, Padding: 1));
        Check(layer, input: [-3, -2, -1], parameters: [], z: [-2, -1], dz: [1, 2], dx: [0, 1, 2], gradient: []);
    }

    [Fact]
    public void Average_CountsPaddingAsZeros()
    {
        var layer = OraclePooling.Average(1, OracleWindow.None, new(3, 3, Stride: 2, Padding: 1));
        Check(layer, input: [3, 6, 9], parameters: [], z: [3, 5], dz: [3, 6], dx: [1, 3, 2], gradient: []);
    }

    [Fact]
    public void Average_LeavesWhatNoWindowHasRoomFor()
    {
        var layer = OraclePooling.Average(1, new(3, 2, Stride: 2), new(3, 2, Stride: 2));
        Check(layer, input: [1, 2, 3, 4, 5, 6, 7, 8, 9], parameters: [], z: [3], dz: [8], dx: [2, 2, 0, 2, 2, 0, 0, 0, 0], gradient: []);
    }

    [Fact]
    public void GlobalAverage_IsOneNumberPerChannel()
    {
        var layer = OraclePooling.GlobalAverage(2, 2, 2);
        Check(layer, input: [1, 2, 3, 4, 5, 5, 5, 9], parameters: [], z: [2.5, 6], dz: [4, 8], dx: [1, 1, 1, 1, 2, 2, 2, 2], gradient: []);
    }

    /// <summary>A mean of 3 and a variance of 5, of which the square root of 5.00001 is taken.</summary>
    [Fact]
    public void LayerNorm_IsOfAllValuesOfASample()
    {
        double inverse = 1 / Math.Sqrt(5.00001);
        Check(
            new OracleLayerNorm(4), input: [0, 2, 4, 6], parameters: [1, 2, 3, -1, 0, 1, 0, 10], z: [-3 * inverse, 1 - 2 * inverse, 3 * inverse, 10 - 3 * inverse],
            dz: [2, 0, 0, 0], dx: [inverse * (1.5 - 4.5 * inverse * inverse), inverse * (-0.5 - 1.5 * inverse * inverse), inverse * (-0.5 + 1.5 * inverse * inverse), inverse * (-0.5 + 4.5 * inverse * inverse)],
            gradient: [-6 * inverse, 0, 0, 0, 2, 0, 0, 0]);
    }

    [Fact]
    public void Window_WithoutRoomForItsKernel_IsRefused()
    {
        var window = new OracleWindow(Size: 1, Kernel: 2, Stride: 2, Padding: 1, Dilation: 3);
        var exception = Assert.Throws<InvalidOperationException>(() => window.Outputs);
        Assert.Equal("A kernel of 2 taps 3 apart has no room in 1 values with 1 more in front and 1 behind.", exception.Message);
    }

    private static void Check(OracleLayer layer, double[] input, double[] parameters, double[] z, double[] dz, double[] dx, double[] gradient)
    {
        Assert.Equal(parameters.Length, layer.ParameterCount);
        AssertNear(z, layer.Forward(Exact(input), parameters));
        var (inputGradient, parameterGradient) = layer.Backward(Exact(input), Exact(dz), parameters);
        AssertNear(dx, inputGradient);
        AssertNear(gradient, Sums(parameterGradient));
    }

    private static void AssertSlopes(double[] at, Approximate[] gradient, Func<double[], double> objective)
    {
        double[] slopes = [.. at.Select((_, i) => (Moved(i, +Step) - Moved(i, -Step)) / (2 * Step))];
        AssertNear(slopes, gradient, 1e-8);

        double Moved(int i, double step)
        {
            double[] moved = [.. at];
            moved[i] += step;
            return objective(moved);
        }
    }

    private static void AssertNear(double[] expected, Approximate[] actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, i) => Assert.Equal(value, actual[i].Value, tolerance));
    }

    private static Approximate[] Exact(double[] values) => Array.ConvertAll(values, value => (Approximate)value);

    private static double[] Values(Approximate[] values) => Array.ConvertAll(values, value => value.Value);

    private static Approximate[] Sums(Approximate.Total[] totals) => Array.ConvertAll(totals, total => total.Sum);
}
