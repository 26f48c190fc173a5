using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Training;

namespace NetGen;

/// <summary>Steps divided by the root of a running mean of squared gradients (Hinton, 2012), centred and with momentum if asked for.</summary>
public sealed record RmsProp : Optimizer
{
    /// <summary>The rule with these hyperparameters.</summary>
    /// <param name="learningRate">The size of a step; not negative.</param>
    /// <param name="alpha">How slowly the means forget: from 0 to below 1.</param>
    /// <param name="eps">Added to the denominator; above 0.</param>
    /// <param name="weightDecay">This many times the parameters is added to the gradient; not negative.</param>
    /// <param name="momentum">How much of the last step's direction is kept; not negative.</param>
    /// <param name="centered">Whether the running mean of the gradient is taken out, so that its variance remains.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RmsProp(double learningRate = 1e-2, double alpha = 0.99, double eps = 1e-8, double weightDecay = 0, double momentum = 0, bool centered = false)
        : base(learningRate)
    {
        Alpha = Require.Decay(alpha);
        Eps = Require.Positive(eps);
        WeightDecay = Require.NotNegative(weightDecay);
        Momentum = Require.NotNegative(momentum);
        Centered = centered;
    }

    /// <summary>How slowly the means forget.</summary>
    public double Alpha { get; }

    /// <summary>Added to the denominator.</summary>
    public double Eps { get; }

    /// <summary>This many times the parameters is added to the gradient.</summary>
    public double WeightDecay { get; }

    /// <summary>How much of the last step's direction is kept.</summary>
    public double Momentum { get; }

    /// <summary>Whether the running mean of the gradient is taken out.</summary>
    public bool Centered { get; }

    internal override Updater<T> Start<T>(int length) => new Updater<T, Rule<T>>(length, ["square_avg", "momentum_buffer", "grad_avg"], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (_, rate) => new(this, rate));

    /// <remarks>a: the mean of squares; b: the momentum; c: the mean.</remarks>
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Rule<T>(RmsProp options, double rate) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Splat.Of<T>(rate), _alpha = Splat.Of<T>(options.Alpha), _rest = Splat.Of<T>(1 - options.Alpha);
        private readonly Vector<T> _eps = Splat.Of<T>(options.Eps), _decay = Splat.Of<T>(options.WeightDecay), _momentum = Splat.Of<T>(options.Momentum);
        private readonly bool _centered = options.Centered;

        public static int States => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c)
        {
            g += _decay * p;
            a = _alpha * a + _rest * g * g;
            Vector<T> square = a;
            if (_centered)
            {
                c += _rest * (g - c);
                square -= c * c;
            }
            b = _momentum * b + g / (Vector.SquareRoot(square) + _eps);
            return p - _rate * b;
        }
    }
}
