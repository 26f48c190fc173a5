using NetGen;
using NetGen.Data;
using NetGen.Orleans;

namespace Cluster;

/// <summary>Four fifths of the digits, in shards that each silo reads from the file for itself.</summary>
[GenerateSerializer]
public sealed record Digits(int Shards) : IShardSource<float>
{
    private static readonly (Dataset<float> Train, Dataset<float> Test) Data = Read();

    /// <summary>The others.</summary>
    public static Dataset<float> Test => Data.Test;

    public Dataset<float> Open(int shard) => Data.Train.Shard(shard, Shards);

    private static (Dataset<float> Train, Dataset<float> Test) Read()
    {
        Dataset<float> pixels = Csv.Read(Path.Combine(AppContext.BaseDirectory, "digits.csv"), label: "digit").Dataset;
        return Dataset.Of(Array.ConvertAll(pixels.Inputs.ToArray(), pixel => pixel / 16), pixels.Labels.ToArray()).Split(0.8, seed: 0, stratify: true);
    }
}
