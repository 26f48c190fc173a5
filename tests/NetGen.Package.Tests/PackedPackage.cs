// Most of their time goes by while other programs run, which use the processor better side by side.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: AssemblyFixture(typeof(NetGen.Package.Tests.PackedPackage))]

namespace NetGen.Package.Tests;

/// <summary>NetGen, and its packages for data, plots, models of others, their import at build, clusters and the tool, packed into a feed of their own, once for all tests, under a version that nothing else has.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    /// <summary>All that this repository publishes.</summary>
    public static readonly string[] Packages = ["NetGen", "NetGen.Data", "NetGen.Plots", "NetGen.Onnx", "NetGen.Import", "NetGen.Orleans", "NetGen.Tool"];

    private readonly CompilerServer _compiler = new();

    /// <summary>The folder that holds the packages.</summary>
    public string Feed { get; } = Directory.CreateTempSubdirectory("netgen-feed-").FullName;

    /// <summary>Higher than any published version, so that "the newest" is this one; by the second, so that no cache knows it.</summary>
    public string Version { get; } = $"9999.0.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";

    /// <summary>The file of one of them.</summary>
    public string FileOf(string name) => Path.Combine(Feed, $"{name}.{Version}.nupkg");

    public async ValueTask InitializeAsync()
    {
        foreach (string name in Packages)
        {
            string earlier = Path.Combine(Setting.PackageCache, name.ToLowerInvariant());
            if (Directory.Exists(earlier))
                Directory.Delete(earlier, recursive: true);

            // Only the package's version: a version in the assemblies would build everything anew. Restoring under other
            // settings than the solution's would do so, too.
            Command pack = await Command.Run(
                Path.Combine(Setting.Repository, "src", name),
                "dotnet",
                ["pack", "--configuration", Setting.Configuration, "--no-restore", "--output", Feed, $"-p:PackageVersion={Version}"],
                ("NUGET_PACKAGES", Setting.SharedPackages),
                ("RestoreFallbackFolders", ""));
            pack.Succeeds();
        }
    }

    public ValueTask DisposeAsync()
    {
        _compiler.Dispose();
        Directory.Delete(Feed, recursive: true);
        return ValueTask.CompletedTask;
    }
}
