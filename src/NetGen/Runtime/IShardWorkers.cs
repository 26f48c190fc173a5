using System.ComponentModel;
using System.Numerics;

namespace NetGen.Runtime;

/// <summary>Whoever computes the gradients of shards of data for <see cref="ShardedFit"/>. Called by the library.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IShardWorkers<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of samples in each shard.</summary>
    IReadOnlyList<int> Counts { get; }

    /// <summary>True when samples have classes that the network predicts.</summary>
    bool HasClasses { get; }

    /// <summary>Begins the gradients of one batch.</summary>
    /// <param name="parameters">As they lie in the network's memory, without transposed copies.</param>
    /// <param name="parts">Each shard's part in the batch.</param>
    /// <param name="cancellationToken">Ends <see cref="Finish"/> before the gradient is there.</param>
    void Start(ReadOnlySpan<T> parameters, IReadOnlyList<ShardPart> parts, CancellationToken cancellationToken);

    /// <summary>The gradient of one shard, which has a part in the batch.</summary>
    /// <param name="shard">Asked for once a batch, in the order of shards.</param>
    /// <param name="sum">What it is the gradient of.</param>
    /// <returns>The sum over the samples, in the places of the parameters; valid until the next call.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ReadOnlySpan<T> Finish(int shard, out GradientSum sum);
}

/// <summary>What a batch has of a shard. Called by the library.</summary>
/// <param name="Rows">Which of its samples; none where it has no part in the batch.</param>
/// <param name="Draw">What training drops of them.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ShardPart(int[] Rows, Draw Draw);
