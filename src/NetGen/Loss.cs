namespace NetGen;

/// <summary>
/// What training makes small, from outputs y and targets t. The loss of a batch is the mean of the losses of its samples.
/// </summary>
/// <remarks>
/// Which loss goes with which output activation: <see cref="CrossEntropy"/> with <see cref="Activation.Softmax"/>,
/// <see cref="BinaryCrossEntropy"/> with <see cref="Activation.Sigmoid"/>, the squared errors with any.
/// </remarks>
public enum Loss
{
    /// <summary>The mean over the outputs of (y − t)².</summary>
    MeanSquaredError,

    /// <summary>Half the mean over the outputs of (y − t)².</summary>
    HalfMeanSquaredError,

    /// <summary>½ Σ (y − t)², summed over the outputs.</summary>
    SumSquaredError,

    /// <summary>
    /// The mean over the outputs of −[t ln y + (1 − t) ln(1 − y)]; computed from the pre-activation, so it stays finite and
    /// exact where y rounds to 0 or 1.
    /// </summary>
    BinaryCrossEntropy,

    /// <summary>
    /// −Σ t ln y over the outputs; computed from the pre-activations, so it stays finite. Targets are one-hot rows,
    /// probabilities, or class labels.
    /// </summary>
    CrossEntropy,
}
