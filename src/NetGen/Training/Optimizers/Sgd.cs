using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Training;

namespace NetGen;

/// <summary>Stochastic gradient descent, with momentum and Nesterov's variant of it. Without momentum: p ← p − rate · (g + decay · p).</summary>
public sealed record Sgd : Optimizer
{
    /// <summary>The rule with these hyperparameters.</summary>
    /// <param name="learningRate">The size of a step; not negative.</param>
    /// <param name="momentum">How much of the last step's direction is kept; not negative.</param>
    /// <param name="nesterov">Whether the gradient is looked at a step ahead; asks for momentum and no dampening.</param>
    /// <param name="weightDecay">This many times the parameters is added to the gradient; not negative.</param>
    /// <param name="dampening">How much of the gradient is kept out of the momentum; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Sgd(double learningRate = 1e-3, double momentum = 0, bool nesterov = false, double weightDecay = 0, double dampening = 0)
        : base(learningRate)
    {
        Momentum = Require.NotNegative(momentum);
        WeightDecay = Require.NotNegative(weightDecay);
        if (nesterov && (momentum == 0 || dampening != 0))
            throw new ArgumentException("Nesterov's variant asks for momentum above 0 and no dampening.", nameof(nesterov));
        Nesterov = nesterov;
        Dampening = Require.Finite(dampening);
    }

    /// <summary>How much of the last step's direction is kept.</summary>
    public double Momentum { get; }

    /// <summary>Whether the gradient is looked at a step ahead.</summary>
    public bool Nesterov { get; }

    /// <summary>This many times the parameters is added to the gradient.</summary>
    public double WeightDecay { get; }

    /// <summary>How much of the gradient is kept out of the momentum.</summary>
    public double Dampening { get; }

    internal override Updater<T> Start<T>(int length) => Momentum == 0
        ? new Updater<T, Plain<T>>(length, [], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (_, rate) => new(this, rate))
        : new Updater<T, Heavy<T>>(length, ["momentum_buffer"], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (step, rate) => new(this, step, rate));

    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Plain<T>(Sgd sgd, double rate) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Splat.Of<T>(rate), _decay = Splat.Of<T>(sgd.WeightDecay);

        public static int States => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c) => p - _rate * (g + _decay * p);
    }

    /// <remarks>a: the momentum, which the first step sets to the gradient undampened.</remarks>
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly struct Heavy<T>(Sgd sgd, long step, double rate) : IRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Splat.Of<T>(rate), _decay = Splat.Of<T>(sgd.WeightDecay), _momentum = Splat.Of<T>(sgd.Momentum);
        private readonly Vector<T> _share = Splat.Of<T>(step == 1 ? 1 : 1 - sgd.Dampening);
        private readonly bool _nesterov = sgd.Nesterov;

        public static int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c)
        {
            g += _decay * p;
            a = _momentum * a + _share * g;
            return p - _rate * (_nesterov ? g + _momentum * a : a);
        }
    }
}
