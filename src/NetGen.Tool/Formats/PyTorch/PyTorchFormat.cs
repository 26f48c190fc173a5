using NetGen.Onnx;

namespace NetGen.Tool.Formats.PyTorch;

/// <summary>State dicts of PyTorch in safetensors, and of other libraries that name and order tensors as it does.</summary>
internal sealed class PyTorchFormat : IModelFormat
{
    /// <inheritdoc/>
    public string Name => "PyTorch (.safetensors)";

    /// <inheritdoc/>
    public bool Reads(string path) => Path.GetExtension(path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ImportedNetwork Read(string path, ImportWishes wishes)
    {
        var source = new Source(path);
        return Import(SafetensorsFile.Read(source), source, wishes);
    }

    /// <summary>The network of the architecture that is asked for, or that the file says, with the tensors of a state dict.</summary>
    /// <inheritdoc cref="IModelFormat.Read" path="/exception"/>
    public static ImportedNetwork Import(StateDict state, Source source, ImportWishes wishes)
    {
        source.RequireNoUse(wishes, hasArchitecture: false);
        string name = source.ClassName(wishes);
        IReadOnlyList<Module> modules = Module.Of(state, source);
        string architecture = wishes.Architecture ?? state.Architecture
            ?? throw source.Unmet($"a state dict has weights and no layers: say them by --architecture, such as '4-8:relu-3:softmax'. {Suggestion.Of(modules)}");
        Blueprint blueprint = Read(architecture, source);
        (IReadOnlyDictionary<string, SourceTensor> tensors, IReadOnlyList<string> layers) = new Matching(source, modules, blueprint).Run();
        return new(
            name, wishes.Namespace, blueprint.Architecture, state.IsDouble, blueprint.Take(tensors, source, state.IsDouble), [.. state.Report, .. layers, $"network: {blueprint.Architecture}"]);
    }

    private static Blueprint Read(string architecture, Source source)
    {
        try
        {
            return Blueprint.Of(architecture);
        }
        catch (FormatException exception)
        {
            throw source.Unmet($"the architecture '{architecture}' is none: {exception.Message}");
        }
    }
}
