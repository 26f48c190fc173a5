using System.Text.RegularExpressions;
using NetGen.Compiler.Findings;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Every id of the table has a test, a line among the analyzer releases and a section in the documentation; nothing else has.</summary>
public partial class DocumentationTests
{
    private static readonly IReadOnlyList<string> Ids = [.. FindingTable.All.Select(kind => kind.Id)];

    [Fact]
    public void EveryId_HasATest()
    {
        IEnumerable<string> tested = new[] { "tests/NetGen.Compiler.Tests/Findings", "tests/NetGen.Generator.Tests/Diagnostics" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs"))
            .SelectMany(file => Tested().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));
        Assert.Equal(Ids, tested.Distinct().Order());
    }

    [Fact]
    public void EveryId_HasALineAmongTheReleases()
    {
        var releases = Repository.Read("src/NetGen.Generator/AnalyzerReleases.Shipped.md")
            + Repository.Read("src/NetGen.Generator/AnalyzerReleases.Unshipped.md");
        var lines = releases.Split('\n').Where(line => line.StartsWith("NG", StringComparison.Ordinal));
        Assert.Equal(FindingTable.All.Select(kind => $"{kind.Id} | {kind.Category} | {kind.Severity} | {kind.Title}"), lines);
    }

    [Fact]
    public void EveryId_HasASectionThatItsHelpLinkPointsTo()
    {
        var sections = Section().Split(Documentation).Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal(Ids, sections.Keys);
        Assert.All(FindingTable.All, kind =>
        {
            var section = sections[kind.Id];
            Assert.StartsWith($"\n\n**{kind.Title}.**", section, StringComparison.Ordinal);
            Assert.Contains("\nFix: ", section, StringComparison.Ordinal);
            Assert.EndsWith("Diagnostics/README.md#" + kind.Id.ToLowerInvariant(), Descriptors.Of(kind).HelpLinkUri, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Examples_GiveTheirDiagnostic(string id, string source, string spec)
    {
        const string Harmless = """{ "architecture": "2-3-2" }""";
        var specs = new Dictionary<string, string>();
        if (spec.Length > 0)
            specs.Add(id == "NG2108" ? "other.netgen.json" : "moons.netgen.json", spec);
        if (id == "NG1019")
            specs = new() { ["a/moons.netgen.json"] = Harmless, ["b/moons.netgen.json"] = Harmless };

        var run = GeneratorRun.Of(new TestProject("using NetGen;\n" + source)
        {
            Weights = id switch
            {
                "NG3002" => ["data/iris.safetensors", "old/iris.safetensors"],
                "NG3003" => ["moons.safetensors"],
                _ => [],
            },
            Headers = id == "NG3003" ? new Dictionary<string, string> { ["moons.safetensors"] = "=" } : [],
            Specs = specs,
        });
        Assert.Contains(id, run.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.All(run.Diagnostics, diagnostic => Assert.Equal(id, diagnostic.Id));
    }

    /// <summary>The first examples of each section, C# and JSON, of which one may be missing.</summary>
    public static TheoryData<string, string, string> Examples()
    {
        var examples = new TheoryData<string, string, string>();
        foreach (var pair in Section().Split(Documentation).Skip(1).Chunk(2))
        {
            var (source, spec) = (SourceExample().Match(pair[1]).Groups[1].Value, SpecExample().Match(pair[1]).Groups[1].Value);
            if (source.Length + spec.Length > 0)
                examples.Add(pair[0], source, spec);
        }

        return examples;
    }

    private static string Documentation => Repository.Read("src/NetGen.Generator/Diagnostics/README.md");

    [GeneratedRegex(@"^    public void (NG\d{4})_", RegexOptions.Multiline)]
    private static partial Regex Tested();

    [GeneratedRegex(@"^## (NG\d{4})$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SourceExample();

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SpecExample();
}
