using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Training;

namespace NetGen;

/// <summary>Steps by the sign of a mixture of gradient and momentum (Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023, algorithm 2).</summary>
public sealed record Lion : Optimizer
{
    /// <summary>The rule with these hyperparameters.</summary>
    /// <param name="learningRate">The size of a step; not negative.</param>
    /// <param name="betas">How much of the momentum is in the step, and in the next momentum: from 0 to below 1; (0.9, 0.99) unless given.</param>
    /// <param name="weightDecay">This share of the parameters, times the rate, is taken off them; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Lion(double learningRate = 1e-4, (double First, double Second)? betas = null, double weightDecay = 0)
        : base(learningRate)
    {
        Betas = Require.Betas(betas, (0.9, 0.99));
        WeightDecay = Require.NotNegative(weightDecay);
    }

    /// <summary>How much of the momentum is in the step, and in the next momentum.</summary>
    public (double First, double Second) Betas { get; }

    /// <summary>This share of the parameters, times the rate, is taken off them.</summary>
    public double WeightDecay { get; }

    internal override Updater<T> Start<T>(int length) => new Updater<T, Rule<T>>(length, ["exp_avg"], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (_, rate) => new(this, rate));

    /// <remarks>a: the momentum.</remarks>
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Rule<T>(Lion options, double rate) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Splat.Of<T>(rate);
        private readonly Vector<T> _decay = Splat.Of<T>(options.WeightDecay);
        private readonly Vector<T> _beta1 = Splat.Of<T>(options.Betas.First);
        private readonly Vector<T> _rest1 = Splat.Of<T>(1 - options.Betas.First);
        private readonly Vector<T> _beta2 = Splat.Of<T>(options.Betas.Second);
        private readonly Vector<T> _rest2 = Splat.Of<T>(1 - options.Betas.Second);

        public static int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c)
        {
            Vector<T> direction = Splat.Sign(_beta1 * a + _rest1 * g);
            a = _beta2 * a + _rest2 * g;
            return p - _rate * (direction + _decay * p);
        }
    }
}
