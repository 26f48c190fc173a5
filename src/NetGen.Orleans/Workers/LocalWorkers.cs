using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Orleans.Workers;

/// <summary>The shards one after the other, in this process.</summary>
internal sealed class LocalWorkers<TNetwork, T> : IShardWorkers<T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ShardWorker<T>[] _workers;
    private readonly T[] _parameters, _gradient;
    private IReadOnlyList<ShardPart> _parts = [];

    public LocalWorkers(IShardSource<T> source, FitOptions<T> options)
    {
        TNetwork network = TNetwork.Create(seed: 0);
        _workers = [.. Enumerable.Range(0, source.Shards).Select(shard => ShardedFit.Worker(network, source.Open(shard), options.ClassWeights, options.Threads))];
        Counts = [.. _workers.Select(worker => worker.Count)];
        HasClasses = ShardFacts.HaveClasses([.. _workers.Select(worker => worker.HasClasses)]);
        _parameters = new T[_workers[0].Length];
        _gradient = new T[_workers[0].Length];
    }

    public IReadOnlyList<int> Counts { get; }

    public bool HasClasses { get; }

    public void Start(ReadOnlySpan<T> parameters, IReadOnlyList<ShardPart> parts, CancellationToken cancellationToken)
    {
        parameters.CopyTo(_parameters);
        _parts = parts;
    }

    public ReadOnlySpan<T> Finish(int shard, out GradientSum sum)
    {
        sum = _workers[shard].Add(_parts[shard], _parameters, _gradient);
        return _gradient;
    }
}
