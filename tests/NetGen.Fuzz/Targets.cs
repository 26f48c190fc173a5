using System.Text;
using NetGen.Compiler;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Model;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Spec.Json;
using NetGen.Onnx;
using NetGen.Runtime;
using NetGen.Tool.Formats;

namespace NetGen.Fuzz;

/// <summary>
/// What is tried, one a name. Each takes any bytes at all, and throws where something is wrong: the compiler never throws, readers and importers throw what
/// their documentation says.
/// </summary>
internal static class Targets
{
    private static readonly HostDeclaration Host = new(
        "", EquatableArray<OuterType>.Empty, "class", "Net", "", "Net", HostTraits.Partial, EquatableArray<DeclaredMember>.Empty);

    private static readonly ParameterLayout Smallest = new("1-1", [
        new("layers.0.weight", [1, 1], offset: 0, panelWidth: 4, paddedRows: 4),
        new("layers.0.bias", [1], offset: 16, panelWidth: 4, paddedRows: 4)]);

    /// <summary>A folder of this process's own for formats that are read from files.</summary>
    private static readonly string Folder = Directory.CreateTempSubdirectory("netgen-fuzz-").FullName;

    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>
    {
        ["planted"] = Planted.Check,
        ["architecture"] = bytes => Analyze(new NetworkDeclaration { Architecture = Text(bytes) }, Host, ProjectContext.Empty, Part.Architecture, Text(bytes)),
        ["json"] = Json,
        ["header"] = Header,
        ["safetensors"] = Safetensors,
        ["onnx"] = bytes => Import(bytes, ".onnx"),
        ["nam"] = bytes => Import(bytes, ".nam"),
        ["rtneural"] = bytes => Import(bytes, ".json"),
        ["keras"] = bytes => Import(bytes, ".keras"),
        ["keras-weights"] = bytes => Import(bytes, ".weights.h5", "5x2-4rnn-3rnn-bn:identity-2"),
        ["pytorch"] = bytes => Import(bytes, ".safetensors", "4-8:relu-3:softmax"),
    };

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static void Json(byte[] bytes)
    {
        string text = Text(bytes);
        SpecFile file = SpecFile.Read("net.netgen.json", "/net.netgen.json", text);
        ProjectContext project = ProjectContext.Empty with { Specs = new([file]) };
        Analyze(new NetworkDeclaration { Spec = file.Path }, file.Host(project), project, Part.File, text);
    }

    private static void Header(byte[] bytes)
    {
        var weights = new ProjectWeights("net.safetensors", bytes.Length == 0 ? "=" : Convert.ToBase64String(bytes));
        Analyze(
            new NetworkDeclaration { Architecture = "1-1", Weights = "net.safetensors" },
            Host,
            ProjectContext.Empty with { Weights = new([weights]) },
            Part.Declaration,
            "");
    }

    /// <summary>A network that is emitted where it is small, or findings, all of which lie within the text; one of both.</summary>
    private static void Analyze(NetworkDeclaration declaration, HostDeclaration host, ProjectContext project, Part part, string text)
    {
        Analysis analysis = NetworkCompiler.Analyze(declaration, host, project);
        Require(analysis.Model is null == analysis.Findings.Any(finding => finding.Severity == Severity.Error), "There is neither a network nor a mistake, or there are both.");
        foreach (Finding finding in analysis.Findings)
        {
            Require(finding.Message.Length > 0, "A finding says nothing.");
            Place where = finding.Where;
            if (part is Part.Architecture or Part.File && where.Part == part && !where.IsWhole)
                Require(where.Start >= 0 && where.Start + where.Length <= text.Length, $"{finding} is outside of the text.");
        }
        if (analysis.Broken is { } broken)
            Require(NetworkCompiler.Emit(broken).Count > 0, "A network in error has no surface.");
        else if (analysis.Model is { ParameterCount: < 50 } model)
            Require(NetworkCompiler.Emit(model).Count > 0, "A network was not emitted.");
    }

    /// <summary>Loaded whole and finite, or refused and nothing changed.</summary>
    private static void Safetensors(byte[] bytes)
    {
        float[] block = new float[Smallest.BlockLength];
        block.AsSpan().Fill(42);
        try
        {
            WeightsFile.Load<float>(new MemoryStream(bytes), Smallest, block);
            Require(block.All(float.IsFinite), "It was loaded with numbers that are not finite.");
        }
        catch (InvalidDataException)
        {
            Require(!block.AsSpan().ContainsAnyExcept(42), "It was refused and has changed the network.");
        }
    }

    /// <summary>A network, or a refusal: by itself, and where the format takes one, with an architecture as well.</summary>
    private static void Import(byte[] bytes, string ending, string? architecture = null)
    {
        string path = Path.Combine(Folder, "Net" + ending);
        File.WriteAllBytes(path, bytes);
        foreach (string? asked in architecture is null ? new[] { architecture } : [null, architecture])
        {
            try
            {
                ImportedNetwork network = ModelFormats.Read(path, new ImportWishes(Architecture: asked));
                network.WriteWeights(Stream.Null);
                NetworkDeclaration declaration = JsonSpec.Read(network.Spec, new FindingList()).Declaration;
                Analysis analysis = NetworkCompiler.Analyze(declaration with { Weights = null }, Host, ProjectContext.Empty);
                Require(analysis.Model is not null, $"It was imported as what is no network: {network.Spec}");
            }
            catch (Exception refusal) when (refusal is InvalidDataException or NotSupportedException || refusal.GetType() == typeof(ArgumentException))
            {
                Require(refusal.Message.Length > 0, "A refusal says nothing.");
            }
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new CaseException(otherwise);
    }
}
