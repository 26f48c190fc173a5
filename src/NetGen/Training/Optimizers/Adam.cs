using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Training;

namespace NetGen;

/// <summary>Steps along a running mean of the gradient, divided by the root of one of its square (Kingma and Ba, 2015).</summary>
public sealed record Adam : Optimizer
{
    /// <summary>The rule with these hyperparameters.</summary>
    /// <param name="learningRate">The size of a step; not negative.</param>
    /// <param name="betas">How slowly the means of the gradient and of its square forget: from 0 to below 1; (0.9, 0.999) unless given.</param>
    /// <param name="eps">Added to the denominator; above 0.</param>
    /// <param name="weightDecay">This many times the parameters is added to the gradient; not negative.</param>
    /// <param name="amsgrad">Whether the largest mean of squares so far divides, not the current one (Reddi et al., 2018).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adam(double learningRate = 1e-3, (double First, double Second)? betas = null, double eps = 1e-8, double weightDecay = 0, bool amsgrad = false)
        : base(learningRate)
    {
        Betas = Require.Betas(betas, (0.9, 0.999));
        Eps = Require.Positive(eps);
        WeightDecay = Require.NotNegative(weightDecay);
        Amsgrad = amsgrad;
    }

    /// <summary>How slowly the means of the gradient and of its square forget.</summary>
    public (double First, double Second) Betas { get; }

    /// <summary>Added to the denominator.</summary>
    public double Eps { get; }

    /// <summary>This many times the parameters is added to the gradient.</summary>
    public double WeightDecay { get; }

    /// <summary>Whether the largest mean of squares so far divides.</summary>
    public bool Amsgrad { get; }

    internal override Updater<T> Start<T>(int length) => Amsgrad
        ? new Updater<T, Largest<T>>(length, ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (step, rate) => new(this, step, rate))
        : new Updater<T, Rule<T>>(length, ["exp_avg", "exp_avg_sq"], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (step, rate) => new(this, step, rate));

    /// <remarks>a: the mean of the gradient; b: of its square.</remarks>
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Rule<T>(Adam options, long step, double rate) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Splat.Of<T>(rate / (1 - Math.Pow(options.Betas.First, step)));
        private readonly Vector<T> _decay = Splat.Of<T>(options.WeightDecay), _eps = Splat.Of<T>(options.Eps);
        private readonly Vector<T> _rest1 = Splat.Of<T>(1 - options.Betas.First);
        private readonly Vector<T> _beta2 = Splat.Of<T>(options.Betas.Second), _rest2 = Splat.Of<T>(1 - options.Betas.Second);
        private readonly Vector<T> _root = Splat.Of<T>(1 / Math.Sqrt(1 - Math.Pow(options.Betas.Second, step)));

        public static int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c)
        {
            p = Track(p, g, ref a, ref b);
            return Move(p, a, b);
        }

        /// <summary>Updates the means; gives the parameters with their decay.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Track(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b)
        {
            g += _decay * p;
            a += _rest1 * (g - a);
            b = _beta2 * b + _rest2 * g * g;
            return p;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Move(Vector<T> p, Vector<T> mean, Vector<T> square) => p - _rate * (mean / (Vector.SquareRoot(square) * _root + _eps));
    }

    /// <remarks>c: the largest b so far.</remarks>
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Largest<T>(Adam options, long step, double rate) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Rule<T> _rule = new(options, step, rate);

        public static int States => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c)
        {
            p = _rule.Track(p, g, ref a, ref b);
            c = Vector.Max(c, b);
            return _rule.Move(p, a, c);
        }
    }
}
