using System.Globalization;
using System.Text.RegularExpressions;
using NetGen.Compiler.Layers;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests;

/// <summary>The reference of the architecture text says what the compiler does.</summary>
public partial class ArchitectureReferenceTests
{
    private static readonly string Reference = Repository.Read("docs/text.md");

    [Fact]
    public void Examples_Compile()
    {
        var sources = Source().Matches(Reference).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(8, sources.Length);
        var run = GeneratorRun.OfValid(new TestProject([.. sources.Select(source => "using NetGen;\n" + source)]));
        Assert.Equal(["Amplifier", "Blobs", "Digits", "Echo", "Gesture", "Iris", "LeNet", "Robust"], run.Networks);
        Assert.Contains("2-20:sigmoid-20:tanh-5:softmax", run.Sources["Blobs.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rows), "Canonical text")]
    public void CanonicalText_IsThatOfToString(string declared, string canonical)
    {
        var text = canonical.Trim('`');
        Assert.Equal(text, ToStringOf(declared.Trim('`')));
        Assert.Equal(text, ToStringOf($"\"{text}\""));
    }

    [Fact]
    public void Limits_AreTheCompilers() => Assert.Equal(
        new[] { Limits.Units, Limits.Values, Limits.Layers, Limits.Parameters }.Select(limit => limit.ToString("N0", CultureInfo.InvariantCulture)),
        Rows("Limits").Select(row => row.Data.Item2));

    [Theory]
    [MemberData(nameof(Rows), "Mistakes")]
    public void Mistake_IsReportedAsListed(string text, string error)
    {
        var run = GeneratorRun.Of(new TestProject($"[NetGen.Network({text.Trim('`')})] public partial class Moons;"));
        Assert.All(run.Diagnostics, diagnostic => Assert.Equal(error[..6], diagnostic.Id));
        Assert.Equal(error, $"{error[..6]}: {run.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture)}");
    }

    /// <summary>The two cells of each row of the table in that section.</summary>
    public static TheoryData<string, string> Rows(string section)
    {
        var rows = Reference.Split("\n## ").Single(part => part.StartsWith(section + "\n", StringComparison.Ordinal)).Split('\n')
            .SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split(" | "));
        var data = new TheoryData<string, string>();
        foreach (var cells in rows)
            data.Add(cells[0].TrimStart('|', ' '), cells[1].TrimEnd('|', ' '));
        return data;
    }

    private static string ToStringOf(string arguments)
    {
        var run = GeneratorRun.OfValid(new TestProject($"using NetGen; [Network({arguments})] public partial class Moons;"));
        return Returned().Match(run.Sources["Moons.g.cs"]).Groups[1].Value;
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Source();

    [GeneratedRegex(@"string ToString\(\) => ""(.*)"";")]
    private static partial Regex Returned();
}
