namespace NetGen.Orleans;

/// <summary>How a training uses a cluster. None of it changes the result.</summary>
public sealed record ClusterOptions
{
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(30), _openTimeout = TimeSpan.FromMinutes(5);
    private readonly int _attempts = 5;

    /// <summary>How long a silo may take for its part of one batch before another one does it; above 0, 30 seconds unless set.</summary>
    public TimeSpan Timeout { get => _timeout; init => _timeout = Positive(value, nameof(Timeout)); }

    /// <summary>How long a silo may take to open a shard; above 0, five minutes unless set.</summary>
    public TimeSpan OpenTimeout { get => _openTimeout; init => _openTimeout = Positive(value, nameof(OpenTimeout)); }

    /// <summary>How often a part of a batch is tried before the training fails; at least 1, 5 unless set. What the shard's own code throws is not tried again.</summary>
    public int Attempts
    {
        get => _attempts;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Attempts));
            _attempts = value;
        }
    }

    /// <summary>
    /// A file that is replaced after every epoch and deleted when the training has ended; its folder must exist. Where it is there at
    /// first, the training goes on from it: a coordinator that died, or was cancelled, loses the epoch that it was in.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>Told whenever a shard is given to a silo, on any thread.</summary>
    public IProgress<ShardPlaced>? Placed { get; init; }

    private static TimeSpan Positive(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
        return value;
    }
}

/// <summary>A shard has been given to a silo.</summary>
/// <param name="Shard">Counted from 0.</param>
/// <param name="Silo">The silo's address, as Orleans writes it.</param>
/// <param name="Reason">Why it was taken from the silo before; null when that is no failure.</param>
public sealed record ShardPlaced(int Shard, string Silo, string? Reason);
