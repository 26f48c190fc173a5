using System.Numerics;
using NetGen.Orleans.Search;
using NetGen.Orleans.Workers;
using NetGen.Runtime;

namespace NetGen.Orleans;

/// <summary>Training of networks on a cluster.</summary>
public static class ClusterExtensions
{
    /// <summary>
    /// Fits a network to data in shards, on the silos of a cluster: for every batch each shard's part of the gradient is computed where
    /// the shard is, and here they are added in the order of the shards and moved along.
    /// </summary>
    /// <param name="cluster">A client, or a silo's own.</param>
    /// <param name="network">Any generated network but <c>Pretrained</c>; it is changed. Silos need the same program.</param>
    /// <param name="shards">The data.</param>
    /// <param name="options">Those of <c>Fit</c>, with the same meaning; <see cref="FitOptions{T}.Threads"/> is for each shard.</param>
    /// <param name="clusterOptions">How the cluster is used.</param>
    /// <param name="cancellationToken">Ends the training between two batches: the network stays as it is then, and the history ends there.</param>
    /// <returns>What happened, epoch by epoch.</returns>
    /// <exception cref="ArgumentException">The shards do not belong together.</exception>
    /// <exception cref="InvalidOperationException">No silo was found, or the network is <c>Pretrained</c> or being fitted already.</exception>
    /// <exception cref="ShardFailedException">A shard cannot be opened or worked on; the message has its number.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is of another training; the network has not changed.</exception>
    /// <exception cref="TrainingDivergedException">The loss became NaN or infinite.</exception>
    /// <remarks>
    /// The same shards, options and seed give the same bits with every number of silos, whichever die, hang or join on the way: those
    /// of <see cref="ShardExtensions.Fit"/> in one process.
    /// </remarks>
    public static async Task<History> FitAsync<TNetwork, T>(
        this IClusterClient cluster,
        INetwork<TNetwork, T> network,
        IShardSource<T> shards,
        FitOptions<T>? options = null,
        ClusterOptions? clusterOptions = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(shards);
        ShardFacts.RequireShards(shards);
        options ??= new();
        clusterOptions ??= new();
        var job = new ShardJob(NetworkType.NameOf(typeof(TNetwork)), ShardedFit.ArchitectureOf(network), shards, options.ClassWeights?.ToArray(), options.Threads);
        ClusterWorkers<T> workers = await ClusterWorkers<T>.OpenAsync(cluster, job, shards.Shards, clusterOptions, cancellationToken).ConfigureAwait(false);
        try
        {
            // The loop of Fit waits for each batch, on a thread of its own.
            return await Task.Factory.StartNew(
                () => ShardedFit.Run(network, workers, options, clusterOptions.Checkpoint, cancellationToken),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            workers.Close();
        }
    }

    /// <summary>Trains a network many times, side by side on the silos of a cluster: each setting with every seed and on every fold.</summary>
    /// <param name="cluster">A client, or a silo's own.</param>
    /// <param name="source">What is trained on, and how.</param>
    /// <param name="space">The settings.</param>
    /// <param name="options">Seeds, folds, and how the cluster is used.</param>
    /// <param name="cancellationToken">Ends the search; what it has found by then is returned.</param>
    /// <typeparam name="TNetwork">The class of the network. Silos need the same program.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <exception cref="InvalidOperationException">No silo was found.</exception>
    /// <remarks>
    /// The results are those of one process, on any number of silos. A trial whose silo is lost is begun anew on another one; one whose
    /// training throws is a result with an error.
    /// </remarks>
    public static async Task<SearchResult> SearchAsync<TNetwork, T>(
        this IClusterClient cluster, ITrialSource<T> source, SearchSpace space, SearchOptions? options = null, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(space);
        options ??= new();
        IEnumerable<int?> folds = options.Folds is { } count ? Enumerable.Range(0, count).Select(fold => (int?)fold) : [null];
        IEnumerable<(int Index, IReadOnlyDictionary<string, double> Item, int seed, int? fold)> trials =
            from setting in space.Settings.Index()
            from seed in options.Seeds
            from fold in folds
            select (setting.Index, setting.Item, seed, fold);
        return await new Searching(cluster, NetworkType.NameOf(typeof(TNetwork)), source, options)
            .RunAsync(trials.Select((trial, number) => new Trial(number, trial.Index, trial.Item, trial.seed, trial.fold)), cancellationToken)
            .ConfigureAwait(false);
    }
}
