namespace NetGen.Package.Tests;

/// <summary>A model named in a project is a class of it.</summary>
public sealed class ModelItemTests(PackedPackage package)
{
    private const string Program = """
        float[] output = new float[2];
        Games.Chase.Pretrained.Forward(new float[21], output);
        System.Console.WriteLine($"{output[0]:F4} {output[1]:F4}");
        """;

    private static readonly byte[] Model = File.ReadAllBytes(Path.Combine(Setting.Repository, "tests", "NetGen.Onnx.Tests", "Models", "BallChase.onnx"));

    /// <summary>Imported once; again when what is asked of it changes; and with its mistake at the item.</summary>
    [Fact]
    public async Task Model_IsAClass_AndImportedWhenItChanges()
    {
        using var project = new ScratchProject(package, Program);
        project.Write("models/ball chase.onnx", Model);
        project.Write("Directory.Build.targets", Items("Chase"));
        (await project.Dotnet("build")).Succeeds();
        Command run = (await project.Run()).Succeeds();
        Assert.Matches(@"^-?\d\.\d{4} -?\d\.\d{4}\s*$", run.Output);
        string imported = Assert.Single(Directory.GetFiles(project.Folder, "Chase.safetensors", SearchOption.AllDirectories));
        DateTime first = File.GetLastWriteTimeUtc(imported);

        (await project.Dotnet("build", "--no-restore")).Succeeds();
        Assert.Equal(first, File.GetLastWriteTimeUtc(imported));

        project.Write("models/ball chase.onnx", Model[..1000]);
        Command broken = (await project.Dotnet("build", "--no-restore")).Fails();
        Assert.Contains("Directory.Build.targets(3,6): error NG4001: ball chase.onnx", broken.Output, StringComparison.Ordinal);
    }

    /// <summary>Two frameworks that build at the same time, and weights that are announced before the compiler runs.</summary>
    [Fact]
    public async Task Model_OfAClassLibrary_IsImportedForEachFramework()
    {
        using var project = new ScratchProject(
            package, "public static class Library { public static int Inputs => Games.Other.InputSize; }", "<TargetFrameworks>net9.0;net10.0</TargetFrameworks>");
        project.Write("models/ball chase.onnx", Model);
        project.Write("Directory.Build.targets", Items("Other").Replace("<ItemGroup>", "<PropertyGroup><OutputType>Library</OutputType></PropertyGroup><ItemGroup>", StringComparison.Ordinal));

        Command build = (await project.Dotnet("build")).Succeeds();

        Assert.Contains("0 Warning(s)", build.Output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(project.Folder, "Other.safetensors", SearchOption.AllDirectories).Length);
    }

    private string Items(string name) => $"""
        <Project><ItemGroup>
            <PackageReference Include="NetGen.Import" Version="{package.Version}" PrivateAssets="all" />
            <NetGenModel Include="models/ball chase.onnx" Name="{name}" Namespace="Games" />
        </ItemGroup></Project>
        """;
}
