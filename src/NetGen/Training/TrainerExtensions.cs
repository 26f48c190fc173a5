using System.Numerics;
using NetGen.Training;

namespace NetGen;

/// <summary>Training step by step.</summary>
public static class TrainerExtensions
{
    /// <summary>Begins a training that the caller drives: a loop of one's own, online learning, reinforcement learning.</summary>
    /// <param name="network">Any generated network but <c>Pretrained</c>; every step changes it.</param>
    /// <param name="optimizer">How gradients move parameters.</param>
    /// <exception cref="InvalidOperationException">The network is <c>Pretrained</c>.</exception>
    public static Trainer<TSelf, T> Trainer<TSelf, T>(this INetwork<TSelf, T> network, Optimizer optimizer)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        return new((TSelf)network, Trainable.Of<T>(network), optimizer);
    }
}
