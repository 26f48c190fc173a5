using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Training;

namespace NetGen;

/// <summary><see cref="Adam"/> with Nesterov's momentum (Dozat, 2016).</summary>
public sealed record NAdam : Optimizer
{
    /// <summary>The rule with these hyperparameters.</summary>
    /// <param name="learningRate">The size of a step; not negative.</param>
    /// <param name="betas">How slowly the means of the gradient and of its square forget: from 0 to below 1; (0.9, 0.999) unless given.</param>
    /// <param name="eps">Added to the denominator; above 0.</param>
    /// <param name="weightDecay">This many times the parameters is added to the gradient; not negative.</param>
    /// <param name="momentumDecay">How fast the momentum rises to its full size; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public NAdam(double learningRate = 2e-3, (double First, double Second)? betas = null, double eps = 1e-8, double weightDecay = 0, double momentumDecay = 4e-3)
        : base(learningRate)
    {
        Betas = Require.Betas(betas, (0.9, 0.999));
        Eps = Require.Positive(eps);
        WeightDecay = Require.NotNegative(weightDecay);
        MomentumDecay = Require.NotNegative(momentumDecay);
    }

    /// <summary>How slowly the means of the gradient and of its square forget.</summary>
    public (double First, double Second) Betas { get; }

    /// <summary>Added to the denominator.</summary>
    public double Eps { get; }

    /// <summary>This many times the parameters is added to the gradient.</summary>
    public double WeightDecay { get; }

    /// <summary>How fast the momentum rises to its full size.</summary>
    public double MomentumDecay { get; }

    internal override Updater<T> Start<T>(int length)
    {
        // The product of all momenta so far follows from the number of steps, so that it need not be saved. Once 0, it stays so.
        double product = 1;
        long at = 0;
        return new Updater<T, Rule<T>>(length, ["exp_avg", "exp_avg_sq"], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (step, rate) =>
        {
            while (at < step && product > 0)
                product *= Momentum(++at);
            return new(this, step, rate, product);
        });
    }

    private double Momentum(long step) => Betas.First * (1 - 0.5 * Math.Pow(0.96, step * MomentumDecay));

    /// <remarks>a: the mean of the gradient; b: of its square.</remarks>
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Rule<T>(NAdam options, long step, double rate, double product) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _gradientRate = Splat.Of<T>(rate * (1 - options.Momentum(step)) / (1 - product));
        private readonly Vector<T> _meanRate = Splat.Of<T>(rate * options.Momentum(step + 1) / (1 - product * options.Momentum(step + 1)));
        private readonly Vector<T> _decay = Splat.Of<T>(options.WeightDecay);
        private readonly Vector<T> _eps = Splat.Of<T>(options.Eps);
        private readonly Vector<T> _rest1 = Splat.Of<T>(1 - options.Betas.First);
        private readonly Vector<T> _beta2 = Splat.Of<T>(options.Betas.Second);
        private readonly Vector<T> _rest2 = Splat.Of<T>(1 - options.Betas.Second);
        private readonly Vector<T> _root = Splat.Of<T>(1 / (1 - Math.Pow(options.Betas.Second, step)));

        public static int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c)
        {
            g += _decay * p;
            a += _rest1 * (g - a);
            b = _beta2 * b + _rest2 * g * g;
            Vector<T> denominator = Vector.SquareRoot(b * _root) + _eps;
            return p - _gradientRate * (g / denominator) - _meanRate * (a / denominator);
        }
    }
}
