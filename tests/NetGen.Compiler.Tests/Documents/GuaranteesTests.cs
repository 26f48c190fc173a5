using System.Text.RegularExpressions;

namespace NetGen.Compiler.Tests.Documents;

/// <summary>The tests that docs/guarantees.md names are there, and every guarantee but one that says so has one.</summary>
public sealed class GuaranteesTests
{
    private static readonly string[] Rows =
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "guarantees.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal) && !line.EndsWith("| test |", StringComparison.Ordinal))];

    [Fact]
    public void Guarantees_NameTestsThatAreThere()
    {
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
        foreach (string test in Rows.SelectMany(row => Regex.Matches(row.Split('|')[^2], "`([A-Za-z0-9_.]+)`").Select(match => match.Groups[1].Value)))
        {
            string[] names = test.Split('.');
            Assert.True(
                sources.Where(path => Path.GetFileNameWithoutExtension(path) == names[0]).Any(path => names.Length == 1 || File.ReadAllText(path).Contains($" {names[1]}(", StringComparison.Ordinal)),
                $"docs/guarantees.md names {test}, which no file of tests has.");
        }
    }

    [Fact]
    public void Guarantees_HaveTests()
    {
        Assert.InRange(Rows.Length, 30, 100);
        Assert.All(Rows.Where(row => !row.Contains("nobody notices", StringComparison.Ordinal)), row => Assert.Contains("`", row.Split('|')[^2], StringComparison.Ordinal));
    }
}
