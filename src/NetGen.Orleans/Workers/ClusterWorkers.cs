using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using NetGen.Runtime;
using Orleans.Concurrency;
using Orleans.Runtime.Placement;

namespace NetGen.Orleans.Workers;

/// <summary>The shards of one training on the silos of a cluster, evenly; each moves when its silo fails, hangs or dies, and when others join.</summary>
internal sealed class ClusterWorkers<T> : IShardWorkers<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string Gone = "The silo is no longer one of the cluster.";

    private readonly IClusterClient _cluster;
    private readonly ShardJob _job;
    private readonly ClusterOptions _options;
    private readonly Silos _silos;
    private readonly string _training = Guid.NewGuid().ToString("N");
    private readonly Dictionary<SiloAddress, IShardGrain> _grains = [];
    private readonly Place?[] _places;
    private readonly int[] _counts;
    private readonly Task<ShardReply>?[] _replies;

    // Of the places, the grains and the silos.
    private readonly Lock _gate = new();

    private ClusterWorkers(IClusterClient cluster, ShardJob job, int shards, ClusterOptions options)
    {
        _cluster = cluster;
        _job = job;
        _options = options;
        _silos = new(cluster, options.Timeout);
        _places = new Place[shards];
        _counts = new int[shards];
        _replies = new Task<ShardReply>[shards];
    }

    public IReadOnlyList<int> Counts => _counts;

    public bool HasClasses { get; private set; }

    /// <summary>Finds silos and opens every shard on one of them.</summary>
    /// <exception cref="ShardFailedException">A shard cannot be opened.</exception>
    public static async Task<ClusterWorkers<T>> OpenAsync(
        IClusterClient cluster, ShardJob job, int shards, ClusterOptions options, CancellationToken cancellationToken)
    {
        var workers = new ClusterWorkers<T>(cluster, job, shards, options);
        await workers._silos.FindAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
        workers.Spread();
        ShardOpened[] opened = await Task.WhenAll(Enumerable.Range(0, shards).Select(shard => workers.TryAsync(
            shard, place => workers.OpenAsync(shard, place, cancellationToken), cancellationToken))).ConfigureAwait(false);
        for (int shard = 0; shard < shards; shard++)
            workers._counts[shard] = opened[shard].Count;
        workers.HasClasses = ShardFacts.HaveClasses([.. opened.Select(shard => shard.HasClasses)]);
        return workers;
    }

    public void Start(ReadOnlySpan<T> parameters, IReadOnlyList<ShardPart> parts, CancellationToken cancellationToken)
    {
        lock (_gate)
            FollowMembership();
        var bytes = new Immutable<byte[]>(MemoryMarshal.AsBytes(parameters).ToArray());
        for (int shard = 0; shard < parts.Count; shard++)
        {
            if (parts[shard].Rows.Length > 0)
                _replies[shard] = AddAsync(shard, bytes, ShardRows.Of(parts[shard]), cancellationToken);
        }
    }

    public ReadOnlySpan<T> Finish(int shard, out GradientSum sum)
    {
        // The training has a thread of its own, which waits here.
        ShardReply reply = _replies[shard]!.GetAwaiter().GetResult();
        sum = new(reply.Loss, reply.Weight, reply.Right);
        return MemoryMarshal.Cast<byte, T>(reply.Gradient);
    }

    /// <summary>Lets the silos forget the training.</summary>
    public void Close()
    {
        foreach (IShardGrain grain in _grains.Values)
            grain.Close().Ignore();
    }

    private Task<ShardReply> AddAsync(int shard, Immutable<byte[]> parameters, ShardRows rows, CancellationToken cancellationToken) => TryAsync(
        shard,
        async place =>
        {
            while (true)
            {
                if (!place.IsOpen)
                    await OpenAsync(shard, place, cancellationToken).ConfigureAwait(false);
                ShardReply? reply = await AnswerAsync(place, place.Grain.Add(shard, parameters, rows), _options.Timeout, cancellationToken).ConfigureAwait(false);

                // A silo may have put a grain away that was not asked for long.
                place.IsOpen = reply is not null;
                if (reply is null)
                    continue;
                return reply.Failure is null ? reply : throw new ShardFailedException(shard, place.Silo.ToString(), reply.Failure);
            }
        },
        cancellationToken);

    private async Task<ShardOpened> OpenAsync(int shard, Place place, CancellationToken cancellationToken)
    {
        // A grain that is not there yet is to be made on that silo.
        RequestContext.Set(IPlacementDirector.PlacementHintKey, place.Silo);
        ShardOpened opened = await AnswerAsync(place, place.Grain.Open(_job, shard), _options.OpenTimeout, cancellationToken).ConfigureAwait(false);
        if (opened.Failure is not null)
            throw new ShardFailedException(shard, place.Silo.ToString(), opened.Failure);
        if (_counts[shard] > 0 && opened.Count != _counts[shard])
            throw new InvalidOperationException($"Shard {shard} has {opened.Count} samples on silo {place.Silo} and had {_counts[shard]} before. A source opens the same data everywhere and every time.");
        place.IsOpen = true;
        return opened;
    }

    /// <summary>Waits for an answer, as long as the silo is one of the cluster.</summary>
    private async Task<TResult> AnswerAsync<TResult>(Place place, Task<TResult> call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await call.WaitAsync(timeout < Silos.Interval ? timeout : Silos.Interval, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException) when (!call.IsCompleted)
            {
                // Nothing yet: there is still time, unless the silo is gone.
            }
            if (Stopwatch.GetElapsedTime(began) >= timeout)
                throw new TimeoutException($"No answer within {timeout.TotalSeconds:0.#} seconds.");
            lock (_gate)
            {
                FollowMembership();
                if (!_silos.Has(place.Silo))
                    throw new SiloUnavailableException(Gone);
            }
        }
    }

    /// <summary>Does something on the silo that has a shard, and elsewhere when that silo fails.</summary>
    private async Task<TResult> TryAsync<TResult>(int shard, Func<Place, Task<TResult>> work, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            Place place;
            lock (_gate)
                place = _places[shard]!;
            try
            {
                return await work(place).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not ShardFailedException && !cancellationToken.IsCancellationRequested)
            {
                if (attempt == _options.Attempts)
                    throw new ShardFailedException(shard, place.Silo.ToString(), attempt, exception);
                await LeaveAsync(place, exception, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes every shard from a silo that failed.</summary>
    private async Task LeaveAsync(Place failed, Exception exception, CancellationToken cancellationToken)
    {
        bool isLast;
        lock (_gate)
        {
            // Another shard's failure may have moved this one meanwhile.
            if (!_places.Contains(failed))
                return;
            _silos.Fail(failed.Silo);
            isLast = _silos.Usable.Contains(failed.Silo);
            _grains.Remove(failed.Silo);
            Spread(failed.Silo, $"{exception.GetType().Name}: {exception.Message}");
        }

        // With nowhere else to go it is worth to wait for somebody to come.
        if (isLast)
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
    }

    private void FollowMembership()
    {
        if (_silos.HaveChanged())
            Spread();
    }

    /// <summary>Gives the shards to the silos, so that none has two more than another; only those move that must.</summary>
    private void Spread(SiloAddress? failed = null, string? reason = null)
    {
        SiloAddress[] usable = _silos.Usable;
        Dictionary<SiloAddress, List<int>> loads = usable.ToDictionary(silo => silo, _ => new List<int>());
        var homeless = new Queue<int>();
        for (int shard = 0; shard < _places.Length; shard++)
        {
            if (_places[shard] is { } place && !place.Silo.Equals(failed) && loads.TryGetValue(place.Silo, out List<int>? load))
                load.Add(shard);
            else
                homeless.Enqueue(shard);
        }
        while (true)
        {
            SiloAddress least = usable.MinBy(silo => loads[silo].Count)!, most = usable.MaxBy(silo => loads[silo].Count)!;
            if (!homeless.TryDequeue(out int shard))
            {
                if (loads[most].Count - loads[least].Count < 2)
                    return;
                shard = loads[most][^1];
                loads[most].RemoveAt(loads[most].Count - 1);
            }
            loads[least].Add(shard);
            SiloAddress? before = _places[shard]?.Silo;
            _places[shard] = new(least, Grain(least));
            _options.Placed?.Report(new(
                shard, least.ToString(), before is null ? null : before.Equals(failed) ? reason : loads.ContainsKey(before) ? null : Gone));
        }
    }

    private IShardGrain Grain(SiloAddress silo)
    {
        if (!_grains.TryGetValue(silo, out IShardGrain? grain))
        {
            // A silo that failed once gets a grain of its own anew, as the one before may hang.
            grain = _cluster.GetGrain<IShardGrain>($"{_training}/{silo}/{Guid.NewGuid():N}");
            _grains.Add(silo, grain);
        }
        return grain;
    }

    /// <summary>Where a shard is worked on.</summary>
    private sealed class Place(SiloAddress silo, IShardGrain grain)
    {
        public SiloAddress Silo { get; } = silo;

        public IShardGrain Grain { get; } = grain;

        public bool IsOpen { get; set; }
    }
}
