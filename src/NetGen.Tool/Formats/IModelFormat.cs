using NetGen.Onnx;

namespace NetGen.Tool.Formats;

/// <summary>A kind of file that networks are read from.</summary>
internal interface IModelFormat
{
    /// <summary>What people call such files, with their ending: <c>ONNX (.onnx)</c>.</summary>
    string Name { get; }

    /// <summary>Whether a file is of this kind, by its ending and, where others share that, by how it begins. The file exists.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    bool Reads(string path);

    /// <summary>The network in the file.</summary>
    /// <exception cref="ArgumentException">A wish cannot be met.</exception>
    /// <exception cref="InvalidDataException">The file contradicts itself; the message says what was found and where.</exception>
    /// <exception cref="NotSupportedException">It has what a network cannot have; the message says what to do.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    ImportedNetwork Read(string path, ImportWishes wishes);
}
