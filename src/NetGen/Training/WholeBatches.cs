using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>What a network that trains on whole batches, as batch normalisation does, asks of a fit.</summary>
internal static class WholeBatches
{
    /// <summary>Refuses shards, which have no statistics in common.</summary>
    /// <exception cref="ArgumentException">The network needs whole batches, or more than parameters.</exception>
    public static void RefuseShards<T>(ITrainable<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (network.NeedsWholeBatch)
            throw new ArgumentException("Batch normalisation needs all samples of a batch in one place, and these lie in shards: fit the network in one process.", nameof(network));
        if (network.Layout.Buffers.Count > 0)
            throw new ArgumentException("Means and scales of a normalization, or initial states, stand beside the parameters, and shards are sent parameters alone: fit the network in one process.", nameof(network));
    }

    /// <summary>Refuses before the first epoch what would fail in it.</summary>
    /// <exception cref="ArgumentException">Some batch has too few samples, or classes have weights, which are trained class by class.</exception>
    public static void Require<T>(ITrainable<T> network, int samples, FitOptions<T> options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!network.NeedsWholeBatch)
            return;
        if (options.ClassWeights is not null)
            throw new ArgumentException("ClassWeights train a batch class by class, and batch normalisation needs all of it at once: leave ClassWeights out.", nameof(options));
        int size = Math.Min(options.BatchSize, samples), last = samples % size == 0 ? size : samples % size;
        if (last < network.FewestSamples)
            throw new ArgumentException(
                $"Batch normalisation trains on at least {network.FewestSamples} samples, and of {samples} in batches of {size} the last has {last}: choose another BatchSize, or leave a sample out.", nameof(options));
    }
}
