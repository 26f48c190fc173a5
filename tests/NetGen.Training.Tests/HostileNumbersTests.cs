namespace NetGen.Training.Tests;

/// <summary>Whatever number a gradient is, a step leaves finite parameters; where its loss or its gradient is not finite, there is no step.</summary>
public sealed class HostileNumbersTests
{
    private static readonly double[] Slopes =
    [
        0, -0.0, double.Epsilon, -double.Epsilon, 1e-310, -1e-310, 1e-160, 1e38, -1e38, 1e150, -1e150,
        1e160, -1e160, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    public static TheoryData<Optimizer> Optimizers => GuaranteeTests.Optimizers;

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Step_LeavesFiniteParametersOrChangesNothing(Optimizer optimizer)
    {
        double[] usual = Step(At0(optimizer), 0.5).Parameters;
        int refused = 0;
        foreach (double slope in Slopes)
        {
            Trainer<Line, double> trainer = At0(optimizer);

            (double loss, double[] parameters) = Step(trainer, slope);

            if (double.IsFinite(loss))
            {
                Assert.True(parameters.All(double.IsFinite), $"{slope}: {string.Join(", ", parameters)}");
                Assert.True(slope != 0 || parameters.All(parameter => parameter == 0), $"{slope}: {string.Join(", ", parameters)}");
                Assert.True(double.IsFinite(Step(trainer, 0.5).Parameters[1]), $"The step after {slope}");
            }
            else
            {
                refused++;
                Assert.Equal([0, 0], parameters);
                Assert.Equal(0, trainer.Steps);
                Assert.Equal(usual, Step(trainer, 0.5).Parameters);
            }
        }
        Assert.Equal(7, refused);
    }

    /// <summary>At the weight 1.8 the output is 1.8e19, whose loss is finite in single precision and whose gradient is not.</summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Step_OnAGradientThatOverflows_IsNone(Optimizer optimizer)
    {
        var network = new SingleLine(1);
        network.SetParameters([1.8f, 0]);
        Trainer<SingleLine, float> trainer = network.Trainer(optimizer);

        Assert.True(float.IsFinite(trainer.Step([1e19f], [0f])));
        Assert.Equal([1.8f, 0], Parameters(network));
        Assert.Equal(0, trainer.Steps);
        Assert.True(float.IsFinite(trainer.Step([1f], [0f])));
        Assert.NotEqual(1.8f, Parameters(network)[0]);
    }

    [Fact]
    public void Fit_OnAGradientThatOverflows_LeavesTheNetworkAsItWas()
    {
        var network = new SingleLine(1);
        network.SetParameters([1.8f, 0]);

        Assert.Throws<TrainingDivergedException>(() => network.Fit(Dataset.Of([[1e19f]], new float[][] { [0f] }), new() { Epochs = 1 }));
        Assert.Equal([1.8f, 0], Parameters(network));
    }

    [Fact]
    public void Fit_WhoseLastStepOverflows_LeavesTheNetworkAsItWas()
    {
        var network = new SingleLine(1);
        network.SetParameters([1, 0]);

        Assert.Throws<TrainingDivergedException>(() => network.Fit(Dataset.Of([[1e18f]], new float[][] { [0f] }), new() { Epochs = 1, Optimizer = new Sgd(1000) }));
        Assert.Equal([1, 0], Parameters(network));
    }

    private static float[] Parameters(SingleLine network)
    {
        float[] parameters = new float[SingleLine.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static Trainer<Line, double> At0(Optimizer optimizer)
    {
        Trainer<Line, double> trainer = new Line(1).Trainer(optimizer);
        trainer.Network.SetParameters([0, 0]);
        return trainer;
    }

    /// <summary>At parameters 0, the gradient by the weight and by the bias is the slope.</summary>
    private static (double Loss, double[] Parameters) Step(Trainer<Line, double> trainer, double slope)
    {
        double loss = trainer.Step([1.0], [-slope]);
        double[] parameters = new double[Line.ParameterCount];
        trainer.Network.GetParameters(parameters);
        return (loss, parameters);
    }
}
