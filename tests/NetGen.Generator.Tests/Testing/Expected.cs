using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests.Testing;

/// <summary>Asserts the diagnostics of a project whose first file marks with <c>[|…|]</c> where they are expected.</summary>
internal static class Expected
{
    /// <summary>
    /// The marked spans are the diagnostics, all of the one id; and the network in error brings no error of the compiler with
    /// it, neither in its own declaration nor in the code that uses it, but those of <paramref name="compilerIds"/>.
    /// </summary>
    public static IReadOnlyList<Diagnostic> Diagnostics(string id, string marked, TestProject? project = null, params string[] compilerIds)
    {
        var source = MarkedSource.Parse(marked);
        Assert.NotEmpty(source.Spans);
        var run = GeneratorRun.Of((project ?? new TestProject()) with { Sources = [source.Text, .. project?.Sources ?? []] });

        Assert.Equal(source.Spans.Select(span => (id, span)), run.Diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)));
        Assert.All(run.Diagnostics, diagnostic => Assert.Contains(diagnostic.Location.SourceTree, run.Input.SyntaxTrees));
        Assert.Equal(compilerIds.Order(), run.CompilerDiagnostics.Select(diagnostic => diagnostic.Id).Order());
        return run.Diagnostics;
    }

    /// <summary>One diagnostic with this message, at the marked characters of a JSON file.</summary>
    public static void MessageInFile(string message, string id, string marked, TestProject? project = null, string path = "moons.netgen.json", params string[] compilerIds)
    {
        project ??= new TestProject();
        var spec = MarkedSource.Parse(marked);
        var specs = new Dictionary<string, string>(project.Specs) { [path] = spec.Text };
        var run = GeneratorRun.Of(project with { Specs = specs });

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal((id, message), (diagnostic.Id, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal("/Demo/" + path, diagnostic.Location.GetLineSpan().Path);
        Assert.Equal(spec.Spans.Single(), diagnostic.Location.SourceSpan);
        var lines = Microsoft.CodeAnalysis.Text.SourceText.From(spec.Text).Lines;
        Assert.Equal(lines.GetLinePositionSpan(spec.Spans.Single()), diagnostic.Location.GetLineSpan().Span);
        Assert.Equal(compilerIds.Order(), run.CompilerDiagnostics.Select(other => other.Id).Order());
    }

    /// <summary>One diagnostic with this message.</summary>
    public static void Message(string message, string id, string marked, TestProject? project = null, params string[] compilerIds)
    {
        var diagnostic = Assert.Single(Diagnostics(id, marked, project, compilerIds));
        Assert.Equal(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
