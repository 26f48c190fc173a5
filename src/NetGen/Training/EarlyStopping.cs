namespace NetGen;

/// <summary>Ends a training that no longer gets better: by the validation loss, or by the loss when nothing is validated.</summary>
public sealed record EarlyStopping
{
    private readonly int _patience = 10;
    private readonly double _minDelta;

    /// <summary>Stops after this many epochs in a row without a better loss; at least 1, 10 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Patience
    {
        get => _patience;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _patience = value;
        }
    }

    /// <summary>A loss is better when it is lower by more than this; not negative, 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double MinDelta
    {
        get => _minDelta;
        init => _minDelta = Training.Require.NotNegative(value, nameof(MinDelta));
    }

    /// <summary>
    /// Whether the network gets the parameters of its best epoch when the training ends, early or not; true unless set. The best is the last that was better
    /// by more than <see cref="MinDelta"/>, which need not be the lowest.
    /// </summary>
    public bool RestoreBest { get; init; } = true;
}
