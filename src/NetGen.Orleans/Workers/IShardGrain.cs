using System.Runtime.InteropServices;
using NetGen.Runtime;
using Orleans.Concurrency;

namespace NetGen.Orleans.Workers;

/// <summary>Computes the gradients of the shards that one silo works on for one training. Its key is the training and the silo.</summary>
internal interface IShardGrain : IGrainWithStringKey
{
    /// <summary>Opens a shard. The caller sets the limit of time.</summary>
    [ResponseTimeout("1.00:00:00")]
    Task<ShardOpened> Open(ShardJob job, int shard);

    /// <summary>The gradient of some rows of a shard, in bytes; null where the shard is not open.</summary>
    [ResponseTimeout("1.00:00:00")]
    Task<ShardReply?> Add(int shard, Immutable<byte[]> parameters, ShardRows rows);

    /// <summary>Ends the training here.</summary>
    [OneWay]
    Task Close();
}

/// <summary>What a silo needs to know to work on any shard of a training.</summary>
/// <param name="Network">The class of the network and its assembly.</param>
/// <param name="Architecture">Its architecture as the coordinator knows it.</param>
/// <param name="Source">The <see cref="IShardSource{T}"/>.</param>
/// <param name="ClassWeights">See <see cref="FitOptions{T}.ClassWeights"/>.</param>
/// <param name="Threads">See <see cref="FitOptions{T}.Threads"/>.</param>
[GenerateSerializer, Immutable]
internal sealed record ShardJob(string Network, string Architecture, object Source, double[]? ClassWeights, int Threads);

/// <summary>What a batch has of a shard.</summary>
/// <param name="Rows">The numbers of its samples, in bytes.</param>
/// <param name="DrawKey">Of what training drops.</param>
/// <param name="DrawRow">The first sample's number there.</param>
[GenerateSerializer, Immutable]
internal sealed record ShardRows(byte[] Rows, ulong DrawKey, int DrawRow)
{
    public static ShardRows Of(ShardPart part) => new(MemoryMarshal.AsBytes<int>(part.Rows).ToArray(), part.Draw.Key, part.Draw.Row);

    public ShardPart Part() => new(MemoryMarshal.Cast<byte, int>(Rows).ToArray(), new(DrawKey, DrawRow));
}

/// <summary>A shard that was opened, or could not be.</summary>
[GenerateSerializer, Immutable]
internal sealed record ShardOpened(int Count, bool HasClasses, Failure? Failure);

/// <summary>A gradient, in bytes as it lies in memory: Orleans would write numbers one by one.</summary>
[GenerateSerializer, Immutable]
internal sealed record ShardReply(byte[] Gradient, double Loss, double Weight, int Right, Failure? Failure);
