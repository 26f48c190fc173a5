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
        ["Spec"] = ["Operations", "Findings"],
        ["Model"] = ["Spec", "Operations", "Findings"],
        ["Plan"] = ["Model", "Operations", "Findings"],
        ["Kernels"] = ["Plan", "Operations", "Findings"],
        // The shell repeats the user's class, and a network in error has neither plan nor kernels.
        ["Emit"] = ["Kernels", "Plan", "Model", "Operations", "Findings"],
    };

    [Fact]
    public void Stages_ImportOnlyTheStageBeforeThem()
    {
        var files = Directory.EnumerateDirectories(Sources).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(file => (Stage: Path.GetFileName(folder), File: file)))
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
    public void Forbidden_SeesEveryKindOfUsing(string stage, string text, string? import) =>
        Assert.Equal(import is null ? [] : [import], Forbidden(stage, text));

    private static IEnumerable<string> Forbidden(string stage, string text) =>
        Import().Matches(text).Select(match => match.Groups[1].Value).Where(import => import != stage && !Allowed[stage].Contains(import));

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s[^;(]*?NetGen\.Compiler\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Import();
}
