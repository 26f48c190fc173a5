using NetGen.Compiler;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Spec;
using NetGen.Onnx;

namespace NetGen.Tool.Formats;

/// <summary>
/// What the compiler makes of a network that is being imported: its canonical text, and the names and shapes that its weights must have.
/// Nothing is imported that would not compile.
/// </summary>
internal sealed class Blueprint
{
    private static readonly HostDeclaration Host = new(
        "", EquatableArray<OuterType>.Empty, "class", "Network", "", "Network", HostTraits.Partial, EquatableArray<DeclaredMember>.Empty);

    private readonly NetworkModel _model;

    private Blueprint(NetworkModel model) => _model = model;

    /// <summary>In canonical text.</summary>
    public string Architecture => _model.Architecture;

    /// <summary>Layer after layer, the tensors that it has, parameters before others.</summary>
    public IReadOnlyList<Layer> Layers => _model.Layers;

    /// <summary>The network that an architecture text stands for.</summary>
    /// <exception cref="FormatException">It stands for none; the message says why.</exception>
    public static Blueprint Of(string architecture) => Of(new NetworkDeclaration { Architecture = architecture });

    /// <summary>The network of an imported one's JSON file.</summary>
    /// <exception cref="FormatException">It stands for none; the message says why.</exception>
    public static Blueprint OfSpec(string spec)
    {
        var findings = new FindingList();
        NetworkDeclaration declaration = NetGen.Compiler.Spec.Json.JsonSpec.Read(spec, findings).Declaration;
        return findings.HasErrors ? throw Refusal(findings.ToArray()) : Of(declaration with { Weights = null });
    }

    /// <summary>The tensors of the network's file from those at hand, which are all used.</summary>
    /// <param name="tensors">By their names in the network's file.</param>
    /// <exception cref="InvalidDataException">A tensor has another shape, or a weight is no finite number.</exception>
    public IReadOnlyList<ImportedTensor> Take(IReadOnlyDictionary<string, SourceTensor> tensors, Source source, bool isDouble)
    {
        List<ImportedTensor> taken = [];
        foreach ((string name, int[] shape) in Expected())
        {
            if (!tensors.TryGetValue(name, out SourceTensor? tensor) || !tensor.Is(shape))
                throw source.Broken($"{tensor?.Name ?? name}: expected {name} of [{string.Join(", ", shape)}], as {Architecture} has it, found {tensor?.ShapeText ?? "none"}.");
            int other = Array.FindIndex(tensor.Values, value => !double.IsFinite(isDouble ? value : (float)value));
            if (other >= 0)
                throw source.Broken($"'{tensor.Name}': expected numbers that are finite{(isDouble ? "" : " in single precision")}, found {tensor.Values[other]} at position {other}.");
            taken.Add(new(name, shape, tensor.Values));
        }
        return taken.Count == tensors.Count ? taken : throw new InvalidOperationException("A defect of this importer: it has tensors that the network has not.");
    }

    private IEnumerable<(string Name, int[] Shape)> Expected()
    {
        for (int layer = 0; layer < Layers.Count; layer++)
        {
            foreach (Tensor tensor in Layers[layer].Tensors.Concat(Layers[layer].Buffers))
                yield return ($"{LayerSpec.NameOf(layer)}.{tensor.Name}", [.. tensor.Shape.Dimensions]);
        }
    }

    private static Blueprint Of(NetworkDeclaration declaration)
    {
        Analysis analysis = NetworkCompiler.Analyze(declaration, Host, ProjectContext.Empty);
        return analysis.Model is { } model ? new(model) : throw Refusal(analysis.Findings);
    }

    private static FormatException Refusal(EquatableArray<Finding> findings) =>
        new(string.Join(' ', findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message is [.., '.' or '?'] ? finding.Message : finding.Message + ".")));
}
