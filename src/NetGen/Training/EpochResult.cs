namespace NetGen;

/// <summary>One pass over the training data.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Loss">The mean loss of all samples, each as it was when its batch was trained, without L1 and L2.</param>
/// <param name="Accuracy">
/// The share of training samples classified rightly, each as it was when its batch was trained; null when the data has no labels.
/// </param>
/// <param name="ValidationLoss">The mean loss of the validation data after the epoch; null without any.</param>
/// <param name="ValidationAccuracy">The share of validation samples classified rightly after the epoch; null without labels.</param>
/// <param name="LearningRate">That of the epoch's first batch.</param>
/// <param name="Elapsed">Since the training began.</param>
public sealed record EpochResult(
    int Epoch,
    double Loss,
    double? Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double LearningRate,
    TimeSpan Elapsed);
