using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>
/// Adds up the gradient of a batch from shards of its rows, which depend on the batch alone, in their order: the same bits
/// from every number of threads. Threads are the pool's, and wait without spinning.
/// </summary>
internal sealed class Shards<T>(ITrainable<T> network, int inputSize, int outputSize, int threads) : IThreadPoolWorkItem
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Most = 8, FewestRows = 128;

    // Below so many parameters × rows, waking a thread costs more than it saves.
    private const long FewestProducts = 4_000_000;

    private readonly ParameterBlock<T>[] _gradients = new ParameterBlock<T>[Most];
    private readonly double[] _losses = new double[Most];
    private int[] _predicted = [];
    private readonly object _gate = new();

    // The number of the batch, of its shards, and of the next shard to take: in one word, so that a thread that comes late,
    // when its batch is over, takes nothing of the next one by mistake.
    private long _tickets;
    private long _batch;
    private int _left;
    private int _shardRows;
    private Batch<T> _current;

    /// <summary>The sum of the gradients, laid out as the parameters; whoever uses it up leaves zeros.</summary>
    public ParameterBlock<T> Sum { get; } = new(network.TrainableLength);

    /// <summary>Adds a batch to <see cref="Sum"/>.</summary>
    /// <returns>The sum of its losses, and how many of its samples the network classifies rightly.</returns>
    public (double Loss, int Right) Add(Batch<T> batch)
    {
        if (_predicted.Length < batch.Classes.Length)
            _predicted = new int[batch.Classes.Length];
        _shardRows = Math.Max(FewestRows, ((batch.Rows + Most - 1) / Most + 31) / 32 * 32);
        int count = (batch.Rows + _shardRows - 1) / _shardRows;
        double loss = count == 1 ? AddRows(batch, 0, batch.Rows, ref Sum.Start) : AddShards(batch, count);
        return (loss, Samples<T>.Right(batch.Classes.Span, _predicted));
    }

    private double AddShards(Batch<T> batch, int count)
    {
        _current = batch;
        for (int shard = 0; shard < count; shard++)
        {
            if (_gradients[shard].Length == 0)
                _gradients[shard] = new(network.TrainableLength);
        }
        int helpers = (long)batch.Rows * network.Layout.ParameterCount < FewestProducts ? 0 : Math.Min(threads, count) - 1;
        network.Prepare();
        _left = count;
        Volatile.Write(ref _tickets, ++_batch << 16 | (long)count << 8);
        for (int helper = 0; helper < helpers; helper++)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Execute();
        lock (_gate)
        {
            while (Volatile.Read(ref _left) > 0)
                Monitor.Wait(_gate);
        }

        double loss = 0;
        for (int shard = 0; shard < count; shard++)
        {
            loss += _losses[shard];
            Collect(ref _gradients[shard].Start, ref Sum.Start, network.TrainableLength);
        }
        return loss;
    }

    /// <summary>Works on shards of the current batch as long as there are any.</summary>
    public void Execute()
    {
        while (true)
        {
            long tickets = Volatile.Read(ref _tickets);
            int shard = (int)(tickets & 255);
            if (shard >= (int)(tickets >> 8 & 255))
                return;
            if (Interlocked.CompareExchange(ref _tickets, tickets + 1, tickets) != tickets)
                continue;

            int start = shard * _shardRows;
            _losses[shard] = AddRows(_current, start, Math.Min(_shardRows, _current.Rows - start), ref _gradients[shard].Start);
            if (Interlocked.Decrement(ref _left) == 0)
            {
                lock (_gate)
                    Monitor.Pulse(_gate);
            }
        }
    }

    private double AddRows(in Batch<T> batch, int start, int rows, ref T gradient) => network.AddGradient(
        batch.Inputs.Span.Slice(start * inputSize, rows * inputSize),
        batch.Targets.IsEmpty ? default : batch.Targets.Span.Slice(start * outputSize, rows * outputSize),
        batch.Labels.IsEmpty ? default : batch.Labels.Span.Slice(start, rows),
        ref gradient,
        batch.Classes.IsEmpty ? default : _predicted.AsSpan(start, rows));

    private static void Collect(ref T from, ref T into, int length)
    {
        for (nuint at = 0; at < (nuint)length; at += (nuint)Vector<T>.Count)
        {
            (Vector.LoadUnsafe(ref into, at) + Vector.LoadUnsafe(ref from, at)).StoreUnsafe(ref into, at);
            Vector<T>.Zero.StoreUnsafe(ref from, at);
        }
    }
}
