using System.Numerics;
using NetGen.Orleans.Workers;
using NetGen.Runtime;

namespace NetGen.Orleans;

/// <summary>Data in shards, without a cluster.</summary>
public static class ShardExtensions
{
    /// <summary>Fits a network to data in shards in this process: what <see cref="ClusterExtensions.FitAsync"/> gives, to the bit.</summary>
    /// <param name="network">Any generated network but <c>Pretrained</c>; it is changed.</param>
    /// <param name="shards">The data; all shards are opened at once.</param>
    /// <param name="options">Those of <c>Fit</c>, with the same meaning.</param>
    /// <param name="cancellationToken">Ends the training between two batches: the network stays as it is then, and the history ends there.</param>
    /// <returns>What happened, epoch by epoch.</returns>
    /// <exception cref="ArgumentException">The network cannot take this data, or the shards do not belong together.</exception>
    /// <exception cref="InvalidOperationException">The network is <c>Pretrained</c> or being fitted already.</exception>
    /// <exception cref="TrainingDivergedException">The loss became NaN or infinite.</exception>
    /// <remarks>
    /// Batches are those of <c>Fit</c> on the shards one after the other; what differs is the order in which a batch's gradients are added:
    /// those of each shard first. With one shard the bits are those of <c>Fit</c>.
    /// </remarks>
    public static History Fit<TNetwork, T>(
        this INetwork<TNetwork, T> network, IShardSource<T> shards, FitOptions<T>? options = null, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(shards);
        ShardFacts.RequireShards(shards);
        options ??= new();
        return ShardedFit.Run(network, new LocalWorkers<TNetwork, T>(shards, options), options, checkpoint: null, cancellationToken);
    }

    /// <summary>Every so many samples, one of them: one shard of data that is whole where it is read.</summary>
    /// <param name="data">All samples.</param>
    /// <param name="shard">From 0 to <paramref name="shards"/> − 1.</param>
    /// <param name="shards">The number of shards; at most as many as samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    public static Dataset<T> Shard<T>(this Dataset<T> data, int shard, int shards)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shards, data.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, shards);
        return data.Subset([.. Enumerable.Range(0, (data.Count - shard + shards - 1) / shards).Select(index => shard + index * shards)]);
    }
}
