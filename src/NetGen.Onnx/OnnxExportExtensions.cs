using System.Numerics;
using Google.Protobuf;
using NetGen.Onnx.Exporting;
using NetGen.Runtime;

namespace NetGen.Onnx;

/// <summary>Export of networks to ONNX.</summary>
public static class OnnxExportExtensions
{
    /// <summary>
    /// Writes a network as an ONNX model, opset 18: <c>input</c> [batch, …] to <c>output</c> [batch, …]; several inputs,
    /// and several outputs, are one row. The tensors have the names of the network's own; names of classes are in the model's metadata. The file is replaced in one step.
    /// </summary>
    /// <param name="network">Any generated network but streams; it stays as it is.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="NotSupportedException">A layer clips or scales every channel by numbers of its own.</exception>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite, as after diverged training; the file is left as it was.</exception>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    /// <exception cref="IOException">Writing failed; the file is left as it was.</exception>
    public static void ExportOnnx<TSelf, T>(this IInference<TSelf, T> network, string path)
        where TSelf : class, IInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] model = Exporter.Model(network).ToByteArray();
        AtomicFile.Write(path, stream => stream.Write(model));
    }

    /// <summary>Writes a network as an ONNX model to a stream.</summary>
    /// <inheritdoc cref="ExportOnnx{TSelf, T}(IInference{TSelf, T}, string)"/>
    /// <param name="network">Any generated network but streams; it stays as it is.</param>
    /// <param name="stream">Writable; stays open.</param>
    public static void ExportOnnx<TSelf, T>(this IInference<TSelf, T> network, Stream stream)
        where TSelf : class, IInference<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        Exporter.Model(network).WriteTo(stream);
    }
}
