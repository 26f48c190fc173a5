using NetGen.Training;

namespace NetGen;

/// <summary>
/// The rate rises along half a cosine to its peak and falls to next to nothing, batch by batch over the whole training:
/// PyTorch's <c>OneCycleLR</c> with two phases (Smith and Topin, 2018), without its change of momentum.
/// </summary>
public sealed record OneCycle : Schedule
{
    /// <summary>The schedule with these settings.</summary>
    /// <param name="maxLr">The peak, whatever the optimizer's own rate is; not negative.</param>
    /// <param name="pctStart">The share of the training that the rise takes; from 0 to 1.</param>
    /// <param name="divFactor">The first rate is the peak divided by this; above 0.</param>
    /// <param name="finalDivFactor">The last rate is the first divided by this; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public OneCycle(double maxLr, double pctStart = 0.3, double divFactor = 25, double finalDivFactor = 1e4)
    {
        MaxLr = Require.NotNegative(maxLr);
        PctStart = Require.Share(pctStart);
        DivFactor = Require.Positive(divFactor);
        FinalDivFactor = Require.Positive(finalDivFactor);
    }

    /// <summary>The peak, whatever the optimizer's own rate is.</summary>
    public double MaxLr { get; }

    /// <summary>The share of the training that the rise takes.</summary>
    public double PctStart { get; }

    /// <summary>The first rate is the peak divided by this.</summary>
    public double DivFactor { get; }

    /// <summary>The last rate is the first divided by this.</summary>
    public double FinalDivFactor { get; }

    internal override Pace Start(double learningRate, long batches) => new Cycle(this, batches);

    /// <summary>The rate of a batch.</summary>
    /// <param name="batch">Counted from 0.</param>
    /// <param name="batches">The number of batches in all epochs.</param>
    public double RateAt(long batch, long batches)
    {
        double first = MaxLr / DivFactor, peak = PctStart * batches - 1, end = batches - 1;
        return batch <= peak
            ? Anneal(first, MaxLr, peak == 0 ? 1 : batch / peak)
            : Anneal(MaxLr, first / FinalDivFactor, end == peak ? 1 : (batch - peak) / (end - peak));
    }

    private static double Anneal(double from, double to, double share) => to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share));

    private sealed class Cycle(OneCycle schedule, long batches) : Pace
    {
        public override double Rate(int epoch, long batch) => schedule.RateAt(batch, batches);
    }
}
