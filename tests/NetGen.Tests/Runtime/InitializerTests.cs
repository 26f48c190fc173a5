using NetGen.Runtime;

namespace NetGen.Tests.Runtime;

public sealed class InitializerTests
{
    private const int Inputs = 200;
    private const int Outputs = 500;

    private static readonly ParameterLayout Wide = Layouts.Of("", [Inputs, Outputs], panel: 16, multiple: 16, transposedPanel: 8);

    [Theory]
    [InlineData(Initializer.HeNormal, 2.0 / Inputs)]
    [InlineData(Initializer.GlorotNormal, 2.0 / (Inputs + Outputs))]
    [InlineData(Initializer.LeCunNormal, 1.0 / Inputs)]
    [InlineData(Initializer.Normal, 0.3 * 0.3)]
    public void NormalInitializers_HaveTheirVariance(Initializer initializer, double variance)
    {
        double[] weights = Weights(initializer, scale: 0.3);
        AssertMoments(weights, mean: 0, variance, fourthMoment: 3);
        Assert.Contains(weights, weight => Math.Abs(weight) > 3.5 * Math.Sqrt(variance));
        Assert.InRange(weights.Count(weight => Math.Abs(weight) < Math.Sqrt(variance)) / (double)weights.Length, 0.6827 - 0.0074, 0.6827 + 0.0074);
    }

    [Theory]
    [InlineData(Initializer.HeUniform, 6.0 / Inputs)]
    [InlineData(Initializer.GlorotUniform, 6.0 / (Inputs + Outputs))]
    [InlineData(Initializer.LeCunUniform, 3.0 / Inputs)]
    public void UniformInitializers_FillTheirInterval(Initializer initializer, double squaredLimit)
    {
        double limit = Math.Sqrt(squaredLimit);
        double[] weights = Weights(initializer, scale: 1);
        AssertMoments(weights, mean: 0, squaredLimit / 3, fourthMoment: 1.8);
        Assert.InRange(weights.Min(), -limit, -0.999 * limit);
        Assert.InRange(weights.Max(), 0.999 * limit, limit);
    }

    [Fact]
    public void Uniform_GoesFromZeroToScale()
    {
        double[] weights = Weights(Initializer.Uniform, scale: 0.5);
        AssertMoments(weights, mean: 0.25, 0.25 / 12, fourthMoment: 1.8);
        Assert.InRange(weights.Min(), 0, 0.0005);
        Assert.InRange(weights.Max(), 0.4995, 0.5);
    }

    [Theory, InlineData(Initializer.Zeros, 0), InlineData(Initializer.Ones, 1), InlineData(Initializer.Constant, 0.25)]
    public void ConstantInitializers_AreConstant(Initializer initializer, double value) =>
        Assert.All(Weights(initializer, scale: 0.25), weight => Assert.Equal(value, weight));

    [Theory]
    [InlineData(Initializer.HeNormal, 2.0 / Inputs)]
    [InlineData(Initializer.GlorotNormal, 2.0 / (Inputs + Outputs))]
    [InlineData(Initializer.LeCunNormal, 1.0 / Inputs)]
    [InlineData(Initializer.Normal, 0.25)]
    public void NormalInitializers_ScaleTheSameGaussians(Initializer initializer, double variance)
    {
        var random = new PortableRandom(4);
        double[] expected = [.. Enumerable.Range(0, 100).Select(_ => Math.Sqrt(variance) * random.NextGaussian())];
        Assert.Equal(expected, Draw<double>(Wide, seed: 4, [initializer], bias: 0, scale: 0.5)[..100]);
    }

    [Theory]
    [InlineData(Initializer.HeUniform, 6.0 / Inputs)]
    [InlineData(Initializer.GlorotUniform, 6.0 / (Inputs + Outputs))]
    [InlineData(Initializer.LeCunUniform, 3.0 / Inputs)]
    public void UniformInitializers_ScaleTheSameUniforms(Initializer initializer, double squaredLimit)
    {
        var random = new PortableRandom(4);
        double limit = Math.Sqrt(squaredLimit);
        double[] expected = [.. Enumerable.Range(0, 100).Select(_ => -limit + 2 * limit * random.NextUniform())];
        Assert.Equal(expected, Draw<double>(Wide, seed: 4, [initializer], bias: 0)[..100]);
    }

