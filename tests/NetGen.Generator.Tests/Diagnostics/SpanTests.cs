using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>A diagnostic about a character of the text stands at that character, however the text was written.</summary>
public class SpanTests
{
    [Theory]
    [InlineData("\"4-6:[|softmx|]-3\"")]
    [InlineData("@\"4-6:[|softmx|]-3\"")]
    [InlineData("\"\"\"4-6:[|softmx|]-3\"\"\"")]
    [InlineData("\"\"\"\"4-6:[|softmx|]-3\"\"\"\"")]
    [InlineData("\"\"\"\n        4-6:[|softmx|]-3\n        \"\"\"")]
    [InlineData("\"\"\"\r\n    4-6:[|softmx|]-3\r\n  \"\"\"", "NG2001+NG2003")]
    [InlineData("\"\\u0034\\x002d6:[|so\\u0066tmx|]-3\"")]
    [InlineData("(\"4-6:[|softmx|]-3\")")]
    [InlineData("architecture: \"4-6:[|softmx|]-3\"")]
    public void Text_InALiteral_IsMarkedToTheCharacter(string literal, string ids = "NG2003")
    {
        var source = MarkedSource.Parse($"[NetGen.Network({literal})]\npublic partial class Moons;");
        var run = GeneratorRun.Of(new TestProject(source.Text));
        var expected = ids.Split('+');
        Assert.Equal(expected, run.Diagnostics.Select(diagnostic => diagnostic.Id).Order());
        Assert.Equal(source.Spans.Single(), run.Diagnostics.Single(diagnostic => diagnostic.Id == "NG2003").Location.SourceSpan);
    }

    [Theory]
    [InlineData("[|Text|]")]
    [InlineData("[|\"4-6:\" + \"softmx-3\"|]")]
    [InlineData("[|$\"4-{Six}:softmx-3\"|]")]
    public void Text_ThatIsNoLiteral_IsMarkedWhole(string expression) => Expected.Diagnostics("NG2003", $$"""
        [NetGen.Network({{expression}})]
        public partial class Moons
        {
            private const string Text = "4-6:softmx-3";
            private const string Six = "6";
        }
        """);

    [Theory]
    [InlineData("4-6\\\"[|,|]", "\"")]
    [InlineData("4-6\"\"", "@\"")]
    public void Quotes_InALiteral_CountAsOneCharacter(string text, string open)
    {
        var source = MarkedSource.Parse($"[NetGen.Network({open}{text}-3:[|softmx|]\")]\npublic partial class Moons;");
        var run = GeneratorRun.Of(new TestProject(source.Text));
        Assert.Contains(run.Diagnostics, diagnostic => diagnostic.Id == "NG2003" && diagnostic.Location.SourceSpan == source.Spans[^1]);
    }

    [Fact]
    public void CharacterOutsideTheBasicPlane_IsMarkedWhole() => Expected.Diagnostics(
        "NG2001",
        "[NetGen.Network(\"4-6[|\\U0001F600|]-3\")] public partial class Moons;");

    [Fact]
    public void Pragma_SilencesAWarning()
    {
        const string Network = """[NetGen.Network("2-3-2", InitializerScale = 2)] public partial class Moons;""";
        Assert.Single(GeneratorRun.Of(new TestProject(Network)).Diagnostics);
        GeneratorRun.OfValid(new TestProject("#pragma warning disable NG1015\n" + Network));
    }

    [Theory]
    [InlineData(Microsoft.CodeAnalysis.ReportDiagnostic.Suppress, 0)]
    [InlineData(Microsoft.CodeAnalysis.ReportDiagnostic.Error, 1)]
    public void EditorConfig_SetsTheSeverity(Microsoft.CodeAnalysis.ReportDiagnostic severity, int expected)
    {
        var project = new TestProject("""[NetGen.Network("2-3-2", InitializerScale = 2)] public partial class Moons;""")
        {
            EditorConfig = new Dictionary<string, Microsoft.CodeAnalysis.ReportDiagnostic> { ["NG1015"] = severity },
        };
        var diagnostics = GeneratorRun.Of(project).Diagnostics;
        Assert.Equal(expected, diagnostics.Count);
        Assert.All(diagnostics, diagnostic => Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Error, diagnostic.Severity));
    }
}
