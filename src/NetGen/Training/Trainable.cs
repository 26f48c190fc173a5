using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>The way from a network's public face to what training needs.</summary>
internal static class Trainable
{
    /// <exception cref="ArgumentException">The network was not generated, or by an older generator.</exception>
    /// <exception cref="InvalidOperationException">It is the one that all share.</exception>
    public static ITrainable<T> Of<T>(object network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (network is not ITrainable<T> trainable)
            throw new ArgumentException("Expected a network made by the generator of this version of NetGen.", nameof(network));
        return trainable.IsShared
            ? throw new InvalidOperationException("Pretrained is shared by the whole program and is not to be trained: train Pretrained.Clone().")
            : trainable;
    }
}
