using System.Numerics;

namespace NetGen.Orleans.Workers;

/// <summary>What must hold of shards.</summary>
internal static class ShardFacts
{
    /// <exception cref="ArgumentException">There are no shards.</exception>
    public static void RequireShards<T>(IShardSource<T> source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (source.Shards < 1)
            throw new ArgumentException($"Expected at least 1 shard, got {source.Shards}.", nameof(source));
    }

    /// <summary>Whether the samples of all shards have classes.</summary>
    /// <exception cref="ArgumentException">Some do and some do not.</exception>
    public static bool HaveClasses(IReadOnlyList<bool> shards)
    {
        for (int shard = 1; shard < shards.Count; shard++)
        {
            if (shards[shard] != shards[0])
                throw new ArgumentException($"Shard 0 has {Word(shards[0])}, and shard {shard} has {Word(shards[shard])}: all must have the same.", nameof(shards));
        }
        return shards[0];
    }

    private static string Word(bool hasClasses) => hasClasses ? "labels" : "targets";
}