    [Fact]
    public void Initialize_DrawsInParameterOrder_WhateverTheLayout()
    {
        ReadOnlySpan<Initializer> initializers = [Initializer.HeNormal, Initializer.GlorotUniform];
        float[] plain = Draw<float>(Layouts.Of("", [5, 9, 3], panel: 1, multiple: 1, transposedPanel: 0), seed: 3, initializers, bias: 0.5);
        float[] panels = Draw<float>(Layouts.Of("", [5, 9, 3], panel: 8, multiple: 8, transposedPanel: 4), seed: 3, initializers, bias: 0.5);
        Assert.Equal(plain, panels);

        var random = new PortableRandom(3);
        float[] expected =
        [
            .. Enumerable.Range(0, 45).Select(_ => (float)(Math.Sqrt(2.0 / 5) * random.NextGaussian())),
            .. Enumerable.Repeat(0.5f, 9),
            .. Enumerable.Range(0, 27).Select(_ => (float)(-Math.Sqrt(6.0 / 12) + 2 * Math.Sqrt(6.0 / 12) * random.NextUniform())),
            .. Enumerable.Repeat(0.5f, 3),
        ];
        Assert.Equal(expected, plain);
    }

    [Fact]
    public void Initialize_DrawsPicturesInTheOrderOfFiles_WithFansOfAllTaps()
    {
        ReadOnlySpan<Initializer> initializers = [Initializer.GlorotNormal, Initializer.GlorotUniform];
        double[] parameters = Draw<double>(Layouts.Pictures(panel: 8, multiple: 8, transposedPanel: 8, channelMultiple: 4), seed: 3, initializers, bias: 0.5);

        var random = new PortableRandom(3);
        double deviation = Math.Sqrt(2.0 / (75 + 150)), limit = Math.Sqrt(6.0 / 410);
        double[] expected =
        [
            .. Enumerable.Range(0, 450).Select(_ => deviation * random.NextGaussian()),
            .. Enumerable.Repeat(0.5, 6),
            .. Enumerable.Range(0, 4000).Select(_ => -limit + 2 * limit * random.NextUniform()),
            .. Enumerable.Repeat(0.5, 10),
        ];
        Assert.Equal(expected, parameters);
    }

    [Fact]
    public void Initialize_GivesATensorItsOwnFirstValue_AndDrawsNothingForIt()
    {
        var layout = new ParameterLayout(
            "",
            new TensorLayout("layers.0.weight", [3, 2], offset: 0, panelWidth: 4, paddedRows: 4) { First = 1 },
            new TensorLayout("layers.0.bias", [3], offset: 8, panelWidth: 4, paddedRows: 4) { First = 0 },
            new TensorLayout("layers.1.weight", [1, 3], offset: 12, panelWidth: 1, paddedRows: 1),
            new TensorLayout("layers.1.bias", [1], offset: 15, panelWidth: 1, paddedRows: 1));
        double[] block = new double[layout.BlockLength];
        NetGen.Runtime.Parameters.Initialize<double>(layout, block, seed: 5, [Initializer.Normal], 1, 0.25);

        var random = new PortableRandom(5);
        double[] drawn = [random.NextGaussian(), random.NextGaussian(), random.NextGaussian()];
        Assert.Equal([1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, .. drawn, 0.25], block);
        Assert.Equal([false, false, true, false], layout.Tensors.ToArray().Select(tensor => tensor.IsWeight));
    }

    [Fact]
    public void Initialize_DrawsGroupsInTheOrderOfFiles_WithPyTorchsFans()
    {
        TensorLayout weight = new("layers.0.weight", [6, 2, 3], offset: 0, panelWidth: 8, paddedRows: 24) { Groups = 3, Channels = 2 };
        var layout = new ParameterLayout("", weight, new("layers.0.bias", [6], offset: 144, panelWidth: 8, paddedRows: 24) { Groups = 3 });
        double[] parameters = Draw<double>(layout, seed: 3, [Initializer.GlorotNormal], bias: 0.5);

        var random = new PortableRandom(3);
        double deviation = Math.Sqrt(2.0 / (2 * 3 + 6 * 3));
        double[] expected = [.. Enumerable.Range(0, 36).Select(_ => deviation * random.NextGaussian()), .. Enumerable.Repeat(0.5, 6)];
        Assert.Equal(expected, parameters);
    }

