using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>
/// Adds up the gradient of a batch from shards of its rows, which depend on the batch alone, in their order: the same bits
/// from every number of threads. A network that needs whole batches has one shard.
/// </summary>
internal sealed class Shards<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Most = 8, FewestRows = 128;

    // Parameters whose gradients are summed together; they stay in the nearest cache meanwhile.
    private const int PieceLength = 4096;

    // Below so many parameters × rows, waking a thread costs more than it saves.
    private const long FewestProducts = 4_000_000;

    private readonly ITrainable<T> _network;
    private readonly int _inputSize, _outputSize, _threads, _pieceLength;
    private readonly ParameterBlock<T>[] _gradients = new ParameterBlock<T>[Most];
    private readonly double[] _losses = new double[Most];
    private readonly Parts _shards, _pieces;
    private int[] _predicted = [];
    private int _shardRows, _count;
    private Batch<T> _current;
    private Draw _draw;

    public Shards(ITrainable<T> network, int inputSize, int outputSize, int threads)
    {
        _network = network;
        _inputSize = inputSize;
        _outputSize = outputSize;
        _threads = threads;
        _pieceLength = ((network.TrainableLength / (Parts.Most * PieceLength)) + 1) * PieceLength;
        _shards = new(AddShard);
        _pieces = new(SumPiece);
        Sum = new(network.TrainableLength);
    }

    /// <summary>The sum of the gradients, laid out as the parameters; whoever uses it up leaves zeros.</summary>
    public ParameterBlock<T> Sum { get; }

    /// <summary>Adds a batch to <see cref="Sum"/>.</summary>
    /// <returns>The sum of its losses, and how many of its samples the network classifies rightly.</returns>
    public (double Loss, int Right) Add(Batch<T> batch, Draw draw)
    {
        _draw = draw;
        if (_predicted.Length < batch.Classes.Length)
            _predicted = new int[batch.Classes.Length];
        _shardRows = _network.NeedsWholeBatch ? batch.Rows : Math.Max(FewestRows, ((batch.Rows + Most - 1) / Most + 31) / 32 * 32);
        _count = (batch.Rows + _shardRows - 1) / _shardRows;
        double loss = _count == 1 ? AddRows(batch, 0, batch.Rows, ref Sum.Start) : AddShards(batch);
        return (loss, Samples<T>.Right(batch.Classes.Span, _predicted));
    }

    /// <summary>Adds a batch to <see cref="Sum"/>, each sample times the weight of its class where classes have weights.</summary>
    public GradientSum Add(Batch<T> batch, ClassWeighting<T>? weighting, Draw draw)
    {
        if (weighting is not null)
            return weighting.Add(this, batch, draw);
        (double loss, int right) = Add(batch, draw);
        return new(loss, batch.Rows, right);
    }

    private double AddShards(Batch<T> batch)
    {
        _current = batch;
        for (int shard = 0; shard < _count; shard++)
        {
            if (_gradients[shard].Length == 0)
                _gradients[shard] = new(_network.TrainableLength);
        }

        int threads = (long)batch.Rows * _network.Layout.ParameterCount < FewestProducts ? 1 : _threads;
        _network.Prepare();
        _shards.Run(_count, threads);
        _pieces.Run((_network.TrainableLength + _pieceLength - 1) / _pieceLength, threads);
        double loss = 0;
        for (int shard = 0; shard < _count; shard++)
            loss += _losses[shard];
        return loss;
    }

    private void AddShard(int shard)
    {
        int start = shard * _shardRows;
        _losses[shard] = AddRows(_current, start, Math.Min(_shardRows, _current.Rows - start), ref _gradients[shard].Start);
    }

    private double AddRows(in Batch<T> batch, int start, int rows, ref T gradient) => _network.AddGradient(
        batch.Inputs.Span.Slice(start * _inputSize, rows * _inputSize),
        batch.Targets.IsEmpty ? default : batch.Targets.Span.Slice(start * _outputSize, rows * _outputSize),
        batch.Labels.IsEmpty ? default : batch.Labels.Span.Slice(start, rows),
        ref gradient,
        batch.Classes.IsEmpty ? default : _predicted.AsSpan(start, rows),
        _draw.From(start));

    /// <summary>Adds a piece of every shard's gradient to <see cref="Sum"/>, in the order of the shards, and leaves zeros.</summary>
    private void SumPiece(int piece)
    {
        int start = piece * _pieceLength, length = Math.Min(_pieceLength, _network.TrainableLength - start);
        for (int shard = 0; shard < _count; shard++)
            Move(ref Unsafe.Add(ref _gradients[shard].Start, start), ref Unsafe.Add(ref Sum.Start, start), length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(ref T from, ref T into, int length)
    {
        for (nuint at = 0; at < (nuint)length; at += (nuint)Vector<T>.Count)
        {
            (Vector.LoadUnsafe(ref into, at) + Vector.LoadUnsafe(ref from, at)).StoreUnsafe(ref into, at);
            Vector<T>.Zero.StoreUnsafe(ref from, at);
        }
    }
}
