using NetGen.Compiler.Spec;
using NetGen.Onnx.Graph;
using NetGen.Onnx.Layers;
using NetGen.Onnx.Networks;

namespace NetGen.Onnx;

/// <summary>Turns ONNX models into networks of NetGen.</summary>
public static class OnnxImporter
{
    /// <summary>
    /// Reads a model and turns what leads to one output into a network. The network computes what the model does for one sample;
    /// several inputs are one row, in the order of the model.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="output">The output, or any value between two nodes; may be left out where one output alone is computed from inputs and weights.</param>
    /// <param name="name">The class of the network; unless given, made of the file's name.</param>
    /// <param name="namespace">Its namespace; unless given, the global one.</param>
    /// <exception cref="ArgumentException">There is no such output, or there are several and none is named; or the name is none that a class can have.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or one that has weights of the model is missing.</exception>
    /// <exception cref="InvalidDataException">The file is no model, or one that contradicts itself; the message says what was found and where.</exception>
    /// <exception cref="NotSupportedException">The model has what a network cannot have; the message names operator, node and what to do.</exception>
    public static ImportedNetwork Import(string path, string? output = null, string? name = null, string? @namespace = null)
    {
        return ImportOutputs(path, output is null ? [] : [output], name, @namespace);
    }

    /// <summary>Reads a model and turns what leads to several outputs into a network, which has an output of that name for each.</summary>
    /// <inheritdoc cref="Import(string, string?, string?, string?)"/>
    /// <param name="path">The file.</param>
    /// <param name="outputs">The outputs, or any values between two nodes; none for the only one that is computed from inputs and weights.</param>
    /// <param name="name">The class of the network; unless given, made of the file's name.</param>
    /// <param name="namespace">Its namespace; unless given, the global one.</param>
    public static ImportedNetwork ImportOutputs(string path, IReadOnlyList<string> outputs, string? name = null, string? @namespace = null)
    {
        var model = OnnxModel.Read(path);
        return ImportOutputs(model, outputs, name ?? ClassName(Path.GetFileNameWithoutExtension(path)), @namespace);
    }

    /// <summary>Turns what leads to one output of a model into a network.</summary>
    /// <inheritdoc cref="Import(string, string?, string?, string?)"/>
    /// <param name="model">The model.</param>
    /// <param name="output">The output, or any value between two nodes; may be null where one output alone is computed from inputs and weights.</param>
    /// <param name="name">The class of the network.</param>
    /// <param name="namespace">Its namespace; unless given, the global one.</param>
    public static ImportedNetwork Import(OnnxModel model, string? output, string name, string? @namespace = null) =>
        ImportOutputs(model, output is null ? [] : [output], name, @namespace);

    /// <summary>Turns what leads to several outputs of a model into a network, which has an output of that name for each.</summary>
    /// <inheritdoc cref="Import(string, string?, string?, string?)"/>
    /// <param name="model">The model.</param>
    /// <param name="outputs">The outputs, or any values between two nodes; none for the only one that is computed from inputs and weights.</param>
    /// <param name="name">The class of the network.</param>
    /// <param name="namespace">Its namespace; unless given, the global one.</param>
    public static ImportedNetwork ImportOutputs(OnnxModel model, IReadOnlyList<string> outputs, string name, string? @namespace = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(outputs);
        RequireNames(name, @namespace);
        var cut = Cut.Of(model, outputs);
        (IReadOnlyList<Step>? steps, int folded) = Recogniser.Run(model, cut);
        return new(model, cut, folded, Lowering.Of(steps, cut, model.Source), name, @namespace);
    }

    /// <exception cref="ArgumentException">C# has no class or namespace of that name.</exception>
    internal static void RequireNames(string name, string? @namespace)
    {
        if (!Identifier.IsValid(name))
            throw new ArgumentException($"Expected a name that a class can have, such as 'Policy', found '{name}'.", nameof(name));
        if (!Identifier.IsNamespace(@namespace ?? ""))
            throw new ArgumentException($"Expected a namespace, such as 'Games.Policies', found '{@namespace}'.", nameof(@namespace));
    }

    /// <summary>The words of a file's name, each with a capital.</summary>
    internal static string ClassName(string file)
    {
        string[] words = string.Concat(file.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string name = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return name.Length == 0 || char.IsDigit(name[0]) ? "Network" + name : name;
    }
}
