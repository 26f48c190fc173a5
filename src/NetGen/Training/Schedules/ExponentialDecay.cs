namespace NetGen;

/// <summary>The rate is multiplied by a factor every epoch: PyTorch's <c>ExponentialLR</c>.</summary>
public sealed record ExponentialDecay : EpochSchedule
{
    /// <summary>The schedule with these settings.</summary>
    /// <param name="gamma">The factor.</param>
    public ExponentialDecay(double gamma)
    {
        Gamma = gamma;
    }

    /// <summary>The factor.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public override double RateAt(double learningRate, int epoch) => learningRate * Math.Pow(Gamma, epoch);
}
