using System.Globalization;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Model;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Tests.Documents;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Findings;

/// <summary>
/// What is said about hundreds of declarations, word by word and with its place, as the files <c>*.verified.txt</c> have it: most are wrong in one
/// thing, and those that are right, at the end of what is supported, stand beside with what they mean.
/// </summary>
public sealed partial class MistakesTests
{
    [Fact]
    public void Texts_GetTheFindingsThatAreRecorded() =>
        Verified.Equal("Findings/Texts", string.Concat(Texts.Select(text => Lines(Shown(text), Declared.Analyze(new NetworkDeclaration { Architecture = text })))));

    [Fact]
    public void Files_GetTheFindingsThatAreRecorded() => Verified.Equal("Findings/Files", string.Concat(Files.Select(json =>
    {
        SpecFile file = SpecFile.Read("net.netgen.json", "/net.netgen.json", json);
        ProjectContext project = ProjectContext.Empty with { Specs = new([file]) };
        return Lines(Shown(json), NetworkCompiler.Analyze(new NetworkDeclaration { Spec = file.Path }, json.Contains("\"name\"", StringComparison.Ordinal) && !json.Contains("\"layers\"", StringComparison.Ordinal) ? file.Host(project) : Declared.Host, project));
    })));

    [Fact]
    public void Declarations_GetTheFindingsThatAreRecorded() => Verified.Equal("Findings/Declarations", string.Concat(Declarations.Select(declared =>
        Lines(declared.Name, NetworkCompiler.Analyze(declared.Declaration, declared.Host ?? Declared.Host, declared.Project ?? ProjectContext.Empty), hasStandIn: true))));

    /// <summary>Long ones by their ends, and what is no character as its number.</summary>
    private static string Shown(string text, int most = 300)
    {
        string shown = string.Concat(text.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? $"\\u{(int)character:x4}" : character.ToString()));
        return shown.Length <= most ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown[..40]}…{shown[^40..]} ({text.Length} characters)");
    }

    /// <param name="hasStandIn">Whether what stands in for a network in error belongs to it.</param>
    private static string Lines(string name, Analysis analysis, bool hasStandIn = false)
    {
        IEnumerable<string> findings = analysis.Findings.Select(finding => string.Create(CultureInfo.InvariantCulture, $"{finding.Severity} {finding}{Fix(finding.Correction)}"));
        IEnumerable<string> others = analysis.Model is { } model ? [Meaning(model)] : hasStandIn ? [Meaning(analysis.Broken)] : [];
        return string.Concat(findings.Concat(others).Select(line => $"{name} | {Shown(line, most: 600)}\n"));
    }

    private static string Fix(Correction? correction) => correction is null ? "" : $" [{Shown(correction.Written)} → {correction.Instead}]";

    private static string Meaning(NetworkModel model) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(" ", model.Inputs.Select(input => $"{input.Name}{input.Shape}"))} → {string.Join(" ", model.Outputs.Select(output => $"{output.Name}{output.Shape}"))}: {model.Architecture}, {model.ParameterCount} parameters, {model.Loss.Name}");

    private static string Meaning(BrokenNetwork? network) => network is null ? "nothing in its stead" : string.Create(
        CultureInfo.InvariantCulture,
        $"in its stead {network.Keyword} : {network.Interface ?? "nothing"} of {network.InputSize} → {network.OutputSize}, {network.ParameterCount} parameters, {network.Explicit.Count} explicit, with {string.Join(" ", network.Members.GroupBy(member => member.Name).Select(group => $"{group.Key}×{group.Count()}"))}");
}
