namespace NetGen;

/// <summary>What happened in a training, epoch by epoch.</summary>
/// <param name="Epochs">One for each epoch that was trained to its end, in order.</param>
/// <param name="StoppedEarly">True when <see cref="EarlyStopping"/> ended the training.</param>
public sealed record History(IReadOnlyList<EpochResult> Epochs, bool StoppedEarly)
{
    /// <summary>
    /// The epoch of the lowest validation loss, or of the lowest loss when nothing was validated; the first of equals. Null
    /// when no epoch came to its end.
    /// </summary>
    public EpochResult? Best => Epochs.MinBy(epoch => epoch.ValidationLoss ?? epoch.Loss);
}
