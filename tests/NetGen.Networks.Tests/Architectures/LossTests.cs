using NetGen.Compiler.Operations;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>Losses where their formula is delicate: at kinks, where a probability is 0, and which outputs they take at all.</summary>
public sealed class LossTests
{
    [Theory]
    [InlineData("MeanAbsoluteError", 2, 2, 0, 0)]
    [InlineData("MeanAbsoluteError", 2, 5, 3, -1)]
    [InlineData("Huber", 0.5, 0, 0.125, 0.5)]
    [InlineData("Huber", 1, 0, 0.5, 1)]
    [InlineData("Huber", -3, 0, 2.5, -1)]
    [InlineData("LogCosh", 2, 2, 0, 0)]
    [InlineData("LogCosh", 1e-3, 0, 4.9999991666668889e-7, 9.9999966666679999995e-4)]
    [InlineData("LogCosh", -1e4, 0, 9999.30685281944, -1)]
    [InlineData("Hinge", 1, 1, 0, 0)]
    [InlineData("Hinge", 0.5, 1, 0.5, -1)]
    [InlineData("Hinge", 0.5, -1, 1.5, 1)]
    [InlineData("Hinge", -2, -1, 0, 0)]
    public void Loss_OfOneOutput_IsTheTextbooks(string loss, double y, double t, double value, double derivative) => Check("1-1", loss, [y], [t], value, [derivative]);

    [Theory]
    [InlineData("softmax")]
    [InlineData("logsoftmax")]
    public void KullbackLeibler_WhereTargetsAreZero_TakesNothing(string output)
    {
        Check($"2-2:{output}", "KullbackLeibler", [0, 0], [0, 1], Math.Log(2), [0.5, -0.5]);
        Check($"2-2:{output}", "KullbackLeibler", [0, 0], [0.5, 0.5], 0, [0, 0]);
        Check($"2-2:{output}", "KullbackLeibler", [1e4, -1e4], [1, 0], 0, [0, 0]);
        Check($"2-2:{output}", "KullbackLeibler", [1e4, -1e4], [0, 1], 2e4, [1, -1]);
    }

    [Theory]
    [InlineData("softplus", -1e4, 1, 1e4, -1)]
    [InlineData("softplus", -1e4, 0, 0, 0)]
    [InlineData("softplus", 1e4, 0, 1e4, 1)]
    [InlineData("softplus", -37.5, 1, 37.5, -1)]
    [InlineData("softplus", -36.5, 1, 36.5, -1)]
    [InlineData("sigmoid", -1e4, 1, 1e4, -1)]
    [InlineData("sigmoid", 1e4, 1, 1, 0)]
    public void Poisson_WhereTheRateIsTiny_StaysExact(string output, double u, double t, double value, double derivative) =>
        Check($"1-1:{output}", "Poisson", [u], [t], value, [derivative]);

    [Theory]
    [InlineData("CrossEntropy", "Softmax", "LogSoftmax")]
    [InlineData("KullbackLeibler", "Softmax", "LogSoftmax")]
    [InlineData("BinaryCrossEntropy", "Sigmoid")]
    [InlineData("Poisson", "Sigmoid", "Softplus", "Softmax")]
    [InlineData("Hinge", "Identity", "Tanh")]
    public void Loss_AcceptsTheOutputsItHasAMeaningFor(string loss, params string[] outputs) =>
        Assert.Equal(outputs, Registry.Activations.Where(Registry.FindLoss(loss)!.Accepts).Select(activation => activation.Name));

    [Theory]
    [InlineData("MeanSquaredError")]
    [InlineData("HalfMeanSquaredError")]
    [InlineData("SumSquaredError")]
    [InlineData("MeanAbsoluteError")]
    [InlineData("Huber")]
    [InlineData("LogCosh")]
    public void RegressionLoss_AcceptsEveryOutputButLogSoftmax(string loss) =>
        Assert.Equal(["LogSoftmax"], Registry.Activations.Where(activation => !Registry.FindLoss(loss)!.Accepts(activation)).Select(activation => activation.Name));

    /// <summary>A layer that hands its inputs on: the bias gradient is the derivative by the pre-activation.</summary>
    private static void Check(string architecture, string loss, double[] u, double[] t, double value, double[] derivative)
    {
        foreach (var subject in InProcessCompiler.Compile([new Declaration(architecture) { Loss = loss }, new Declaration(architecture) { Loss = loss, IsDouble = true }]))
        {
            int n = u.Length;
            subject.Parameters = [.. Enumerable.Range(0, n * n).Select(i => i / n == i % n ? 1.0 : 0.0), .. new double[n]];
            double[] input = Array.ConvertAll(u, subject.Round);
            var (actual, gradient) = subject.Backward(input, t);
            double roundoffs = 8 * subject.Roundoff;
            Assert.True(Math.Abs(actual - value) <= roundoffs * (1e-9 + Math.Abs(value)), $"{subject}: {actual:R}, not {value:R}");
            Assert.Equal(actual, subject.Evaluate(input, t), roundoffs * (1 + Math.Abs(value)));
            foreach (var (slope, expected) in gradient[^n..].Zip(derivative))
                Assert.True(Math.Abs(slope - expected) <= roundoffs * (1e-9 + Math.Abs(expected)), $"{subject}: slope {slope:R}, not {expected:R}");
        }
    }
}
