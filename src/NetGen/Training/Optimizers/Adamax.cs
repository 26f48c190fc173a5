using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Training;

namespace NetGen;

/// <summary><see cref="Adam"/> with the largest gradient, decaying, in place of the mean of squares (Kingma and Ba, 2015).</summary>
public sealed record Adamax : Optimizer
{
    /// <summary>The rule with these hyperparameters.</summary>
    /// <param name="learningRate">The size of a step; not negative.</param>
    /// <param name="betas">How slowly the means of the gradient and of its square forget: from 0 to below 1; (0.9, 0.999) unless given.</param>
    /// <param name="eps">Added to the denominator; above 0.</param>
    /// <param name="weightDecay">This many times the parameters is added to the gradient; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adamax(double learningRate = 2e-3, (double First, double Second)? betas = null, double eps = 1e-8, double weightDecay = 0)
        : base(learningRate)
    {
        Betas = Require.Betas(betas, (0.9, 0.999));
        Eps = Require.Positive(eps);
        WeightDecay = Require.NotNegative(weightDecay);
    }

    /// <summary>How slowly the means of the gradient and of its square forget.</summary>
    public (double First, double Second) Betas { get; }

    /// <summary>Added to the denominator.</summary>
    public double Eps { get; }

    /// <summary>This many times the parameters is added to the gradient.</summary>
    public double WeightDecay { get; }

    internal override Updater<T> Start<T>(int length) => new Updater<T, Rule<T>>(length, ["exp_avg", "exp_inf"], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (step, rate) => new(this, step, rate));

    /// <remarks>a: the mean of the gradient; b: its largest magnitude, decaying.</remarks>
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Rule<T>(Adamax options, long step, double rate) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Splat.Of<T>(rate / (1 - Math.Pow(options.Betas.First, step)));
        private readonly Vector<T> _decay = Splat.Of<T>(options.WeightDecay);
        private readonly Vector<T> _eps = Splat.Of<T>(options.Eps);
        private readonly Vector<T> _rest1 = Splat.Of<T>(1 - options.Betas.First);
        private readonly Vector<T> _beta2 = Splat.Of<T>(options.Betas.Second);

        public static int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c)
        {
            g += _decay * p;
            a += _rest1 * (g - a);
            b = Vector.Max(_beta2 * b, Vector.Abs(g) + _eps);
            return p - _rate * (a / b);
        }
    }
}
