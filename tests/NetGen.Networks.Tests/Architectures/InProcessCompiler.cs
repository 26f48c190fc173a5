using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator;
using NetGen.Networks.Tests.Subjects;

namespace NetGen.Networks.Tests.Architectures;

/// <summary>Compiles declared networks with the real generator, many to one assembly, and loads them into this process.</summary>
internal static class InProcessCompiler
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp13);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Enable,
        concurrentBuild: true);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "NetGen.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private sealed class Text(string path, string? content) : AdditionalText
    {
        public override string Path { get; } = path;

        public string? Content { get; } = content;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => SourceText.From(Content!);
    }

    /// <summary>The networks, in the order of their declarations; unloaded when no longer used.</summary>
    public static IReadOnlyList<Subject> Compile(IReadOnlyList<Declaration> declarations) =>
        [.. Classes(declarations).Zip(declarations, (network, declaration) => Subject.Of(network, declaration.ToModel()))];

    /// <summary>The classes of networks, in the order of their declarations.</summary>
    public static IReadOnlyList<Type> Classes(IReadOnlyList<Declaration> declarations)
    {
        string source = string.Concat(declarations.Select((declaration, index) => declaration.ToSource($"Network{index}")));
        var compilation = CSharpCompilation.Create("Networks", [CSharpSyntaxTree.ParseText(source, Parsing)], References, Options);
        var files = declarations.Select((declaration, index) => new Text(Declaration.FileOf($"Network{index}"), declaration.Json)).Where(file => file.Content is not null);
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], files, Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);

        using var image = new MemoryStream();
        var result = generated.Emit(image);
        var errors = diagnostics.Concat(result.Diagnostics).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.True(errors.Length == 0, $"{string.Join('\n', errors.Take(5).Select(error => error.ToString()))}\nof\n{source}");

        image.Position = 0;
        var assembly = new AssemblyLoadContext("Networks", isCollectible: true).LoadFromStream(image);
        return [.. declarations.Select((_, index) => assembly.GetType($"Network{index}", throwOnError: true)!)];
    }
}
