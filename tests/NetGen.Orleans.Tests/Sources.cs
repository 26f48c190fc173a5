using System.Numerics;

namespace NetGen.Orleans.Tests;

/// <summary>Random samples in which something can be learnt, in shards.</summary>
/// <param name="Shards">The number of shards.</param>
/// <param name="Count">The number of samples.</param>
/// <param name="Classes">The number of classes; 0 for values.</param>
/// <param name="Trouble">Of shard 1: <c>missing</c>, or a file that is not there when it hangs, and then is.</param>
[GenerateSerializer, Immutable]
public sealed record Samples<T>(int Shards, int Count, int Classes, string Trouble = "") : IShardSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>All samples: shard after shard.</summary>
    public Dataset<T> All()
    {
        Dataset<T>[] shards = [.. Enumerable.Range(0, Shards).Select(shard => Whole().Shard(shard, Shards))];
        T[] inputs = [.. shards.SelectMany(shard => shard.Inputs.ToArray())];
        return Classes > 0
            ? Dataset.Of(inputs, shards.SelectMany(shard => shard.Labels.ToArray()).ToArray())
            : Dataset.Of(inputs, shards.SelectMany(shard => shard.Targets.ToArray()).ToArray(), Count);
    }

    public Dataset<T> Open(int shard)
    {
        if (shard == 1 && Trouble == "missing")
            throw new FileNotFoundException("Could not find 'shard1.csv'.");
        if (shard == 1 && Trouble.Length > 0 && !File.Exists(Trouble))
        {
            File.WriteAllText(Trouble, "");
            Thread.Sleep(TimeSpan.FromSeconds(10));
        }
        return Whole().Shard(shard, Shards);
    }

    private Dataset<T> Whole()
    {
        var random = new Random(7);
        var inputs = new T[Count * 4];
        var targets = new T[Count * 2];
        var labels = new int[Count];
        for (int row = 0; row < Count; row++)
        {
            for (int column = 0; column < 4; column++)
                inputs[row * 4 + column] = T.CreateTruncating(random.NextDouble() * 2 - 1);
            T sum = inputs[row * 4] + inputs[row * 4 + 1] * inputs[row * 4 + 2];
            (targets[row * 2], targets[row * 2 + 1]) = (sum, inputs[row * 4 + 3] - sum);
            labels[row] = sum > T.CreateTruncating(0.3) ? Classes - 1 : sum > T.CreateTruncating(-0.3) ? Classes / 2 : 0;
        }
        return Classes > 0 ? Dataset.Of(inputs, labels) : Dataset.Of(inputs, targets, Count);
    }
}
