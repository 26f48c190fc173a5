namespace NetGen;

/// <summary>
/// What training makes small, from outputs y and targets t. The loss of a batch is the mean of the losses of its samples.
/// </summary>
/// <remarks>
/// Which loss goes with which output activation: <see cref="CrossEntropy"/> and <see cref="KullbackLeibler"/> with
/// <see cref="Activation.Softmax"/> and <see cref="Activation.LogSoftmax"/>; <see cref="BinaryCrossEntropy"/> with
/// <see cref="Activation.Sigmoid"/>; <see cref="Hinge"/> with <see cref="Activation.Identity"/> and <see cref="Activation.Tanh"/>;
/// <see cref="Poisson"/> with <see cref="Activation.Softplus"/>, <see cref="Activation.Sigmoid"/> and
/// <see cref="Activation.Softmax"/>; the others with any but <see cref="Activation.LogSoftmax"/>.
/// </remarks>
public enum Loss
{
    /// <summary>The mean over the outputs of (y − t)².</summary>
    MeanSquaredError,

    /// <summary>Half the mean over the outputs of (y − t)².</summary>
    HalfMeanSquaredError,

    /// <summary>½ Σ (y − t)², summed over the outputs.</summary>
    SumSquaredError,

    /// <summary>The mean over the outputs of |y − t|. Its derivative where y = t is 0.</summary>
    MeanAbsoluteError,

    /// <summary>The mean over the outputs of ½ (y − t)² where |y − t| ≤ 1, else |y − t| − ½ (δ = 1).</summary>
    Huber,

    /// <summary>The mean over the outputs of ln cosh(y − t).</summary>
    LogCosh,

    /// <summary>
    /// The mean over the outputs of −[t ln y + (1 − t) ln(1 − y)]; computed from the pre-activation, so it stays finite and
    /// exact where y rounds to 0 or 1.
    /// </summary>
    BinaryCrossEntropy,

    /// <summary>
    /// −Σ t ln y over the outputs; computed from the pre-activations, so it stays finite. Targets are one-hot rows,
    /// probabilities, or class labels. Where the output is <see cref="Activation.LogSoftmax"/>, ln y is what it gives.
    /// </summary>
    CrossEntropy,

    /// <summary>The mean over the outputs of max(0, 1 − t y). Targets are −1 and 1.</summary>
    Hinge,

    /// <summary>
    /// Σ t ln(t / y) over the outputs, 0 ln 0 being 0; computed from the pre-activations, so it stays finite. Targets are
    /// probabilities. Where the output is <see cref="Activation.LogSoftmax"/>, ln y is what it gives.
    /// </summary>
    KullbackLeibler,

    /// <summary>
    /// The mean over the outputs of y − t ln y: for counts t that are expected to be y. Computed so that ln y stays finite.
    /// </summary>
    Poisson,
}
