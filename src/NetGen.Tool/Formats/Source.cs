using NetGen.Onnx;

namespace NetGen.Tool.Formats;

/// <summary>The file of a model, as messages name it.</summary>
internal sealed record Source(string Path)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The class that a network of this file is, unless another is asked for.</summary>
    /// <param name="wishes">What is asked for.</param>
    /// <exception cref="ArgumentException">A name is asked for that no class can have.</exception>
    public string ClassName(ImportWishes wishes)
    {
        string name = wishes.Name ?? OnnxImporter.ClassName(Name.Split('.')[0]);
        OnnxImporter.RequireNames(name, wishes.Namespace);
        return name;
    }

    /// <summary>What is thrown for a file that is not as it must be.</summary>
    public InvalidDataException Broken(string message) => new($"{Name}: {message}");

    /// <summary>What is thrown for a model that has what a network cannot have.</summary>
    public NotSupportedException Unsupported(string message) => new($"{Name}: {message}");

    /// <summary>What is thrown for a wish that cannot be met.</summary>
    public ArgumentException Unmet(string message) => new($"{Name}: {message}");

    /// <summary>Refuses the wishes that this kind of file has no use for.</summary>
    /// <param name="wishes">What is asked for.</param>
    /// <param name="hasArchitecture">Whether the file says its architecture itself.</param>
    /// <exception cref="ArgumentException">There is such a wish.</exception>
    public void RequireNoUse(ImportWishes wishes, bool hasArchitecture)
    {
        if (wishes.Outputs is [var output, ..])
            throw Unmet($"--output '{output}' is for ONNX models, which may have several outputs; this file is of one network. Leave it out.");
        if (hasArchitecture && wishes.Architecture is not null)
            throw Unmet("the file says its architecture itself; leave --architecture out.");
    }
}
