using NetGen.Training;

namespace NetGen;

/// <summary>
/// The rate rises evenly to its full size over the first epochs, then another schedule starts: PyTorch's <c>LinearLR</c>
/// followed by another in a <c>SequentialLR</c>.
/// </summary>
public sealed record LinearWarmUp : Schedule
{
    /// <summary>The schedule with these settings.</summary>
    /// <param name="totalIters">The number of epochs of the rise; at least 1.</param>
    /// <param name="then">What follows, its epochs counted from the end of the rise; the full rate when null.</param>
    /// <param name="startFactor">The share of the rate in the first epoch; from 0 to 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public LinearWarmUp(int totalIters = 5, Schedule? then = null, double startFactor = 1.0 / 3)
    {
        TotalIters = totalIters >= 1 ? totalIters : throw new ArgumentOutOfRangeException(nameof(totalIters), totalIters, "Expected at least 1 epoch.");
        Then = then is OneCycle ? throw new ArgumentException("OneCycle warms up by itself; give another schedule.", nameof(then)) : then;
        StartFactor = Require.Share(startFactor);
    }

    /// <summary>The number of epochs of the rise; at least 1.</summary>
    public int TotalIters { get; }

    /// <summary>What follows, its epochs counted from the end of the rise; the full rate when null.</summary>
    public Schedule? Then { get; }

    /// <summary>The share of the rate in the first epoch.</summary>
    public double StartFactor { get; }

    internal override Pace Start(double learningRate, long batches) => new WarmUp(this, learningRate, Then?.Start(learningRate, batches));

    private sealed class WarmUp(LinearWarmUp schedule, double learningRate, Pace? then) : Pace
    {
        private int _epochs;

        public override double Rate(int epoch, long batch) => epoch < schedule.TotalIters
            ? learningRate * (schedule.StartFactor + (1 - schedule.StartFactor) * epoch / schedule.TotalIters)
            : then?.Rate(epoch - schedule.TotalIters, batch) ?? learningRate;

        public override void Report(double loss)
        {
            if (++_epochs > schedule.TotalIters)
                then?.Report(loss);
        }
    }
}
