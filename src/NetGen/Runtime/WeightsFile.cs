using System.ComponentModel;
using System.Numerics;
using System.Reflection;

namespace NetGen.Runtime;

/// <summary>
/// Saves and loads a network's parameters as safetensors: tensors <c>layers.0.weight</c> <c>[out, in]</c>,
/// <c>layers.0.bias</c> <c>[out]</c> and so on, F32 or F64, with the architecture in <c>__metadata__</c>. A file that does not
/// fit is refused whole, with a message that names file, tensor, what was expected and what was found. Called by generated code.
/// </summary>
/// <remarks>Thread safe as far as nobody writes to the block meanwhile.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightsFile
{
    /// <summary>Writes a file in one step: beside the old one, flushed to the disk, then renamed over it.</summary>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite; the old file is left as it was.</exception>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    /// <exception cref="IOException">A folder has the file's name, or writing failed; the old file is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing there is not allowed; the old file is left as it was.</exception>
    public static void Save<T>(string path, ParameterLayout layout, ReadOnlySpan<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(layout);
        T[] parameters = SafetensorsWriter.Collect(layout, block);
        AtomicFile.Write(path, stream => SafetensorsWriter.Write<T>(stream, layout, parameters));
    }

    /// <summary>Writes the file to a stream, from where it stands. The stream stays open.</summary>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite; nothing is written.</exception>
    public static void Save<T>(Stream stream, ParameterLayout layout, ReadOnlySpan<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(layout);
        SafetensorsWriter.Write<T>(stream, layout, SafetensorsWriter.Collect(layout, block));
    }

    /// <summary>Reads a file into a block, transposed copies included.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or a folder has its name.</exception>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    /// <exception cref="InvalidDataException">The file does not fit; the block is as it was.</exception>
    public static void Load<T>(string path, ParameterLayout layout, Span<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using FileStream stream = Open(path);
        Load(stream, path, layout, block);
    }

    /// <summary>Reads a stream, from where it stands to its end, into a block, transposed copies included. The stream stays open.</summary>
    /// <exception cref="InvalidDataException">What it holds does not fit; the block is as it was.</exception>
    public static void Load<T>(Stream stream, ParameterLayout layout, Span<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        Load(stream, stream is FileStream file ? file.Name : "The stream", layout, block);
    }

    /// <summary>Reads an embedded resource into a block, transposed copies included.</summary>
    /// <exception cref="InvalidOperationException">The assembly has no such resource.</exception>
    /// <exception cref="InvalidDataException">What it holds does not fit; the block is as it was.</exception>
    public static void LoadResource<T>(Assembly assembly, string resourceName, ParameterLayout layout, Span<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using Stream stream = assembly.GetManifestResourceStream(resourceName) ?? throw MissingWeights(resourceName);
        Load(stream, resourceName, layout, block);
    }

    /// <summary>What <c>Pretrained</c> throws while its file was not there when the project was built.</summary>
    /// <param name="declaredPath">The file as declared.</param>
    public static InvalidOperationException MissingWeights(string declaredPath) => new(
        $"No weights file '{declaredPath}' was embedded when this project was built. Save one there, then build again.");

    /// <summary>Opens a file to read it while others may replace it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or a folder has its name.</exception>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    internal static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireFile(path);
        return new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }

    private static void RequireFile(string path)
    {
        if (File.Exists(path))
            return;
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new FileNotFoundException($"Cannot load '{path}': that is a folder. Name a file in it.", path);
        string? folder = Path.GetDirectoryName(full);
        if (Directory.Exists(folder))
            throw new FileNotFoundException($"Cannot load '{path}': the folder '{folder}' has no such file. Save the network there first, or correct the path.", path);
        throw new DirectoryNotFoundException($"Cannot load '{path}': the folder '{folder}' does not exist. Correct the path.");
    }

    private static void Load<T>(Stream stream, string source, ParameterLayout layout, Span<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(layout);
        var reader = new SafetensorsReader(stream, source);
        T[] values = reader.Read<T>(reader.ReadHeader(layout), TensorSlot.OfFile(layout));
        layout.ScatterBuffers<T>(values.AsSpan(layout.ParameterCount), block);
        layout.Scatter<T>(values, block);
    }
}
