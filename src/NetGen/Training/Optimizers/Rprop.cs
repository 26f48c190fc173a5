using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Training;

namespace NetGen;

/// <summary>Steps by the gradient's sign alone, each parameter's growing while the sign stays and shrinking when it turns (Riedmiller and Braun, 1993). For whole-batch training; a schedule has no effect after the first step.</summary>
public sealed record Rprop : Optimizer
{
    /// <summary>The rule with these hyperparameters.</summary>
    /// <param name="learningRate">The size of every parameter's first step; not negative.</param>
    /// <param name="etas">What a step shrinks and grows by; (0.5, 1.2) unless given.</param>
    /// <param name="stepSizes">The smallest and the largest step; (1e-6, 50) unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Rprop(double learningRate = 1e-2, (double Minus, double Plus)? etas = null, (double Smallest, double Largest)? stepSizes = null)
        : base(learningRate)
    {
        Etas = etas ?? (0.5, 1.2);
        StepSizes = stepSizes ?? (1e-6, 50);
        if (!(Etas.Minus > 0 && Etas.Minus < 1 && Etas.Plus > 1 && double.IsFinite(Etas.Plus)))
            throw new ArgumentOutOfRangeException(nameof(etas), etas, "Expected one number between 0 and 1 and a finite one above 1.");
        if (!(StepSizes.Smallest >= 0 && StepSizes.Smallest <= StepSizes.Largest && double.IsFinite(StepSizes.Largest)))
            throw new ArgumentOutOfRangeException(nameof(stepSizes), stepSizes, "Expected the smallest step, then the largest, finite and not negative.");
    }

    /// <summary>What a step shrinks and grows by.</summary>
    public (double Minus, double Plus) Etas { get; }

    /// <summary>The smallest and the largest step.</summary>
    public (double Smallest, double Largest) StepSizes { get; }

    internal override Updater<T> Start<T>(int length) => new Updater<T, Rule<T>>(length, ["prev", "step_size"], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (step, rate) => new(this, step, rate));

    /// <remarks>a: the last gradient; b: the size of the step, to which the first step adds the learning rate.</remarks>
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Rule<T>(Rprop options, long step, double rate) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _minus = Splat.Of<T>(options.Etas.Minus);
        private readonly Vector<T> _plus = Splat.Of<T>(options.Etas.Plus);
        private readonly Vector<T> _smallest = Splat.Of<T>(options.StepSizes.Smallest);
        private readonly Vector<T> _largest = Splat.Of<T>(options.StepSizes.Largest);
        private readonly Vector<T> _first = Splat.Of<T>(step == 1 ? rate : 0);

        public static int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c)
        {
            Vector<T> turn = g * a;
            Vector<T> turned = Vector.LessThan(turn, Vector<T>.Zero);
            Vector<T> factor = Vector.ConditionalSelect(turned, _minus, Vector.ConditionalSelect(Vector.GreaterThan(turn, Vector<T>.Zero), _plus, Vector<T>.One));
            b = Vector.Min(Vector.Max((b + _first) * factor, _smallest), _largest);
            a = Vector.ConditionalSelect(turned, Vector<T>.Zero, g);
            return p - Splat.Sign(a) * b;
        }
    }
}
