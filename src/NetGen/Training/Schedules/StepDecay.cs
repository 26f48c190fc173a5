using NetGen.Training;

namespace NetGen;

/// <summary>The rate is multiplied by a factor every few epochs: PyTorch's <c>StepLR</c>.</summary>
public sealed record StepDecay : EpochSchedule
{
    /// <summary>The schedule with these settings.</summary>
    /// <param name="stepSize">The number of epochs between changes; at least 1.</param>
    /// <param name="gamma">The factor; not negative.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public StepDecay(int stepSize, double gamma = 0.1)
    {
        StepSize = stepSize >= 1 ? stepSize : throw new ArgumentOutOfRangeException(nameof(stepSize), stepSize, "Expected at least 1 epoch.");
        Gamma = Require.NotNegative(gamma);
    }

    /// <summary>The number of epochs between changes; at least 1.</summary>
    public int StepSize { get; }

    /// <summary>The factor.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public override double RateAt(double learningRate, int epoch) => learningRate * Math.Pow(Gamma, epoch / StepSize);
}
