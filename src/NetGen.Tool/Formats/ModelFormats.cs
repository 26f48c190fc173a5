using NetGen.Onnx;
using NetGen.Tool.Formats.Keras;
using NetGen.Tool.Formats.Nam;
using NetGen.Tool.Formats.PyTorch;
using NetGen.Tool.Formats.RTNeural;

namespace NetGen.Tool.Formats;

/// <summary>All kinds of files that networks are imported from; a kind is one line here.</summary>
internal static class ModelFormats
{
    public static IReadOnlyList<IModelFormat> All { get; } =
    [
        new OnnxFormat(),
        new PyTorchFormat(),
        new NamFormat(),
        new RTNeuralFormat(),
        new KerasFormat(),
    ];

    /// <summary>The network in a file, by whichever format reads it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="NotSupportedException">No format reads it.</exception>
    /// <inheritdoc cref="IModelFormat.Read" path="/exception"/>
    public static ImportedNetwork Read(string path, ImportWishes wishes)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}', looked for as '{Path.GetFullPath(path)}'.", path);
        IModelFormat format = All.FirstOrDefault(format => format.Reads(path))
            ?? throw new NotSupportedException($"{path}: expected a model in one of these formats, by the file's ending: {string.Join(", ", All.Select(format => format.Name))}.");
        return format.Read(path, wishes);
    }
}
