using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using NetGen.Training;

namespace NetGen.Runtime;

/// <summary>Training on data that lies in shards, wherever they are. Called by the library.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShardedFit
{
    /// <summary>Fits a network, as <see cref="FitExtensions.Fit"/> does, to shards as if they were one after the other.</summary>
    /// <param name="network">Any generated network but <c>Pretrained</c>; it is changed.</param>
    /// <param name="workers">Who computes the gradients; the bits are the same, whoever it is.</param>
    /// <param name="options">As of <see cref="FitExtensions.Fit"/>.</param>
    /// <param name="checkpoint">
    /// A file that is written after every epoch and deleted at the end; where it is there at first, the training goes on from it.
    /// </param>
    /// <param name="cancellationToken">Ends the training between two batches.</param>
    /// <inheritdoc cref="FitExtensions.Fit" path="/exception"/>
    /// <exception cref="InvalidDataException">The checkpoint is of another training; nothing has changed.</exception>
    public static History Run<TSelf, T>(
        INetwork<TSelf, T> network, IShardWorkers<T> workers, FitOptions<T> options, string? checkpoint, CancellationToken cancellationToken)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentNullException.ThrowIfNull(options);
        ITrainable<T> trainable = Trainable.Of<T>(network);
        WholeBatches.RefuseShards(trainable);
        var gradients = new ShardedGradients<T>(trainable, workers, options);
        return new Fitting<T>(trainable, TSelf.InputSize, TSelf.OutputSize, gradients, options, checkpoint is null ? null : new(checkpoint, Describe(options, workers.Counts)))
            .RunExclusively(network, cancellationToken);
    }

    /// <summary>The architecture of a network in canonical text.</summary>
    /// <param name="network">Any generated network but <c>Pretrained</c>.</param>
    /// <inheritdoc cref="FitExtensions.Fit" path="/exception[@cref='InvalidOperationException']"/>
    public static string ArchitectureOf<TSelf, T>(INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        return Trainable.Of<T>(network).Layout.Architecture;
    }

    /// <summary>A worker on one shard.</summary>
    /// <param name="network">Any generated network; its parameters are overwritten.</param>
    /// <param name="data">The samples.</param>
    /// <param name="classWeights">See <see cref="FitOptions{T}.ClassWeights"/>.</param>
    /// <param name="threads">See <see cref="FitOptions{T}.Threads"/>.</param>
    /// <exception cref="ArgumentException">The network cannot take this data; the message says what to write instead.</exception>
    public static ShardWorker<T> Worker<TSelf, T>(INetwork<TSelf, T> network, Dataset<T> data, IReadOnlyList<double>? classWeights, int threads)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        return new(Trainable.Of<T>(network), TSelf.InputSize, TSelf.OutputSize, data, classWeights, threads);
    }

    /// <summary>All that decides the bits of a training beside network and data.</summary>
    private static string Describe<T>(FitOptions<T> options, IReadOnlyList<int> counts)
        where T : unmanaged, IFloatingPointIeee754<T> => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(" + ", counts)} samples, {options.Epochs} epochs of batches of {options.BatchSize}, Shuffle {options.Shuffle}, Seed {options.Seed}, {options.Optimizer}, {options.Schedule}, {options.EarlyStopping}, {options.Validation?.Count ?? 0} to validate, L1 {options.L1}, L2 {options.L2}, ClipNorm {options.ClipNorm}, ClipValue {options.ClipValue}, ClassWeights {string.Join(' ', options.ClassWeights ?? [])}");
}
