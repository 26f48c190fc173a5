using System.Numerics;

namespace NetGen;

/// <summary>A generated network that goes through a stream and can be trained on sequences of steps.</summary>
/// <inheritdoc cref="IStreamingInference{TSelf, T}" path="/typeparam"/>
/// <remarks>
/// <para>The loss of a sequence is the mean over its steps. The gradient goes back through all of them, and through layers by
/// back-propagation through time; it ends where the sequence begins.</para>
/// <para>Longer sequences are trained on in parts that carry a <see cref="State"/> from one to the next: truncated back-propagation
/// through time. As many steps as one part may have stand in the message of the exception.</para>
/// <para><b>Thread safety</b>: training needs exclusive use of the network.</para>
/// </remarks>
public interface IStreamingNetwork<TSelf, T> : IStreamingInference<TSelf, T>
    where TSelf : class, IStreamingNetwork<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>One step of gradient descent on the mean gradient of a sequence that begins a stream.</summary>
    /// <param name="inputs">n × <see cref="IStreamingInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="targets">n × <see cref="IStreamingInference{TSelf, T}.OutputSize"/> values.</param>
    /// <param name="learningRate">Finite; the mean gradient is subtracted this many times.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">A length is wrong, n is 0, or there are too many steps; nothing has changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is not finite; nothing has changed.</exception>
    T TrainSequence(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T learningRate);

    /// <summary>One step of gradient descent on the mean gradient of a sequence that goes on where a stream is.</summary>
    /// <param name="state">Of this class; goes on by n steps, with the parameters before the step.</param>
    /// <param name="inputs">n × <see cref="IStreamingInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="targets">n × <see cref="IStreamingInference{TSelf, T}.OutputSize"/> values.</param>
    /// <param name="learningRate">Finite; the mean gradient is subtracted this many times.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="ArgumentException">The state is of another class, a length is wrong, n is 0, or there are too many steps; nothing has changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is not finite; nothing has changed.</exception>
    T TrainSequence(State state, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T learningRate);

    /// <summary>The mean loss of a sequence that begins a stream and its gradient by the parameters, which stay as they are.</summary>
    /// <param name="inputs">n × <see cref="IStreamingInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="targets">n × <see cref="IStreamingInference{TSelf, T}.OutputSize"/> values.</param>
    /// <param name="gradient">Overwritten with <see cref="IStreamingInference{TSelf, T}.ParameterCount"/> values in parameter order; must not overlap the others.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A length is wrong, n is 0, there are too many steps, or <paramref name="gradient"/> overlaps another span.</exception>
    T BackwardSequence(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradient);

    /// <summary>The mean loss and gradient of a sequence that goes on where a stream is.</summary>
    /// <param name="state">Of this class; goes on by n steps.</param>
    /// <param name="inputs">n × <see cref="IStreamingInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="targets">n × <see cref="IStreamingInference{TSelf, T}.OutputSize"/> values.</param>
    /// <param name="gradient">Overwritten with <see cref="IStreamingInference{TSelf, T}.ParameterCount"/> values in parameter order; must not overlap the others.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="ArgumentException">The state is of another class, a length is wrong, n is 0, there are too many steps, or <paramref name="gradient"/> overlaps another span.</exception>
    T BackwardSequence(State state, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradient);
}
