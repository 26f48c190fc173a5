using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Training;

namespace NetGen;

/// <summary>Steps in the units of the parameters, from running means of squared gradients and of squared steps (Zeiler, 2012).</summary>
public sealed record AdaDelta : Optimizer
{
    /// <summary>The rule with these hyperparameters.</summary>
    /// <param name="learningRate">The size of a step; not negative.</param>
    /// <param name="rho">How slowly the means forget: from 0 to below 1.</param>
    /// <param name="eps">Added to the denominator; above 0.</param>
    /// <param name="weightDecay">This many times the parameters is added to the gradient; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public AdaDelta(double learningRate = 1, double rho = 0.9, double eps = 1e-6, double weightDecay = 0)
        : base(learningRate)
    {
        Rho = Require.Decay(rho);
        Eps = Require.Positive(eps);
        WeightDecay = Require.NotNegative(weightDecay);
    }

    /// <summary>How slowly the means forget.</summary>
    public double Rho { get; }

    /// <summary>Added to the denominator.</summary>
    public double Eps { get; }

    /// <summary>This many times the parameters is added to the gradient.</summary>
    public double WeightDecay { get; }

    internal override Updater<T> Start<T>(int length) => new Updater<T, Rule<T>>(length, ["square_avg", "acc_delta"], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (_, rate) => new(this, rate));

    /// <remarks>a: the mean of squared gradients; b: of squared steps.</remarks>
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Rule<T>(AdaDelta options, double rate) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Splat.Of<T>(rate);
        private readonly Vector<T> _rho = Splat.Of<T>(options.Rho);
        private readonly Vector<T> _rest = Splat.Of<T>(1 - options.Rho);
        private readonly Vector<T> _eps = Splat.Of<T>(options.Eps);
        private readonly Vector<T> _decay = Splat.Of<T>(options.WeightDecay);

        public static int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c)
        {
            g += _decay * p;
            a = _rho * a + _rest * g * g;
            Vector<T> delta = Vector.SquareRoot(b + _eps) / Vector.SquareRoot(a + _eps) * g;
            b = _rho * b + _rest * delta * delta;
            return p - _rate * delta;
        }
    }
}
