using System.Numerics;
using Google.Protobuf;
using NetGen.Onnx.Exporting;
using NetGen.Onnx.Format;
using NetGen.Runtime;

namespace NetGen.Onnx;

/// <summary>Export of networks to ONNX.</summary>
public static class OnnxExportExtensions
{
    /// <summary>
    /// Writes a network as an ONNX model, opset 18: <c>input</c> [batch, …] to <c>output</c> [batch, …]; several inputs,
    /// and several outputs, are one row. The tensors have the names of the network's own; names of classes are in the model's metadata. The file is replaced in one step.
    /// </summary>
    /// <param name="network">Any generated network; it stays as it is.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite, as after diverged training; the file is left as it was.</exception>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    /// <exception cref="IOException">Writing failed; the file is left as it was.</exception>
    public static void ExportOnnx<TSelf, T>(this IInference<TSelf, T> network, string path)
        where TSelf : class, IInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Write(Exporter.Model(network), path);

    /// <summary>Writes a network as an ONNX model to a stream of bytes.</summary>
    /// <inheritdoc cref="ExportOnnx{TSelf, T}(IInference{TSelf, T}, string)"/>
    /// <param name="network">Any generated network; it stays as it is.</param>
    /// <param name="stream">Writable; stays open.</param>
    public static void ExportOnnx<TSelf, T>(this IInference<TSelf, T> network, Stream stream)
        where TSelf : class, IInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Write(Exporter.Model(network), stream);

    /// <summary>
    /// Writes a step of a network for streams as an ONNX model, opset 18: <c>input</c> [batch, features] to <c>output</c> [batch, features]. What layers remember goes in beside it and comes out again:
    /// <c>layers.0.h</c>, and <c>layers.0.c</c> of an LSTM, [batch, units], or <c>layers.0.past</c> of a convolution, [batch, channels, steps], 0 before the first step; <c>layers.0.h.next</c> and so on after it.
    /// </summary>
    /// <inheritdoc cref="ExportOnnx{TSelf, T}(IInference{TSelf, T}, string)"/>
    public static void ExportOnnx<TSelf, T>(this IStreamingInference<TSelf, T> network, string path)
        where TSelf : class, IStreamingInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Write(Exporter.Model(network), path);

    /// <summary>Writes a step of a network for streams as an ONNX model to a stream of bytes.</summary>
    /// <inheritdoc cref="ExportOnnx{TSelf, T}(IStreamingInference{TSelf, T}, string)"/>
    /// <param name="network">Any generated network; it stays as it is.</param>
    /// <param name="stream">Writable; stays open.</param>
    public static void ExportOnnx<TSelf, T>(this IStreamingInference<TSelf, T> network, Stream stream)
        where TSelf : class, IStreamingInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Write(Exporter.Model(network), stream);

    private static void Write(ModelProto model, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes = model.ToByteArray();
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private static void Write(ModelProto model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        model.WriteTo(stream);
    }
}
