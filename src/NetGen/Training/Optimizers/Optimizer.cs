using System.Numerics;
using NetGen.Training;

namespace NetGen;

/// <summary>
/// A rule by which gradients move parameters, with its hyperparameters. Immutable: one may serve any number of trainings at
/// once, as each keeps its own state.
/// </summary>
/// <remarks>Update rules, order of operations and default values are those of <c>torch.optim</c> 2.x, unless said otherwise.</remarks>
public abstract record Optimizer
{
    private protected Optimizer(double learningRate)
    {
        LearningRate = Require.NotNegative(learningRate, nameof(learningRate));
    }

    /// <summary>The size of a step before any schedule; not negative.</summary>
    public double LearningRate { get; }

    /// <summary>Begins a training of that many values.</summary>
    internal abstract Updater<T> Start<T>(int length)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
