using System.Diagnostics;

namespace NetGen.Orleans.Workers;

/// <summary>
/// Which silos there are to work on a training: the active ones of the membership, without those that failed it lately.
/// Not thread safe.
/// </summary>
/// <param name="cluster">Asked for the membership.</param>
/// <param name="rest">How long a silo that failed is left alone; twice as long with each failure.</param>
internal sealed class Silos(IClusterClient cluster, TimeSpan rest)
{
    /// <summary>How often the membership is asked for.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<SiloAddress, (int Failures, long Until)> _failed = [];
    private SiloAddress[] _active = [];
    private Task<SiloAddress[]>? _asked;
    private long _askedAt;

    /// <summary>Those to be used, in the order of their addresses; when all have failed, all that there are.</summary>
    public SiloAddress[] Usable
    {
        get
        {
            long now = Stopwatch.GetTimestamp();
            SiloAddress[] usable = [.. _active.Where(silo => !_failed.TryGetValue(silo, out (int Failures, long Until) failed) || failed.Until < now)];
            return usable.Length > 0 ? usable : _active;
        }
    }

    /// <summary>Asks for the membership now, as often as it takes to find a silo.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public async Task FindAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        Exception? last = null;
        do
        {
            try
            {
                _active = await AskAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                if (_active.Length > 0)
                    return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                last = exception;
            }
            await Task.Delay(200, cancellationToken).ConfigureAwait(false);
        }
        while (Stopwatch.GetElapsedTime(began) < timeout);
        throw new InvalidOperationException($"No silo of the cluster answered within {timeout.TotalSeconds:0} seconds. Start silos first, and give client and silos the same cluster and service id.", last);
    }

    /// <summary>Asks for the membership in the background; true when an answer has come that is another one than before.</summary>
    public bool HaveChanged()
    {
        bool changed = false;
        if (_asked is { IsCompleted: true })
        {
            // While a silo is being declared dead the question may fail with it; the next one will not.
            if (_asked.IsCompletedSuccessfully && _asked.Result.Length > 0)
            {
                changed = !_asked.Result.SequenceEqual(_active);
                _active = _asked.Result;
            }
            _asked = null;
        }
        if (_asked is null && Stopwatch.GetElapsedTime(_askedAt) > Interval)
        {
            _askedAt = Stopwatch.GetTimestamp();
            _asked = AskAsync();
        }
        return changed;
    }

    /// <summary>Whether a silo was a member when last heard.</summary>
    public bool Has(SiloAddress silo) => Array.IndexOf(_active, silo) >= 0;

    /// <summary>Leaves a silo alone for a while.</summary>
    public void Fail(SiloAddress silo)
    {
        int failures = _failed.GetValueOrDefault(silo).Failures + 1;
        double ticks = rest.TotalSeconds * Stopwatch.Frequency * Math.Pow(2, Math.Min(failures, 10));
        _failed[silo] = (failures, Stopwatch.GetTimestamp() + (long)ticks);
    }

    private async Task<SiloAddress[]> AskAsync()
    {
        Dictionary<SiloAddress, SiloStatus> hosts = await cluster.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).WaitAsync(Patience).ConfigureAwait(false);
        return [.. hosts.Keys.Order()];
    }
}
