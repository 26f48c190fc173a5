using NetGen.Training;

namespace NetGen;

/// <summary>The rate falls along half a cosine, and rises again after that: PyTorch's <c>CosineAnnealingLR</c>.</summary>
public sealed record CosineAnnealing : EpochSchedule
{
    /// <summary>The schedule with these settings.</summary>
    /// <param name="tMax">The number of epochs to the lowest rate; at least 1.</param>
    /// <param name="etaMin">The lowest rate; not negative.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public CosineAnnealing(int tMax, double etaMin = 0)
    {
        TMax = tMax >= 1 ? tMax : throw new ArgumentOutOfRangeException(nameof(tMax), tMax, "Expected at least 1 epoch.");
        EtaMin = Require.NotNegative(etaMin);
    }

    /// <summary>The number of epochs to the lowest rate; at least 1.</summary>
    public int TMax { get; }

    /// <summary>The lowest rate.</summary>
    public double EtaMin { get; }

    /// <inheritdoc/>
    public override double RateAt(double learningRate, int epoch) =>
        EtaMin + (learningRate - EtaMin) * (1 + Math.Cos(Math.PI * epoch / TMax)) / 2;
}
