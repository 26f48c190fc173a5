namespace NetGen.Insight.Tests;

/// <summary>A right gradient passes, a wrong one is found where it is wrong.</summary>
public sealed class GradientCheckTests
{
    private static readonly float[] Lengths = [5.1f, 3.5f, 1.4f, 0.2f, 6.7f, 3.1f, 4.4f, 1.4f, 6.3f, 3.3f, 6.0f, 2.5f];

    [Fact]
    public void SmallNetwork_IsCheckedDerivativeByDerivative()
    {
        var check = GradientCheck.Run(new Flowers(seed: 1), Lengths, [1, 0, 2]);

        Assert.Equal(Flowers.ParameterCount, check.Count);
        Assert.InRange(check.WorstRelativeError, 0, 2e-3);
        Assert.Equal(check.Worst.RelativeError, check.WorstRelativeError);
    }

    /// <summary>S11: where the tutorial's gradient check begins. Derivatives are so small there that two units in the loss's last place are 2.8e-6.</summary>
    [Fact]
    public void SigmoidEverywhere_FromWeightsCloseToZero_HasTheNumericalGradient()
    {
        double[] inputs = [1, -2, 3, -4, 5, 0.5, 1, 0, -1, 2];

        var check = GradientCheck.Run(new Deep(seed: 1), inputs, [1.0, 0]);

        Assert.Equal(Deep.ParameterCount, check.Count);
        Assert.InRange(check.WorstRelativeError, 0, 5e-6);
    }

    [Fact]
    public void Targets_AreCheckedAsLabelsAre()
    {
        var net = new Flowers(seed: 1);

        var check = GradientCheck.Run(net, Lengths, [0, 1f, 0, 1, 0, 0, 0, 0, 1]);

        Assert.Equal(GradientCheck.Run(net, Lengths, [1, 0, 2]).Worst, check.Worst);
    }

    [Fact]
    public void LargeNetworkInDouble_IsCheckedAlongDirectionsInEachTensor()
    {
        double[] inputs = [.. Enumerable.Range(0, 2 * Wide.InputSize).Select(index => Math.Sin(index))];

        var check = GradientCheck.Run(new Wide(seed: 2), inputs, [1.0, 0]);

        Assert.Equal(4 * GradientCheck.Directions, check.Count);
        Assert.InRange(check.WorstRelativeError, 0, 5e-6);
        Assert.Null(check.Worst.Index);
    }

    /// <summary>Hundreds of units, so that some are within a step of 0, where the shortest step decides: in float, to 6 %.</summary>
    [Fact]
    public void Kinks_AreNoErrors()
    {
        double[] inputs = [.. Enumerable.Range(0, 8).Select(index => Math.Cos(index))];

        Assert.InRange(GradientCheck.Run(new Bent(seed: 3), inputs, [1.0, 2, 3, 4]).WorstRelativeError, 0, 5e-6);
        Assert.InRange(GradientCheck.Run(new BentInSingle(seed: 3), [.. inputs.Select(x => (float)x)], [1f, 2, 3, 4]).WorstRelativeError, 0, 7e-2);
    }

    [Fact]
    public void Network_StaysAsItWasBitForBit()
    {
        var net = new Flowers(seed: 4);
        var before = new float[Flowers.ParameterCount];
        var after = new float[Flowers.ParameterCount];
        net.GetParameters(before);

        _ = GradientCheck.Run(net, Lengths, [1, 0, 2]);

        net.GetParameters(after);
        Assert.Equal(before.Select(BitConverter.SingleToInt32Bits), after.Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [InlineData(0, "layers.0.weight", 0)]
    [InlineData(26, "layers.0.bias", 2)]
    [InlineData(50, "layers.1.bias", 2)]
    public void WrongDerivative_IsFound(int wrong, string tensor, int index)
    {
        var honest = new Flowers(seed: 1);

        var check = GradientCheck.Run(new Liar(honest, gradient => gradient[wrong] += 1), Lengths, [0, 1f, 0, 1, 0, 0, 0, 0, 1]);

        Assert.Equal((tensor, index), (check.Worst.Tensor, check.Worst.Index));
        Assert.Equal(1, check.Worst.Analytic - check.Worst.Numeric, 0.02);
        Assert.InRange(check.WorstRelativeError, 0.1, 2);
        Assert.StartsWith($"51 derivatives, the worst: {tensor}, value {index}: analytic ", check.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void GradientOfTheWrongSign_IsTwiceOff()
    {
        var check = GradientCheck.Run(
            new Liar(new Flowers(seed: 1), gradient => { foreach (ref float part in gradient) part = -part; }), Lengths, [0, 1f, 0, 1, 0, 0, 0, 0, 1]);

        Assert.Equal(2, check.WorstRelativeError, 0.01);
    }

    [Fact]
    public void GradientThatIsNoNumber_IsInfinitelyOff()
    {
        var check = GradientCheck.Run(new Liar(new Flowers(seed: 1), gradient => gradient[7] = float.NaN), Lengths, [0, 1f, 0, 1, 0, 0, 0, 0, 1]);

        Assert.Equal((double.PositiveInfinity, 7), (check.WorstRelativeError, check.Worst.Index));
    }

    [Fact]
    public void LossThatIsNoNumber_IsRefused()
    {
        float[] inputs = [float.NaN, 0, 0, 0];

        var refusal = Assert.Throws<InvalidOperationException>(() => GradientCheck.Run(new Flowers(), inputs, [1]));

        Assert.Contains("The loss is NaN", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongLengths_AreRefused() =>
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(new Flowers(), Lengths, [1, 0]));
}
