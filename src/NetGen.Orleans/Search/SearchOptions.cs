namespace NetGen.Orleans;

/// <summary>How a search is done. What is not set has the value named here.</summary>
public sealed record SearchOptions
{
    private readonly IReadOnlyList<int> _seeds = [0];
    private readonly int _perSilo = 1, _attempts = 5;
    private readonly int? _folds;
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(30);

    /// <summary>The seeds with which each setting is tried; at least one, 0 alone unless set.</summary>
    public IReadOnlyList<int> Seeds
    {
        get => _seeds;
        init => _seeds = value is { Count: > 0 } ? value : throw new ArgumentException("Expected at least one seed.", nameof(Seeds));
    }

    /// <summary>Into how many parts the data is cut, each of which validates what was trained on the others; at least 2, off unless set.</summary>
    public int? Folds
    {
        get => _folds;
        init
        {
            if (value is { } folds)
                ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2, nameof(Folds));
            _folds = value;
        }
    }

    /// <summary>Whether folds have the classes in the proportions of the whole.</summary>
    public bool Stratify { get; init; }

    /// <summary>How many trials a silo works on at once; at least 1, 1 unless set. As many as it has cores use it best.</summary>
    public int PerSilo { get => _perSilo; init => _perSilo = AtLeastOne(value, nameof(PerSilo)); }

    /// <summary>How long a silo may be silent, not how long a trial may take, before its trials are begun anew elsewhere; above 0, 30 seconds unless set.</summary>
    public TimeSpan Timeout
    {
        get => _timeout;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(Timeout));
            _timeout = value;
        }
    }

    /// <summary>How often a trial is begun before it counts as failed; at least 1, 5 unless set.</summary>
    public int Attempts { get => _attempts; init => _attempts = AtLeastOne(value, nameof(Attempts)); }

    /// <summary>Told every result as it comes, in whatever order.</summary>
    public IProgress<TrialResult>? Progress { get; init; }

    private static int AtLeastOne(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
