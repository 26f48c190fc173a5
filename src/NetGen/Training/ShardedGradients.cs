using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>
/// Gradients of data that lies in shards: batches of all samples, shard after shard, and their sums added in the order of the
/// shards, whoever computes them.
/// </summary>
internal sealed class ShardedGradients<T> : IGradients<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ITrainable<T> _network;
    private readonly IShardWorkers<T> _workers;
    private readonly BatchOrder _order;
    private readonly int[] _starts;
    private readonly int _seed;
    private int _epochs;

    public ShardedGradients(ITrainable<T> network, IShardWorkers<T> workers, FitOptions<T> options)
    {
        _network = network;
        _workers = workers;
        _seed = options.Seed;
        _starts = new int[workers.Counts.Count + 1];
        for (int shard = 0; shard < workers.Counts.Count; shard++)
            _starts[shard + 1] = checked(_starts[shard] + workers.Counts[shard]);
        _order = new(Count, options.BatchSize, options.Shuffle, options.Seed);
        Sum = new(network.TrainableLength);
    }

    public int Count => _starts[^1];

    public int Batches => _order.Batches;

    public bool HasClasses => _workers.HasClasses;

    public ParameterBlock<T> Sum { get; }

    public void Shuffle()
    {
        _order.Shuffle();
        _epochs++;
    }

    public GradientSum? Add(int batch, CancellationToken cancellationToken)
    {
        ShardPart[] parts = Parts(batch);
        try
        {
            return Add(parts, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Sum.Span.Clear();
            return null;
        }
    }

    private GradientSum Add(ShardPart[] parts, CancellationToken cancellationToken)
    {
        double loss = 0, weight = 0;
        int right = 0;
        _workers.Start(_network.Parameters.Span[.._network.TrainableLength], parts, cancellationToken);
        for (int shard = 0; shard < parts.Length; shard++)
        {
            if (parts[shard].Rows.Length == 0)
                continue;
            ReadOnlySpan<T> gradient = _workers.Finish(shard, out GradientSum sum);
            AddTo(ref Sum.Start, ref MemoryMarshal.GetReference(gradient), gradient.Length);
            loss += sum.Loss;
            weight += sum.Weight;
            right += sum.Right;
        }
        return new(loss, weight, right);
    }

    /// <summary>
    /// The samples of a batch, those of each shard counted from its first, in the order of the batch. What is dropped goes by their
    /// numbers in the batch as if it had those of one shard after those of the other.
    /// </summary>
    private ShardPart[] Parts(int batch)
    {
        (int start, int count) = _order[batch];
        var rows = new List<int>[_workers.Counts.Count];
        for (int shard = 0; shard < rows.Length; shard++)
            rows[shard] = new(count / rows.Length);
        for (int index = start; index < start + count; index++)
        {
            int row = _order.IsOfData ? index : _order.Rows[index];
            int found = Array.BinarySearch(_starts, row);
            int shard = found >= 0 ? found : ~found - 1;
            rows[shard].Add(row - _starts[shard]);
        }
        Draw draw = Draw.Of(_seed, (long)(_epochs - 1) * Batches + batch);
        var parts = new ShardPart[rows.Length];
        for (int shard = 0; shard < rows.Length; shard++)
        {
            parts[shard] = new([.. rows[shard]], draw);
            draw = draw.From(rows[shard].Count);
        }
        return parts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(ref T sum, ref T gradient, int length)
    {
        // The length is one of whole cache lines.
        for (nuint at = 0; at < (nuint)length; at += (nuint)Vector<T>.Count)
            (Vector.LoadUnsafe(ref sum, at) + Vector.LoadUnsafe(ref gradient, at)).StoreUnsafe(ref sum, at);
    }
}
