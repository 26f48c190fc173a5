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

    /// <summary>One diagnostic with this message.</summary>
    public static void Message(string message, string id, string marked, TestProject? project = null, params string[] compilerIds)
    {
        var diagnostic = Assert.Single(Diagnostics(id, marked, project, compilerIds));
        Assert.Equal(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
