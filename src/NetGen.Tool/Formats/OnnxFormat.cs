using NetGen.Onnx;

namespace NetGen.Tool.Formats;

/// <summary>ONNX models, with weights in other files of their folder where they have such.</summary>
internal sealed class OnnxFormat : IModelFormat
{
    /// <inheritdoc/>
    public string Name => "ONNX (.onnx)";

    /// <inheritdoc/>
    public bool Reads(string path) => Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ImportedNetwork Read(string path, ImportWishes wishes) => wishes.Architecture is null
        ? OnnxImporter.ImportOutputs(path, wishes.Outputs ?? [], wishes.Name, wishes.Namespace)
        : throw new ArgumentException($"{Path.GetFileName(path)}: an ONNX model says its architecture itself; leave --architecture out.");
}
