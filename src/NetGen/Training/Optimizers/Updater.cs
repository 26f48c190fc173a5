using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>How one vector of parameters moves, in one step: an update rule with the step's constants.</summary>
internal interface IRule<T>
    where T : unmanaged
{
    /// <summary>How many values are kept for each parameter: 0 to 3.</summary>
    static abstract int States { get; }

    /// <summary>The parameters after the step. Where parameter, gradient and state are padding, 0 comes out.</summary>
    Vector<T> Next(Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c);
}

/// <summary>An optimizer at work on one network: the state that it keeps for each parameter, laid out as the parameters are.</summary>
internal abstract class Updater<T>(int length, string[] names)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What the values are called in <c>torch.optim</c>.</summary>
    public string[] Names { get; } = names;

    /// <summary>One block for each value that is kept.</summary>
    public ParameterBlock<T>[] States { get; } = [.. names.Select(_ => new ParameterBlock<T>(length))];

    /// <summary>The number of values: whole cache lines are moved.</summary>
    protected int Length { get; } = length;

    /// <summary>The number of steps made.</summary>
    public long Steps { get; set; }

    /// <summary>One step. The gradient is multiplied by <paramref name="scale"/> first, and 0 afterwards; subnormal numbers in the state become 0.</summary>
    public abstract void Step(ref T parameters, ref T gradient, double scale, double learningRate);
}

/// <inheritdoc/>
/// <param name="length">The number of values.</param>
/// <param name="names">As many as the rule keeps values.</param>
/// <param name="prepare">Gives the rule for a step, counted from 1, and a learning rate.</param>
internal sealed class Updater<T, TRule>(int length, string[] names, Func<long, double, TRule> prepare) : Updater<T>(length, names)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TRule : struct, IRule<T>
{
    private readonly ParameterBlock<T>[] _unused = [new(1), new(1), new(1)];

    public override void Step(ref T parameters, ref T gradient, double scale, double learningRate) =>
        Run(prepare(++Steps, learningRate), ref parameters, ref gradient, T.CreateTruncating(scale), Length, ref State(0), ref State(1), ref State(2));

    private ref T State(int index) => ref index < TRule.States ? ref States[index].Start : ref _unused[index].Start;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(TRule rule, ref T p, ref T g, T scale, int length, ref T a, ref T b, ref T c)
    {
        var factor = new Vector<T>(scale);
        for (nuint at = 0; at < (nuint)length; at += (nuint)Vector<T>.Count)
        {
            Vector<T> first = TRule.States > 0 ? Vector.LoadUnsafe(ref a, at) : default;
            Vector<T> second = TRule.States > 1 ? Vector.LoadUnsafe(ref b, at) : default;
            Vector<T> third = TRule.States > 2 ? Vector.LoadUnsafe(ref c, at) : default;
            rule.Next(Vector.LoadUnsafe(ref p, at), factor * Vector.LoadUnsafe(ref g, at), ref first, ref second, ref third).StoreUnsafe(ref p, at);
            Vector<T>.Zero.StoreUnsafe(ref g, at);
            if (TRule.States > 0)
                Splat.Normal(first).StoreUnsafe(ref a, at);
            if (TRule.States > 1)
                Splat.Normal(second).StoreUnsafe(ref b, at);
            if (TRule.States > 2)
                Splat.Normal(third).StoreUnsafe(ref c, at);
        }
    }
}
