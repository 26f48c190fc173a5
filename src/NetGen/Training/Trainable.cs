using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>The way from a network's public face to what training needs.</summary>
internal static class Trainable
{
    /// <summary>A network that is to be changed.</summary>
    /// <exception cref="ArgumentException">The network was not generated, or by an older generator.</exception>
    /// <exception cref="InvalidOperationException">It is the one that all share.</exception>
    public static ITrainable<T> Of<T>(object network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ITrainable<T> generated = Generated<T>(network);
        return network is IShared { IsShared: true }
            ? throw new InvalidOperationException("Pretrained is shared by the whole program and is not to be trained: train Pretrained.Clone().")
            : generated;
    }

    /// <summary>A network that stays as it is.</summary>
    /// <exception cref="ArgumentException">The network was not generated, or by an older generator.</exception>
    public static ITrainable<T> Generated<T>(object network)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        network as ITrainable<T> ?? throw new ArgumentException("Expected a network made by the generator of this version of NetGen.", nameof(network));
}
