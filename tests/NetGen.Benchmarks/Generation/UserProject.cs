using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetGen.Benchmarks.Networks;
using NetGen.Generator;

namespace NetGen.Benchmarks.Generation;

/// <summary>A user's project in memory: one file that declares networks.</summary>
internal sealed class UserProject(IEnumerable<Workload> networks)
{
    private const string Comment = "// The networks of this project.\n";

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp13);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Enable);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(NetworkAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly string _source = Comment + string.Concat(networks.Select(
        (network, number) => $"[NetGen.Network(\"{Architecture(network)}\")]\npublic sealed partial class Network{number};\n"));

    /// <summary>A driver that has not run yet.</summary>
    public static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Parsing);

    /// <summary>A compilation that shares nothing with an earlier one but what the referenced assemblies hold.</summary>
    public CSharpCompilation Compile() =>
        CSharpCompilation.Create("Demo", [CSharpSyntaxTree.ParseText(SourceText.From(_source), Parsing)], References, Options);

    /// <summary>The compilation after a character was typed into the comment at the top, which moves all the rest of the file.</summary>
    public static CSharpCompilation Type(CSharpCompilation compilation)
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        SourceText text = tree.GetText().WithChanges(new TextChange(new TextSpan(Comment.Length - 1, 0), "."));
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text));
    }

    private static string Architecture(Workload network) =>
        $"{network.InputSize}-{string.Concat(network.Sizes.Skip(1).SkipLast(1).Select(size => $"{size}:{(network.Sigmoid ? "sigmoid" : "relu")}-"))}{network.OutputSize}:softmax";
}
