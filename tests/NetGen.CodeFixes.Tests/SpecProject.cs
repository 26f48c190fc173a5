using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator;

namespace NetGen.CodeFixes.Tests;

/// <summary>A project with one *.netgen.json file, in which Roslyn's testing packages fix nothing: additional files are beyond them.</summary>
internal static class SpecProject
{
    private const string Path = "/Demo/moons.netgen.json";

    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(System.IO.Path.PathSeparator)
            .Where(path => System.IO.Path.GetDirectoryName(path) == System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location),
    ];

    /// <summary>The file after the one fix that is offered for its one diagnostic, and the fix's title.</summary>
    public static async Task<(string Title, string Text)> Fix(CodeFixProvider provider, string id, string spec)
    {
        using var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject("Demo", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp13))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .WithMetadataReferences(References);
        TextDocument document = project.AddAdditionalDocument("moons.netgen.json", SourceText.From(spec), filePath: Path);

        Diagnostic diagnostic = Assert.Single(await Diagnose(document.Project));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(Path, diagnostic.Location.GetLineSpan().Path);
        Assert.Contains(id, provider.FixableDiagnosticIds);
        var offered = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), TestContext.Current.CancellationToken));

        CodeAction fix = Assert.Single(offered);
        var change = (ApplyChangesOperation)Assert.Single(await fix.GetOperationsAsync(TestContext.Current.CancellationToken));
        TextDocument changed = change.ChangedSolution.GetAdditionalDocument(document.Id)!;
        Assert.Empty(await Diagnose(changed.Project));
        return (fix.Title, (await changed.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    private static async Task<ImmutableArray<Diagnostic>> Diagnose(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync())!;
        AdditionalText[] files = [.. project.AnalyzerOptions.AdditionalFiles];
        return CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], files, (CSharpParseOptions)project.ParseOptions!)
            .RunGenerators(compilation).GetRunResult().Diagnostics;
    }
}
