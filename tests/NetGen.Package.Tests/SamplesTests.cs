using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NetGen.Package.Tests;

/// <summary>The samples, copied into a scratch folder and built on the package.</summary>
public sealed class SamplesTests(PackedPackage package)
{
    private const string Properties = "<TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Optimize>true</Optimize>";

    [Fact]
    public async Task Quickstart_LearnsExclusiveOr()
    {
        using ScratchProject project = Copy("Quickstart", Properties);

        (await project.Dotnet("build")).Succeeds();
        Command run = (await project.Run()).Succeeds();

        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["0 xor 0 = 0", "0 xor 1 = 1", "1 xor 0 = 1", "1 xor 1 = 0"], lines[^4..]);
    }

    [Fact]
    public async Task Iris_TrainsSavesAndPredicts()
    {
        using ScratchProject project = Copy("Iris", Properties);
        byte[] committed = File.ReadAllBytes(Path.Combine(project.Folder, "iris.safetensors"));

        (await project.Dotnet("build")).Succeeds();
        Command predict = (await project.Run("predict")).Succeeds();
        Command seeds = (await project.Run("seeds")).Succeeds();
        Command train = (await project.Run()).Succeeds();

        Assert.True(Number(predict, @"(\d+) of 100 right, without training") >= 94, predict.Output);
        Assert.True(Number(seeds, @"median ([\d.]+)") >= 94, seeds.Output);
        Assert.True(Number(train, @"before training: (\d+) of 100") < 60, train.Output);
        Assert.True(Number(train, @"after training:  (\d+) of 100") >= 94, train.Output);
        Assert.Equal(committed.Length, File.ReadAllBytes(Path.Combine(project.Folder, "iris.safetensors")).Length);
    }

    /// <summary>Nothing but the file says what the network is; and the schema that it names is there.</summary>
    [Fact]
    public async Task Moons_TrainsTheNetworkOfItsFile()
    {
        using ScratchProject project = Copy("Moons", Properties);
        using JsonDocument spec = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(project.Folder, "moons.netgen.json")));

        (await project.Dotnet("build")).Succeeds();
        Command run = (await project.Run()).Succeeds();

        Assert.True(Number(run, @"median ([\d.]+)") >= 190, run.Output);
        Assert.True(Number(run, @"pass 20000: loss ([\d.]+)") < Number(run, @"pass     1: loss ([\d.]+)") / 5, run.Output);
        Assert.Equal(
            File.ReadAllText(Path.Combine(Setting.Repository, "src/NetGen/netgen.schema.json")),
            File.ReadAllText(Path.Combine(project.Folder, spec.RootElement.GetProperty("$schema").GetString()!)));
    }

    private ScratchProject Copy(string sample, string properties)
    {
        string folder = Path.Combine(Setting.Repository, "samples", sample);
        var project = new ScratchProject(package, "", properties);
        string[] others = [.. Regex.Matches(File.ReadAllText(Path.Combine(folder, $"{sample}.csproj")), @"/(NetGen\.\w+)\.csproj").Select(match => match.Groups[1].Value)];
        project.Write("Directory.Build.targets", $"<Project><ItemGroup>{string.Concat(others.Select(other => $"<PackageReference Include=\"{other}\" Version=\"{package.Version}\" />"))}</ItemGroup></Project>");
        foreach (string file in Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) != ".csproj"))
            project.Write(Path.GetFileName(file), File.ReadAllBytes(file));
        return project;
    }

    private static double Number(Command run, string pattern) =>
        double.TryParse(Regex.Match(run.Output, pattern).Groups[1].Value, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
