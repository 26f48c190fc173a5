using NetGen.Training;

namespace NetGen;

/// <summary>How the learning rate changes during <c>Fit</c>. Immutable. The formulas are those of <c>torch.optim.lr_scheduler</c>.</summary>
public abstract record Schedule
{
    private protected Schedule()
    {
    }

    /// <summary>Begins a training.</summary>
    /// <param name="learningRate">The optimizer's own.</param>
    /// <param name="batches">The number of batches in all epochs.</param>
    internal abstract Pace Start(double learningRate, long batches);
}

/// <summary>A schedule that depends on the number of epochs alone.</summary>
public abstract record EpochSchedule : Schedule
{
    private protected EpochSchedule()
    {
    }

    /// <summary>The rate of an epoch.</summary>
    /// <param name="learningRate">The optimizer's own.</param>
    /// <param name="epoch">Counted from 0.</param>
    public abstract double RateAt(double learningRate, int epoch);

    internal override Pace Start(double learningRate, long batches) => new EpochPace(this, learningRate);

    private sealed class EpochPace(EpochSchedule schedule, double learningRate) : Pace
    {
        public override double Rate(int epoch, long batch) => schedule.RateAt(learningRate, epoch);
    }
}
