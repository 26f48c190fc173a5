namespace NetGen.Package.Tests;

/// <summary>A new user who has the packages, an empty folder and docs/getting-started.md, and does what it says.</summary>
public sealed class GettingStartedTests(PackedPackage package)
{
    [Fact]
    public async Task Page_LeadsToAProgramThatPredicts()
    {
        string folder = Directory.CreateTempSubdirectory("netgen-started-").FullName;
        try
        {
            string shown = "";
            foreach (Page.Block block in new Page("docs/getting-started.md").Blocks)
            {
                switch (block.Language)
                {
                    case "sh":
                        foreach (string line in block.Text.Replace("PATH_TO_THIS_FOLDER/artifacts", package.Feed, StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                            shown = (await Command.Run(folder, "dotnet", line.Split(' ').Skip(1))).Succeeds().Output;
                        break;
                    case "csharp":
                        File.WriteAllText(Path.Combine(folder, block.File), block.Text);
                        break;
                    case "text":
                        Assert.EndsWith("\n" + block.Text, "\n" + shown, StringComparison.Ordinal);
                        break;
                    default:
                        Assert.Equal("xml", block.Language);
                        break;
                }
            }
            Assert.True(File.Exists(Path.Combine(folder, "moons.safetensors")));
            Assert.DoesNotContain("warning", shown, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
