using System.Numerics;

namespace NetGen;

/// <summary>
/// A network whose output means a class: the index of the largest output (the lowest on ties), or, with a single output, 1 at
/// or above the activation's threshold (½ for Sigmoid, HardSigmoid and Step, 0 for Tanh and networks with a Hinge loss) and 0 below.
/// </summary>
/// <inheritdoc cref="INetwork{TSelf, T}" path="/typeparam"/>
/// <remarks>Both methods may run on many threads at once, and allocate nothing after a thread's first call.</remarks>
public interface IPredictor<TSelf, T> : INetwork<TSelf, T>
    where TSelf : class, IPredictor<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The class of one sample.</summary>
    /// <param name="input"><see cref="IInference{TSelf, T}.InputSize"/> values.</param>
    /// <returns>From 0 to <see cref="IInference{TSelf, T}.OutputSize"/> − 1; 0 or 1 for a network of one output.</returns>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    int Predict(ReadOnlySpan<T> input);

    /// <summary>The classes of n samples.</summary>
    /// <param name="inputs">n × <see cref="IInference{TSelf, T}.InputSize"/> values; n may be 0.</param>
    /// <param name="outputs">Receives n classes; must not overlap <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the spans overlap.</exception>
    void PredictBatch(ReadOnlySpan<T> inputs, Span<int> outputs);
}
