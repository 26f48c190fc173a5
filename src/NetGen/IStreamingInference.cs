using System.Numerics;

namespace NetGen;

/// <summary>
/// A generated network that goes through a stream: a sample is one step of it, and what the network remembers of the steps before lies
/// in a <see cref="State"/>. Implemented by the classes that carry <see cref="NetworkAttribute"/> and have recurrent layers or
/// causal convolutions over inputs without a number of steps, such as <c>"6-32gru-3"</c> and <c>"1-16c3causal:tanh-1"</c>; those that are not declared with <see cref="NetworkAttribute.Training"/> =
/// false are an <see cref="IStreamingNetwork{TSelf, T}"/> besides.
/// </summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, by <see cref="NetworkAttribute.Precision"/>.</typeparam>
/// <remarks>
/// <para>Steps are row-major: n steps are one span of n × <see cref="InputSize"/> values, step after step, and likewise for outputs.</para>
/// <para><b>Parameter order</b>: layer after layer, tensor after tensor, each row-major; the order of PyTorch's
/// <c>parameters_to_vector</c>.</para>
/// <para><b>Allocation</b>: <see cref="Step"/> and <see cref="Run"/> allocate nothing and take no lock; all that they write lies in the
/// state and the outputs.</para>
/// <para><b>Thread safety</b>: one network serves any number of streams on any number of threads, each with a state of its own, as long as
/// no parameters are written.</para>
/// </remarks>
public interface IStreamingInference<TSelf, T>
    where TSelf : class, IStreamingInference<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of values that a step takes.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of values that a step gives.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The number of weights and biases.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>Layers, shapes, tensors and costs of a step; its text is a table. Made on first use.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>A new network with freshly drawn parameters.</summary>
    /// <param name="seed">The same seed gives the same parameters, on every machine.</param>
    static abstract TSelf Create(int seed);

    /// <inheritdoc cref="IInference{TSelf, T}.Load(string)"/>
    static abstract TSelf Load(string path);

    /// <inheritdoc cref="IInference{TSelf, T}.Load(Stream)"/>
    static abstract TSelf Load(Stream stream);

    /// <summary>A state for a new stream, before its first step.</summary>
    State NewState();

    /// <summary>One step of a stream.</summary>
    /// <param name="state">Of this class; goes on by a step.</param>
    /// <param name="input"><see cref="InputSize"/> values.</param>
    /// <param name="output">Receives <see cref="OutputSize"/> values; must not overlap <paramref name="input"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="ArgumentException">The state is of another class, a length is wrong, or the spans overlap; nothing has changed.</exception>
#pragma warning disable CA1716 // Step is a keyword of Visual Basic, and the field's word.
    void Step(State state, ReadOnlySpan<T> input, Span<T> output);
#pragma warning restore CA1716

    /// <summary>n steps of a stream; the same bits as n calls of <see cref="Step"/>.</summary>
    /// <param name="state">Of this class; goes on by n steps.</param>
    /// <param name="inputs">n × <see cref="InputSize"/> values; n may be 0.</param>
    /// <param name="outputs">Receives n × <see cref="OutputSize"/> values; must not overlap <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="ArgumentException">The state is of another class, a length is wrong, or the spans overlap; nothing has changed.</exception>
    void Run(State state, ReadOnlySpan<T> inputs, Span<T> outputs);

    /// <inheritdoc cref="IInference{TSelf, T}.GetParameters"/>
    void GetParameters(Span<T> parameters);

    /// <inheritdoc cref="IInference{TSelf, T}.SetParameters"/>
    void SetParameters(ReadOnlySpan<T> parameters);

    /// <inheritdoc cref="IInference{TSelf, T}.Clone"/>
    TSelf Clone();

    /// <inheritdoc cref="IInference{TSelf, T}.CopyFrom"/>
    void CopyFrom(TSelf other);

    /// <inheritdoc cref="IInference{TSelf, T}.Save(string)"/>
    void Save(string path);

    /// <inheritdoc cref="IInference{TSelf, T}.Save(Stream)"/>
    void Save(Stream stream);
}
