using System.Text.RegularExpressions;

namespace NetGen.Package.Tests;

/// <summary>The documentation: every page is found, every link leads somewhere, and every line of C# compiles on the packages.</summary>
public sealed partial class PagesTests(PackedPackage package)
{
    /// <summary>Its examples are wrong on purpose, and tests of the generator hold each against its diagnostic.</summary>
    private const string Diagnostics = "src/NetGen.Generator/Diagnostics/README.md";

    public static TheoryData<string> Paths => [.. Page.All.Select(page => page.Path)];

    /// <summary>Links within the repository lead to a file, and to a heading where they name one.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public void Links_LeadSomewhere(string path) => Assert.All(new Page(path).Links, link =>
    {
        string target = Path.Combine(Setting.Repository, link.Path);
        Assert.True(File.Exists(target) || Directory.Exists(target), $"{path} links to {link.Path}, which is not there.");
        if (link.Heading.Length > 0)
            Assert.Contains(link.Heading, new Page(link.Path).Headings);
    });

    [Fact]
    public void EveryPage_IsTwoClicksFromTheReadme()
    {
        var reached = new HashSet<string> { "README.md" };
        for (int click = 0; click < 2; click++)
            reached.UnionWith(Page.All.Where(page => reached.Contains(page.Path)).SelectMany(page => page.Links).Select(link => link.Path).ToArray());

        Assert.Empty(Page.All.Select(page => page.Path).Except(reached));
    }

    [Fact]
    public void Readme_ListsTheSamples() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(Setting.Repository, "samples"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order(),
        Sample().Matches(File.ReadAllText(Path.Combine(Setting.Repository, "README.md"))).Select(match => match.Groups[1].Value).Order());

    [Fact]
    public void Pages_NameTheVersionThatIsPacked()
    {
        string version = Regex.Match(File.ReadAllText(Path.Combine(Setting.Repository, "Directory.Build.props")), "<Version>(.*)</Version>").Groups[1].Value;
        string[] named = [.. Page.All.SelectMany(page => page.Blocks).SelectMany(block => Version().Matches(block.Text)).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Equal(version, name));
    }

    /// <summary>
    /// The README's first block is the program, and is run. Beside it, each page is a namespace: of its blocks those that declare
    /// something are files, the others statements of one method, in which names of one block go on to the next. Usings are a page's.
    /// </summary>
    [Fact]
    public async Task CSharp_Compiles()
    {
        string orleans = Regex.Match(File.ReadAllText(Path.Combine(Setting.Repository, "Directory.Packages.props")), "Include=\"Microsoft.Orleans.Server\" Version=\"([^\"]+)\"").Groups[1].Value;
        Page readme = Page.All.Single(page => page.Path == "README.md");
        Page.Block program = readme.Blocks.First(block => block.Language == "csharp");
        using var project = new ScratchProject(
            package,
            program.Text,
            "<TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><WarningsNotAsErrors>NG3001</WarningsNotAsErrors><NoWarn>$(NoWarn);CS1998</NoWarn>");
        project.Write("Directory.Build.targets", $"""
            <Project>
              <ItemGroup>
                <PackageReference Include="NetGen.Data;NetGen.Plots;NetGen.Onnx;NetGen.Orleans" Version="{package.Version}" />
                <PackageReference Include="Microsoft.Orleans.Server" Version="{orleans}" />
                <Using Include="NetGen" />
              </ItemGroup>
            </Project>
            """);

        // What the commands of the pages leave behind.
        project.Write("Policy.netgen.json", """{ "name": "Policy", "architecture": "3-8:relu-2", "weights": "Policy.safetensors" }""");
        project.Write("Flower.netgen.json", """{ "name": "Flower", "architecture": "4-8:relu-3:softmax", "weights": "Flower.safetensors" }""");
        project.Write("moons.netgen.json", """{ "architecture": "2-3:sigmoid-2" }""");

        int blocks = 1;
        foreach (Page page in Page.All.Where(page => page.Path != Diagnostics))
        {
            string space = NoLetters().Replace(page.Path, "_");
            Page.Block[] code = [.. page.Blocks.Where(block => block.Language == "csharp" && block.Text != program.Text)];
            string usings = string.Join('\n', code.SelectMany(block => block.Text.Split('\n')).Where(line => Using().IsMatch(line)).Distinct());
            Page.Block[] statements = [.. code.Where(block => !Declares(block))];
            foreach (Page.Block block in code.Except(statements))
                project.Write($"{space}{block.Line}.cs", $"{usings}\nnamespace Pages.{space};\n{Lines(page, block)}");
            if (statements.Length > 0)
            {
                project.Write(
                    $"{space}.cs",
                    $"{usings}\nnamespace Pages.{space};\nstatic class Statements\n{{\nstatic async Task Run(string[] args)\n{{\n{string.Concat(statements.Select(block => Lines(page, block)))}\n}}\n}}");
            }
            blocks += code.Length;
        }
        Assert.InRange(blocks, 35, 100);

        (await project.Dotnet("build")).Succeeds();
        Assert.Equal("1", (await project.Run()).Succeeds().Output.Trim());
    }

    /// <summary>Whether the first line behind usings and comments begins a type.</summary>
    private static bool Declares(Page.Block block) => Declaration().IsMatch(
        block.Text.Split('\n').First(line => line.Length > 0 && !Using().IsMatch(line) && !line.StartsWith("//", StringComparison.Ordinal)));

    /// <summary>The block without usings of namespaces; errors are told at its place in the page.</summary>
    private static string Lines(Page page, Page.Block block) =>
        $"#line {block.Line} \"{page.Path}\"\n{string.Join('\n', block.Text.Split('\n').Select(line => Using().IsMatch(line) ? "" : line))}\n";

    [GeneratedRegex("^using [\\w.]+;$")]
    private static partial Regex Using();

    [GeneratedRegex("^(?:\\[|public |internal |static class )")]
    private static partial Regex Declaration();

    [GeneratedRegex("^\\| \\[(\\w+)\\]\\(samples/\\1/(?:Program|\\1)\\.cs\\) \\|", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex("(?:<PackageReference Include=\"NetGen[^\"]*\" Version=\"|--version )([^\" \n]+)")]
    private static partial Regex Version();

    [GeneratedRegex("\\W")]
    private static partial Regex NoLetters();
}
