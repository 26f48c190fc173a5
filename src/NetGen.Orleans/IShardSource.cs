using System.Numerics;

namespace NetGen.Orleans;

/// <summary>
/// Data in shards, each of which can be opened again by whoever works on it: what travels is this object (a folder, a query),
/// never the data. The class is marked <c>[GenerateSerializer]</c>, and what it opens is the same everywhere and every time.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as the network.</typeparam>
public interface IShardSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of shards; at least 1. With the data it decides the bits of the result, the number of silos does not.</summary>
    int Shards { get; }

    /// <summary>Reads one shard, on the machine that is to work on it. May block, and may be called on many threads at once.</summary>
    /// <param name="shard">From 0 to <see cref="Shards"/> − 1.</param>
    Dataset<T> Open(int shard);
}
