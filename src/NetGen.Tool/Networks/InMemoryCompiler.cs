using System.Collections.Immutable;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator;

namespace NetGen.Tool.Networks;

/// <summary>Compiles a declared network by the generator itself, so that what runs is the very code that a project gets.</summary>
internal static class InMemoryCompiler
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp13);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "NetGen.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The class that a declaration makes.</summary>
    /// <exception cref="InvalidDataException">The declaration is wrong; the message has what the generator reports, with its place.</exception>
    public static Type Compile(NetworkSource source)
    {
        string name = source.ClassName;
        var compilation = CSharpCompilation.Create("Network", [CSharpSyntaxTree.ParseText("", Parsing)], References.Value, Options);
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], [new SpecFile(source.Spec)], Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> diagnostics);
        Require(source.File, diagnostics);
        using var image = new MemoryStream();
        Require(source.File, generated.Emit(image).Diagnostics);
        image.Position = 0;
        return new AssemblyLoadContext("Network", isCollectible: true).LoadFromStream(image).GetType(name, throwOnError: true)!;
    }

    private static void Require(string file, IEnumerable<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidDataException($"{file}: {error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    private sealed class SpecFile(string text) : AdditionalText
    {
        public override string Path => "/network.netgen.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
