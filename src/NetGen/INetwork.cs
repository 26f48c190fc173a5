using System.Numerics;

namespace NetGen;

/// <summary>
/// A generated network that can be trained: what library code that works on every such network needs to know of one.
/// Implemented by the classes that carry <see cref="NetworkAttribute"/>, unless <see cref="NetworkAttribute.Training"/> is false.
/// </summary>
/// <inheritdoc cref="IInference{TSelf, T}" path="/typeparam"/>
/// <remarks>
/// <para>All that <see cref="IInference{TSelf, T}"/> says holds for targets and gradients as well: batches are row-major,
/// gradients are in parameter order, nothing is allocated after a thread's first call.</para>
/// <para><b>NaN</b> in an input, a target or a parameter reaches every loss and gradient that depends on it.</para>
/// <para><b>Batch normalisation</b>: training and <see cref="Backward"/> use the mean and the variance of the batch, everything
/// else running ones, which a step moves and <see cref="Backward"/> does not. A batch is trained as a whole, which takes memory
/// that grows with it, and has at least two samples where a channel is one value: <see cref="ArgumentException"/> otherwise.</para>
/// <para><b>Thread safety</b>: <see cref="Evaluate"/> may run on many threads at once, together with what may of
/// <see cref="IInference{TSelf, T}"/>. Everything else needs exclusive use of the network.</para>
/// </remarks>
public interface INetwork<TSelf, T> : IInference<TSelf, T>
    where TSelf : class, INetwork<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>One step of gradient descent on one sample.</summary>
    /// <param name="input"><see cref="IInference{TSelf, T}.InputSize"/> values.</param>
    /// <param name="target"><see cref="IInference{TSelf, T}.OutputSize"/> values.</param>
    /// <param name="learningRate">Finite; the gradient is subtracted this many times.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ArgumentException">A length is wrong; nothing has changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is not finite; nothing has changed.</exception>
    T Train(ReadOnlySpan<T> input, ReadOnlySpan<T> target, T learningRate);

    /// <summary>One step of gradient descent on the mean gradient of n samples.</summary>
    /// <param name="inputs">n × <see cref="IInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="targets">n × <see cref="IInference{TSelf, T}.OutputSize"/> values.</param>
    /// <param name="learningRate">Finite; the mean gradient is subtracted this many times.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or n is 0; nothing has changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is not finite; nothing has changed.</exception>
    T TrainBatch(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T learningRate);

    /// <summary>The mean loss of n samples.</summary>
    /// <param name="inputs">n × <see cref="IInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="targets">n × <see cref="IInference{TSelf, T}.OutputSize"/> values.</param>
    /// <exception cref="ArgumentException">A length is wrong, or n is 0.</exception>
    T Evaluate(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);

    /// <summary>The mean loss of n samples and its gradient by the parameters, which stay as they are.</summary>
    /// <param name="inputs">n × <see cref="IInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="targets">n × <see cref="IInference{TSelf, T}.OutputSize"/> values.</param>
    /// <param name="gradient">Overwritten with <see cref="IInference{TSelf, T}.ParameterCount"/> values in parameter order; must not overlap the others.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A length is wrong, n is 0, or <paramref name="gradient"/> overlaps another span.</exception>
    T Backward(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradient);
}
