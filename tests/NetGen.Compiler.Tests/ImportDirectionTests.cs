using System.Text.RegularExpressions;

namespace NetGen.Compiler.Tests;

/// <summary>The stages know the stage before them and the vocabulary, nothing else.</summary>
public partial class ImportDirectionTests
{
    private static readonly string Sources = Path.Combine(
        typeof(ImportDirectionTests).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
            .Cast<System.Reflection.AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "CompilerSources").Value!);

    /// <summary>What each folder may import beside itself, in processing order.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Findings"] = [],
        ["Operations"] = [],
        // A kind answers every stage, and the list of kinds is the one place outside their folders that names them.
        ["Layers"] = ["Kind", "Kernels", "Plan", "Operations", "Findings"],
        ["Spec"] = ["Layers", "Operations", "Findings"],
        ["Model"] = ["Spec", "Layers", "Operations", "Findings"],
        ["Plan"] = ["Model", "Layers", "Operations", "Findings"],
        ["Kernels"] = ["Plan", "Layers", "Operations", "Findings"],
        ["Kind"] = ["Kernels", "Plan", "Layers", "Operations", "Findings"],
        ["Programs"] = ["Kernels", "Plan", "Layers", "Operations"],
        // The shell repeats the user's class, and a network in error has neither plan nor kernels.
        ["Emit"] = ["Programs", "Kernels", "Plan", "Model", "Layers", "Operations", "Findings"],
    };

    [Fact]
    public void Stages_ImportOnlyTheStageBeforeThem()
    {
        var files = Directory.EnumerateDirectories(Sources).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(file => (Stage: StageOf(folder, file), File: file)))
            .ToList();
        Assert.True(files.Count > 40);
        Assert.Empty(files.SelectMany(file => Forbidden(file.Stage, File.ReadAllText(file.File)).Select(import => $"{file.File}: {import}")));
    }

    [Theory]
    [InlineData("Spec", "using NetGen.Compiler.Model;", "Model")]
    [InlineData("Plan", "using static NetGen.Compiler.Spec.Tokenizer;", "Spec")]
    [InlineData("Model", "using Short = NetGen.Compiler.Emit.Surface;", "Emit")]
    [InlineData("Operations", "using NetGen.Compiler.Operations.Losses;\nusing NetGen.Compiler.Plan;", "Plan")]
    [InlineData("Kernels", "using NetGen.Compiler.Plan;\nusing System;", null)]
    [InlineData("Plan", "var text = global::NetGen.Compiler.Emit.Number.Type(precision);", "Emit")]
    [InlineData("Kernels", "Layers.Dense.DenseRows rows;", "Kind")]
    [InlineData("Spec", "using NetGen.Compiler.Layers;\nusing NetGen.Compiler.Layers.Dense;", "Kind")]
    [InlineData("Operations", "using NetGen.Compiler.Layers;", "Layers")]
    [InlineData("Plan", "string text = Emit.Number.Type(precision);", "Emit")]
    [InlineData("Operations", "private readonly Kernels.Flavour _flavour;", "Kernels")]
    [InlineData("Operations", "/// <see cref=\"Plan.Planner\"/>", null)]
    [InlineData("Spec", "string text = \"Model.Outline\"; // Plan.Planner", null)]
    [InlineData("Spec", "declaration.Model.Count + Registry.Plan.Count", null)]
    public void Forbidden_SeesUsingsAndWholeNames(string stage, string text, string? import) =>
        Assert.Equal(import is null ? [] : [import], Forbidden(stage, text));

    /// <summary>A kind asks another through <c>LayerKind</c>, and what both speak of is in the vocabulary.</summary>
    [Fact]
    public void Kinds_DoNotNameEachOther()
    {
        string[] kinds = [.. Directory.EnumerateDirectories(Path.Combine(Sources, "Layers")).Select(folder => Path.GetFileName(folder)!)];
        Assert.True(kinds.Length > 10);
        Assert.Empty(kinds.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(Sources, "Layers", kind), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Others(kind, File.ReadAllText(file)).Select(other => $"{file}: {other}"))));
    }

    [Theory]
    [InlineData("using NetGen.Compiler.Layers.Dense;", "Dense")]
    [InlineData("namespace NetGen.Compiler.Layers.Pooling;\nLayers.Convolution.ConvolutionLayer layer;", "Convolution")]
    [InlineData("using NetGen.Compiler.Layers.Pooling.Windows;\nusing NetGen.Compiler.Layers;", null)]
    public void Others_SeesUsingsAndWholeNames(string text, string? other) => Assert.Equal(other is null ? [] : [other], Others("Pooling", text));

    private static IEnumerable<string> Others(string kind, string text) =>
        Name().Matches(Prose().Replace(text, "")).Select(match => match.Groups["kind"].Value).Where(other => other.Length > 0 && other != kind);

    /// <summary>A kind of layer has a folder of its own below the vocabulary of layers.</summary>
    private static string StageOf(string folder, string file) =>
        Path.GetFileName(folder) is "Layers" && Path.GetDirectoryName(file) != folder ? "Kind" : Path.GetFileName(folder);

    /// <summary>Stages that a source names and must not know, whether by a using or within a name.</summary>
    private static IEnumerable<string> Forbidden(string stage, string text) =>
        Name().Matches(Prose().Replace(text, "")).Select(match => match.Groups["kind"].Success ? "Kind" : match.Groups["stage"].Value).Where(import => import != stage && !Allowed[stage].Contains(import));

    /// <summary>Comments and literals.</summary>
    [GeneratedRegex(@"//[^\n]*|""(?:\\.|[^""\\\n])*""")]
    private static partial Regex Prose();

    /// <summary>
    /// A stage's namespace, in front of what stands in it: in a using, after the compiler's own, or by itself. Layers by themselves are
    /// a property of many classes, unless a kind's folder follows.
    /// </summary>
    [GeneratedRegex(@"(?:NetGen\.Compiler\.|(?<![\w.]))(?:(?<stage>Findings|Operations|Spec|Model|Plan|Kernels|Programs|Emit)(?=\.[A-Z]|\s*;)|(?<=NetGen\.Compiler\.)(?<stage>Layers)\b(?!\.)|Layers\.(?<kind>[A-Z]\w*)(?=\s*;|\.[A-Z]))")]
    private static partial Regex Name();
}