    [Fact]
    public void Initialize_GivesTheseForEver()
    {
        ReadOnlySpan<Initializer> initializers = [Initializer.HeNormal, Initializer.GlorotNormal];
        double[] parameters = Draw<double>(Layouts.Iris, seed: 1, initializers, bias: 0);
        Assert.Equal([1.3324692641370945, 0.13419535743135713, 0.9207168459887434, -1.35017396435816], parameters[..4]);
        Assert.Equal([-0.6234512018161411, -0.9092446114965201, 0.3276432883025524, -0.5803442880680492], parameters[30..34]);
        Assert.Equal([0, 0, 0, 0, 0, 0], parameters[24..30]);
        Assert.Equal(parameters.Select(parameter => (float)parameter), Draw<float>(Layouts.Iris, seed: 1, initializers, bias: 0));
    }

    [Fact]
    public void Initialize_DependsOnTheSeedAlone()
    {
        double[] first = Weights(Initializer.HeNormal, scale: 1, seed: 7);
        Assert.Equal(first, Weights(Initializer.HeNormal, scale: 1, seed: 7));
        Assert.NotEqual(first, Weights(Initializer.HeNormal, scale: 1, seed: 8));
        Assert.NotEqual(first, Weights(Initializer.HeNormal, scale: 1, seed: -7));
    }

    public static TheoryData<ParameterLayout> Padded => [Layouts.Iris, Layouts.Pictures(panel: 8, multiple: 8, transposedPanel: 8, channelMultiple: 4)];

    [Theory, MemberData(nameof(Padded), DisableDiscoveryEnumeration = true)]
    public void Initialize_LeavesPaddingZero_AndFillsTransposedCopies(ParameterLayout layout)
    {
        var block = new ParameterBlock<float>(layout.BlockLength);
        NetGen.Runtime.Parameters.Initialize(layout, block.Span, 1, [Initializer.HeNormal, Initializer.HeNormal], 1, 0.25);

        var expected = new ParameterBlock<float>(layout.BlockLength);
        float[] flat = new float[layout.ParameterCount];
        layout.Gather<float>(block.Span, flat);
        layout.Scatter<float>(flat, expected.Span);
        Assert.Equal(expected.Span.ToArray(), block.Span.ToArray());
    }

    [Fact]
    public void Initialize_RefusesAnotherNumberOfInitializers()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => NetGen.Runtime.Parameters.Initialize<float>(Layouts.Iris, new float[1000], 1, [Initializer.HeNormal], 1, 0));
        Assert.Equal("Expected 2 initializers, got 1. (Parameter 'initializers')", exception.Message);
    }

    private static double[] Weights(Initializer initializer, double scale, int seed = 1)
    {
        float[] parameters = Draw<float>(Wide, seed, [initializer], bias: -3, scale);
        Assert.All(parameters[(Inputs * Outputs)..], bias => Assert.Equal(-3, bias));
        return [.. parameters[..(Inputs * Outputs)].Select(weight => (double)weight)];
    }

    private static T[] Draw<T>(ParameterLayout layout, int seed, ReadOnlySpan<Initializer> initializers, double bias, double scale = 1)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var block = new ParameterBlock<T>(layout.BlockLength);
        NetGen.Runtime.Parameters.Initialize(layout, block.Span, seed, initializers, scale, bias);
        T[] parameters = new T[layout.ParameterCount];
        layout.Gather<T>(block.Span, parameters);
        return parameters;
    }

    /// <summary>Mean and variance within five standard errors.</summary>
    private static void AssertMoments(double[] values, double mean, double variance, double fourthMoment)
    {
        double measuredMean = values.Average();
        double measuredVariance = values.Average(value => (value - measuredMean) * (value - measuredMean));
        double meanError = 5 * Math.Sqrt(variance / values.Length);
        double varianceError = 5 * variance * Math.Sqrt((fourthMoment - 1) / values.Length);
        Assert.InRange(measuredMean, mean - meanError, mean + meanError);
        Assert.InRange(measuredVariance, variance - varianceError, variance + varianceError);
    }
}
