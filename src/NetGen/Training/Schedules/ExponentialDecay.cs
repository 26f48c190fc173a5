using NetGen.Training;

namespace NetGen;

/// <summary>The rate is multiplied by a factor every epoch: PyTorch's <c>ExponentialLR</c>.</summary>
public sealed record ExponentialDecay : EpochSchedule
{
    /// <summary>The schedule with these settings.</summary>
    /// <param name="gamma">The factor; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ExponentialDecay(double gamma)
    {
        Gamma = Require.NotNegative(gamma);
    }

    /// <summary>The factor.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public override double RateAt(double learningRate, int epoch) => learningRate * Math.Pow(Gamma, epoch);
}
