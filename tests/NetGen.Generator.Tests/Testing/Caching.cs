using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Tests.Testing;

/// <summary>The proof that the generator does nothing again that it has done before.</summary>
internal static class Caching
{
    /// <summary>The compilation after edits that mean nothing to any network: a comment in every file, and one more file.</summary>
    public static CSharpCompilation EditElsewhere(CSharpCompilation compilation, TestProject project)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.GetText().WithChanges(new TextChange(new TextSpan(0, 0), "// A comment that was not there before.\n"));
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text));
        }

        return compilation.AddSyntaxTrees(project.Parse("internal static class Elsewhere;", compilation.SyntaxTrees.Length));
    }

    /// <summary>Every named step of the second run must have taken every output from the first.</summary>
    public static void AssertAllCached(GeneratorRunResult first, GeneratorRunResult second, IReadOnlyList<string> steps)
    {
        Assert.Equal(Known(first, steps), Known(second, steps));
        foreach (var name in Known(second, steps))
        {
            var outputs = second.TrackedSteps[name].SelectMany(step => step.Outputs).ToList();
            Assert.Equal(first.TrackedSteps[name].Sum(step => step.Outputs.Length), outputs.Count);
            Assert.All(outputs, output => Assert.True(
                output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                $"Step '{name}' was {output.Reason} by an edit elsewhere: {output.Value}"));
        }

        Assert.Equal(
            first.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString())),
            second.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString())));
    }

    private static IReadOnlyList<string> Known(GeneratorRunResult run, IReadOnlyList<string> steps) =>
        [.. steps.Where(run.TrackedSteps.ContainsKey)];
}
