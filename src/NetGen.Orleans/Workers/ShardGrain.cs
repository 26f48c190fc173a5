using System.Collections.Concurrent;
using Orleans.Concurrency;

namespace NetGen.Orleans.Workers;

/// <inheritdoc cref="IShardGrain"/>
/// <remarks>
/// Shards are worked on side by side, on threads of the pool: one that hangs holds up no other, and what the user's code throws
/// is an answer, not a failure of the silo.
/// </remarks>
[Reentrant]
internal sealed class ShardGrain : Grain, IShardGrain
{
    private readonly ConcurrentDictionary<int, IWorker> _workers = [];

    public Task<ShardOpened> Open(ShardJob job, int shard) => Task.Run(() =>
    {
        try
        {
            IWorker worker = IWorker.Create(job, shard);
            _workers[shard] = worker;
            return new ShardOpened(worker.Count, worker.HasClasses, null);
        }
        catch (Exception exception)
        {
            return new ShardOpened(0, false, Failure.Of(exception));
        }
    });

    public Task<ShardReply?> Add(int shard, Immutable<byte[]> parameters, ShardRows rows) => Task.Run(() =>
    {
        if (!_workers.TryGetValue(shard, out IWorker? worker))
            return null;
        try
        {
            return worker.Add(parameters.Value, rows.Part());
        }
        catch (Exception exception)
        {
            return new ShardReply([], 0, 0, 0, Failure.Of(exception));
        }
    });

    public Task Close()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
