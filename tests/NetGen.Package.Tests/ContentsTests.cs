using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace NetGen.Package.Tests;

/// <summary>What lies where in the package.</summary>
public sealed class ContentsTests(PackedPackage package)
{
    [Fact]
    public void Package_HoldsLibraryGeneratorTargetsAndTasks()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);

        string[] files = [.. archive.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

        Assert.Equal(
            [
                "NetGen.nuspec",
                "README.md",
                "[Content_Types].xml",
                "analyzers/dotnet/cs/NetGen.CodeFixes.dll",
                "analyzers/dotnet/cs/NetGen.Compiler.dll",
                "analyzers/dotnet/cs/NetGen.Generator.dll",
                "buildTransitive/NetGen.props",
                "buildTransitive/NetGen.targets",
                "lib/net10.0/NetGen.dll",
                "lib/net10.0/NetGen.xml",
                "lib/net9.0/NetGen.dll",
                "lib/net9.0/NetGen.xml",
                "netgen.schema.json",
                "tasks/NetGen.Tasks.dll",
            ],
            files);
    }

    [Fact]
    public void Package_HasNoDependencies()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        using Stream stream = archive.GetEntry("NetGen.nuspec")!.Open();

        XElement[] elements = [.. XDocument.Load(stream).Descendants()];

        Assert.Contains(elements, element => element.Name.LocalName == "dependencies");
        Assert.DoesNotContain(elements, element => element.Name.LocalName is "dependency" or "frameworkReference");
    }

    /// <summary>What a host of generators or of tasks does not have, these must not reference: they would not be loaded.</summary>
    [Theory]
    [InlineData("analyzers/dotnet/cs/NetGen.Compiler.dll", new[] { "netstandard" })]
    [InlineData("analyzers/dotnet/cs/NetGen.Generator.dll", new[] { "netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "NetGen.Compiler" })]
    [InlineData("analyzers/dotnet/cs/NetGen.CodeFixes.dll", new[] { "netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Workspaces", "System.Collections.Immutable", "System.Composition.AttributedModel" })]
    [InlineData("tasks/NetGen.Tasks.dll", new[] { "netstandard", "Microsoft.Build.Framework" })]
    public void Assembly_NeedsOnlyWhatItsHostHas(string assembly, string[] known)
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        using Stream entry = archive.GetEntry(assembly)!.Open();
        var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        bytes.Position = 0;

        using var file = new PEReader(bytes);
        MetadataReader metadata = file.GetMetadataReader();

        Assert.Empty(metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Except(known));
    }
}
