using System.Numerics;

namespace NetGen;

/// <summary>
/// A network trained with <see cref="Loss.CrossEntropy"/>: its targets may be class labels, numbers from 0 to
/// <see cref="IInference{TSelf, T}.OutputSize"/> − 1, instead of one-hot rows.
/// </summary>
/// <inheritdoc cref="INetwork{TSelf, T}" path="/typeparam"/>
/// <remarks>
/// <para>All labels are checked before anything changes.</para>
/// <para>Given a bare <c>[1, 0]</c> C# 13 takes the overload for labels; C# 12 finds the call ambiguous. Targets are written
/// <c>[1f, 0f]</c>; in C# 12, labels are passed as an <c>int[]</c> or a span.</para>
/// <para>Evaluate may run on many threads at once; the others need exclusive use.</para>
/// </remarks>
public interface IClassifier<TSelf, T> : IPredictor<TSelf, T>
    where TSelf : class, IClassifier<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>One step of gradient descent on one sample.</summary>
    /// <param name="input"><see cref="IInference{TSelf, T}.InputSize"/> values.</param>
    /// <param name="label">The sample's class.</param>
    /// <param name="learningRate">Finite; the gradient is subtracted this many times.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ArgumentException">The length is wrong; nothing has changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The label is no class, or the learning rate is not finite; nothing has changed.</exception>
    T Train(ReadOnlySpan<T> input, int label, T learningRate);

    /// <summary>One step of gradient descent on the mean gradient of n samples.</summary>
    /// <param name="inputs">n × <see cref="IInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="labels">n classes.</param>
    /// <param name="learningRate">Finite; the mean gradient is subtracted this many times.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or n is 0; nothing has changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class, or the learning rate is not finite; nothing has changed.</exception>
    T TrainBatch(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, T learningRate);

    /// <summary>The mean loss of n samples.</summary>
    /// <param name="inputs">n × <see cref="IInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="labels">n classes.</param>
    /// <exception cref="ArgumentException">A length is wrong, or n is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class.</exception>
    T Evaluate(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels);

    /// <summary>The mean loss of n samples and its gradient by the parameters, which stay as they are.</summary>
    /// <param name="inputs">n × <see cref="IInference{TSelf, T}.InputSize"/> values, n ≥ 1.</param>
    /// <param name="labels">n classes.</param>
    /// <param name="gradient">Overwritten with <see cref="IInference{TSelf, T}.ParameterCount"/> values in parameter order; must not overlap the others.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A length is wrong, n is 0, or <paramref name="gradient"/> overlaps <paramref name="inputs"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class; <paramref name="gradient"/> is untouched.</exception>
    T Backward(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, Span<T> gradient);
}
