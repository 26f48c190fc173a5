using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Training;

namespace NetGen;

/// <summary>Steps that shrink with the sum of squared gradients (Duchi, Hazan and Singer, 2011).</summary>
public sealed record AdaGrad : Optimizer
{
    /// <summary>The rule with these hyperparameters.</summary>
    /// <param name="learningRate">The size of a step; not negative.</param>
    /// <param name="lrDecay">The rate is divided by 1 + this · steps made; not negative.</param>
    /// <param name="weightDecay">This many times the parameters is added to the gradient; not negative.</param>
    /// <param name="initialAccumulatorValue">The sum at first; not negative.</param>
    /// <param name="eps">Added to the denominator; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public AdaGrad(double learningRate = 1e-2, double lrDecay = 0, double weightDecay = 0, double initialAccumulatorValue = 0, double eps = 1e-10)
        : base(learningRate)
    {
        LrDecay = Require.NotNegative(lrDecay);
        WeightDecay = Require.NotNegative(weightDecay);
        InitialAccumulatorValue = Require.NotNegative(initialAccumulatorValue);
        Eps = Require.Positive(eps);
    }

    /// <summary>The rate is divided by 1 + this · steps made.</summary>
    public double LrDecay { get; }

    /// <summary>This many times the parameters is added to the gradient.</summary>
    public double WeightDecay { get; }

    /// <summary>The sum at first.</summary>
    public double InitialAccumulatorValue { get; }

    /// <summary>Added to the denominator.</summary>
    public double Eps { get; }

    internal override Updater<T> Start<T>(int length)
    {
        var updater = new Updater<T, Rule<T>>(length, ["sum"], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (step, rate) => new(this, step, rate));
        updater.States[0].Span.Fill(T.CreateTruncating(InitialAccumulatorValue));
        return updater;
    }

    /// <remarks>a: the sum of squared gradients.</remarks>
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Rule<T>(AdaGrad options, long step, double rate) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Splat.Of<T>(rate / (1 + (step - 1) * options.LrDecay));
        private readonly Vector<T> _decay = Splat.Of<T>(options.WeightDecay);
        private readonly Vector<T> _eps = Splat.Of<T>(options.Eps);

        public static int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c)
        {
            g += _decay * p;
            a += g * g;
            return p - _rate * (g / (Vector.SquareRoot(a) + _eps));
        }
    }
}
