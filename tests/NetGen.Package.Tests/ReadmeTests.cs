using System.Text.RegularExpressions;

namespace NetGen.Package.Tests;

/// <summary>A new user who has the package and the README, and does what it says.</summary>
public sealed partial class ReadmeTests(PackedPackage package)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Setting.Repository, "README.md"));

    [Fact]
    public async Task Readme_LeadsToARunningProgram()
    {
        string folder = Directory.CreateTempSubdirectory("netgen-readme-").FullName;
        try
        {
            string commands = Blocks("sh").Single(block => block.StartsWith("dotnet new", StringComparison.Ordinal));
            foreach (string line in commands.Replace("PATH_TO_THIS_FOLDER/artifacts", package.Feed, StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                (await Command.Run(folder, "dotnet", line.Split(' ').Skip(1))).Succeeds();

            // The first block is a program, the others are files beside it.
            string[] blocks = [.. Blocks("csharp")];
            File.WriteAllText(Path.Combine(folder, "Program.cs"), blocks[0]);
            for (int index = 1; index < blocks.Length; index++)
                File.WriteAllText(Path.Combine(folder, $"File{index}.cs"), blocks[index]);
            File.WriteAllText(Path.Combine(folder, "moons.netgen.json"), Assert.Single(Blocks("json")));
            File.WriteAllText(Path.Combine(folder, "Use.cs"), "static class Use { public static Moons Network => new(seed: 1); }");

            (await Command.Run(folder, "dotnet", ["build", "--no-restore", "-warnaserror", "-warnNotAsError:NG3001"])).Succeeds();
            Command run = (await Command.Run(folder, "dotnet", ["run", "--no-build"])).Succeeds();

            Assert.Equal("1", run.Output.Trim());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Readme_NamesTheVersionThatIsPacked()
    {
        string version = Regex.Match(File.ReadAllText(Path.Combine(Setting.Repository, "Directory.Build.props")), "<Version>(.*)</Version>").Groups[1].Value;

        Assert.Equal($"""<PackageReference Include="NetGen" Version="{version}" />""", Assert.Single(Blocks("xml")).Trim());
    }

    [Fact]
    public void Readme_ListsTheSamples() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(Setting.Repository, "samples"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order(),
        Sample().Matches(Readme).Select(match => match.Groups[1].Value).Order());

    /// <summary>Links within the repository lead to a file, and to a heading where they name one.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/code.md")]
    [InlineData("docs/text.md")]
    [InlineData("docs/json.md")]
    [InlineData("docs/performance.md")]
    [InlineData("docs/scale.md")]
    [InlineData("src/NetGen.Generator/Diagnostics/README.md")]
    public void Links_LeadSomewhere(string document)
    {
        string path = Path.Combine(Setting.Repository, document);
        Assert.All(Link().Matches(File.ReadAllText(path)), link =>
        {
            string target = Path.Combine(Path.GetDirectoryName(path)!, link.Groups[1].Value);
            Assert.True(File.Exists(target) || Directory.Exists(target), link.Value);
            if (link.Groups[2].Value is { Length: > 0 } heading)
                Assert.Contains(heading, Heading().Matches(File.ReadAllText(target)).Select(line => line.Groups[1].Value.ToLowerInvariant().Replace(' ', '-')));
        });
    }

    private static IEnumerable<string> Blocks(string language) =>
        Block().Matches(Readme).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);

    [GeneratedRegex("^```(\\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^\\| \\[(\\w+)\\]\\(samples/\\1/(?:Program|\\1)\\.cs\\) \\|", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex("\\]\\(([\\w./-]+)(?:#([\\w-]+))?\\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
