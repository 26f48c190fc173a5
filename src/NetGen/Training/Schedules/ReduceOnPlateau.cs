using NetGen.Training;

namespace NetGen;

/// <summary>
/// The rate is multiplied by a factor when the validation loss (the loss, when nothing is validated) has not become lower for
/// a while: PyTorch's <c>ReduceLROnPlateau</c> with a relative threshold.
/// </summary>
public sealed record ReduceOnPlateau : Schedule
{
    /// <summary>The schedule with these settings.</summary>
    /// <param name="factor">What the rate is multiplied by; below 1.</param>
    /// <param name="patience">The number of epochs without a lower loss that are let pass.</param>
    /// <param name="threshold">A loss is lower when it is below the lowest by this share of it; not negative.</param>
    /// <param name="cooldown">The number of epochs after a change that are not counted.</param>
    /// <param name="minLr">The lowest rate; not negative.</param>
    /// <param name="eps">A change smaller than this is not made; not negative.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public ReduceOnPlateau(double factor = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double minLr = 0, double eps = 1e-8)
    {
        Factor = factor is > 0 and < 1 ? factor : throw new ArgumentOutOfRangeException(nameof(factor), factor, "Expected a number between 0 and 1.");
        Patience = patience;
        Threshold = Require.NotNegative(threshold);
        Cooldown = cooldown;
        MinLr = Require.NotNegative(minLr);
        Eps = Require.NotNegative(eps);
    }

    /// <summary>What the rate is multiplied by; below 1.</summary>
    public double Factor { get; }

    /// <summary>The number of epochs without a lower loss that are let pass.</summary>
    public int Patience { get; }

    /// <summary>A loss is lower when it is below the lowest by this share of it.</summary>
    public double Threshold { get; }

    /// <summary>The number of epochs after a change that are not counted.</summary>
    public int Cooldown { get; }

    /// <summary>The lowest rate.</summary>
    public double MinLr { get; }

    /// <summary>A change smaller than this is not made.</summary>
    public double Eps { get; }

    internal override Pace Start(double learningRate, long batches) => new Plateau(this, learningRate);

    private sealed class Plateau(ReduceOnPlateau schedule, double learningRate) : Pace
    {
        private double _rate = learningRate, _lowest = double.PositiveInfinity;
        private int _bad, _cooldown;

        public override double Rate(int epoch, long batch) => _rate;

        public override void Report(double loss)
        {
            _bad++;
            if (loss < _lowest * (1 - schedule.Threshold))
            {
                _lowest = loss;
                _bad = 0;
            }
            if (_cooldown > 0)
            {
                _cooldown--;
                _bad = 0;
            }
            if (_bad <= schedule.Patience)
                return;
            double next = Math.Max(_rate * schedule.Factor, schedule.MinLr);
            if (_rate - next > schedule.Eps)
                _rate = next;
            _cooldown = schedule.Cooldown;
            _bad = 0;
        }
    }
}
