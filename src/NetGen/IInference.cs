using System.Numerics;

namespace NetGen;

/// <summary>
/// A generated network as programs know it that only predict: everything but training. Implemented by all classes that carry
/// <see cref="NetworkAttribute"/>; those that are not declared with <see cref="NetworkAttribute.Training"/> = false are an
/// <see cref="INetwork{TSelf, T}"/> besides.
/// </summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, by <see cref="NetworkAttribute.Precision"/>.</typeparam>
/// <remarks>
/// <para>Batches are row-major: n samples are one span of n × <see cref="InputSize"/> values, sample after sample, and likewise
/// for outputs.</para>
/// <para><b>Parameter order</b>: layer after layer, the weights <c>[out, in]</c> row-major, then the biases <c>[out]</c>; the
/// order of PyTorch's <c>parameters_to_vector</c>.</para>
/// <para><b>Allocation</b>: the numeric methods allocate nothing after a thread's first call.</para>
/// <para><b>NaN</b> in an input or a parameter reaches every output that depends on it.</para>
/// <para><b>Thread safety</b>: <see cref="Forward"/>, <see cref="ForwardBatch"/> and <see cref="GetParameters"/> may run on many
/// threads at once, as long as nothing else does. Everything else needs exclusive use of the network.</para>
/// </remarks>
public interface IInference<TSelf, T>
    where TSelf : class, IInference<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of values in one input.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of values in one output.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The number of weights and biases.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>Layers, shapes, tensors and costs; its text is a table. Made on first use.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>A new network with freshly drawn parameters.</summary>
    /// <param name="seed">The same seed gives the same parameters, on every machine.</param>
    static abstract TSelf Create(int seed);

    /// <summary>A new network with the parameters of a safetensors file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or a folder has its name.</exception>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    /// <exception cref="InvalidDataException">The file does not fit this network; the message names file, tensor, found and expected.</exception>
    static abstract TSelf Load(string path);

    /// <summary>A new network with the parameters of a safetensors file, read from a stream to its end.</summary>
    /// <param name="stream">Readable; need not be seekable; stays open.</param>
    /// <exception cref="InvalidDataException">The file does not fit this network; the message names tensor, found and expected.</exception>
    static abstract TSelf Load(Stream stream);

    /// <summary>The outputs for one sample.</summary>
    /// <param name="input"><see cref="InputSize"/> values.</param>
    /// <param name="output">Receives <see cref="OutputSize"/> values; must not overlap <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the spans overlap.</exception>
    void Forward(ReadOnlySpan<T> input, Span<T> output);

    /// <summary>The outputs for n samples; each row is bit for bit what <see cref="Forward"/> writes for that sample.</summary>
    /// <param name="inputs">n × <see cref="InputSize"/> values; n may be 0.</param>
    /// <param name="outputs">Receives n × <see cref="OutputSize"/> values; must not overlap <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the spans overlap.</exception>
    void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs);

    /// <summary>Copies the parameters out, in parameter order.</summary>
    /// <param name="parameters">Receives <see cref="ParameterCount"/> values.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    void GetParameters(Span<T> parameters);

    /// <summary>Replaces all parameters.</summary>
    /// <param name="parameters"><see cref="ParameterCount"/> values in parameter order.</param>
    /// <exception cref="ArgumentException">The length is wrong; nothing has changed.</exception>
    void SetParameters(ReadOnlySpan<T> parameters);

    /// <summary>A new network with the same parameters.</summary>
    TSelf Clone();

    /// <summary>Replaces all parameters by those of another network of this class.</summary>
    /// <param name="other">Is left as it is.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    void CopyFrom(TSelf other);

    /// <summary>
    /// Writes the parameters to a safetensors file. The same parameters give the same bytes, and the file is replaced in one
    /// step: whoever reads it sees the old content or the new, never a part.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite, as after diverged training; the file is left as it was.</exception>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    /// <exception cref="IOException">A folder has the file's name, or writing failed; the file is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing there is not allowed; the file is left as it was.</exception>
    void Save(string path);

    /// <summary>Writes the parameters as a safetensors file to a stream.</summary>
    /// <param name="stream">Writable; need not be seekable; stays open.</param>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite, as after diverged training; nothing is written.</exception>
    void Save(Stream stream);
}
