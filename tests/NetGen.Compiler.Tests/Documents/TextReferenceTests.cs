using System.Globalization;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Documents;

/// <summary>The tables of docs/text.md say what the compiler does.</summary>
public sealed class TextReferenceTests
{
    [Theory]
    [MemberData(nameof(Rows), "Canonical text")]
    public void CanonicalText_IsThatOfTheModel(string declared, string canonical)
    {
        string text = canonical.Trim('`');
        Assert.Equal(text, Declared.Model(Declaration(declared)).Architecture);
        Assert.Equal(text, Declared.Model(text).Architecture);
    }

    [Fact]
    public void Limits_AreTheCompilers() => Assert.Equal(
        new[] { Limits.Units, Limits.Values, Limits.Layers, Limits.Parameters }.Select(limit => limit.ToString("N0", CultureInfo.InvariantCulture)),
        Rows("Limits").Select(row => row.Data.Item2));

    [Theory]
    [MemberData(nameof(Rows), "Mistakes")]
    public void Mistake_IsFoundAsListed(string declared, string error)
    {
        Finding[] findings = [.. Declared.Analyze(Declaration(declared)).Findings];
        Assert.All(findings, finding => Assert.Equal(error[..6], finding.Id));
        Assert.Equal(error, $"{findings[0].Id}: {findings[0].Message}");
    }

    /// <summary>The two cells of each row of the table in that section.</summary>
    public static TheoryData<string, string> Rows(string section)
    {
        IEnumerable<string[]> rows = Repository.Read("docs/text.md").Split("\n## ").Single(part => part.StartsWith(section + "\n", StringComparison.Ordinal)).Split('\n')
            .SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split(" | "));
        var data = new TheoryData<string, string>();
        foreach (string[] cells in rows)
            data.Add(cells[0].TrimStart('|', ' '), cells[1].TrimEnd('|', ' '));
        return data;
    }

    /// <summary>A declaration as the tables write it: the text, and properties behind it.</summary>
    private static NetworkDeclaration Declaration(string cell)
    {
        string[] arguments = cell.Trim('`').Split(", ");
        var declaration = new NetworkDeclaration { Architecture = arguments[0].Trim('"') };
        foreach (string[] property in arguments.Skip(1).Select(argument => argument.Split(" = ")))
        {
            declaration = property[0] switch
            {
                "Hidden" => declaration with { Hidden = property[1].Split('.')[^1] },
                "Output" => declaration with { Output = property[1].Split('.')[^1] },
                _ => throw new ArgumentException($"The tables have no property {property[0]} yet.", nameof(cell)),
            };
        }
        return declaration;
    }
}
