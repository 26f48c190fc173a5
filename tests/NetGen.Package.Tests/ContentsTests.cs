using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;

namespace NetGen.Package.Tests;

/// <summary>What the packages hold, and what they say of themselves.</summary>
public sealed class ContentsTests(PackedPackage package)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>Lists of the public members; the packages without one are programs.</summary>
    private static readonly string[] Lists = ["PublicAPI.Shipped.txt", "PublicAPI.Unshipped.txt"];

    public static TheoryData<string> Packages => [.. PackedPackage.Packages];

    [Theory]
    [InlineData(
        "NetGen",
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
        "tasks/NetGen.Tasks.dll")]
    [InlineData("NetGen.Data", "lib/net10.0/NetGen.Data.dll", "lib/net10.0/NetGen.Data.xml", "lib/net9.0/NetGen.Data.dll", "lib/net9.0/NetGen.Data.xml")]
    [InlineData("NetGen.Plots", "Fonts/LICENSE.txt", "lib/net10.0/NetGen.Plots.dll", "lib/net10.0/NetGen.Plots.xml", "lib/net9.0/NetGen.Plots.dll", "lib/net9.0/NetGen.Plots.xml")]
    [InlineData("NetGen.Onnx", "lib/net10.0/NetGen.Onnx.dll", "lib/net10.0/NetGen.Onnx.xml", "lib/net9.0/NetGen.Onnx.dll", "lib/net9.0/NetGen.Onnx.xml")]
    [InlineData("NetGen.Orleans", "lib/net10.0/NetGen.Orleans.dll", "lib/net10.0/NetGen.Orleans.xml")]
    [InlineData(
        "NetGen.Import",
        "build/NetGen.Import.targets",
        "tools/Google.Protobuf.dll",
        "tools/NetGen.Compiler.dll",
        "tools/NetGen.Import.deps.json",
        "tools/NetGen.Import.dll",
        "tools/NetGen.Import.runtimeconfig.json",
        "tools/NetGen.Onnx.dll",
        "tools/NetGen.dll",
        "tools/PureHDF.dll")]
    public void Package_HoldsTheseFilesAlone(string name, params string[] files)
    {
        using ZipArchive archive = Open(name);

        Assert.Equal(
            [.. files.Concat(["README.md", "icon.png", $"{name}.nuspec", "[Content_Types].xml"]).Order(StringComparer.Ordinal)],
            archive.Entries.Select(entry => entry.FullName)
                .Where(file => !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    /// <summary>The tool has what it depends on in it; the rest depend on this and no more.</summary>
    [Theory]
    [InlineData("NetGen")]
    [InlineData("NetGen.Data", "NetGen", "Sep")]
    [InlineData("NetGen.Plots", "NetGen", "ScottPlot", "SkiaSharp.NativeAssets.Linux.NoDependencies")]
    [InlineData("NetGen.Onnx", "Google.Protobuf", "NetGen")]
    [InlineData("NetGen.Orleans", "Microsoft.Orleans.Sdk", "NetGen")]
    [InlineData("NetGen.Import")]
    [InlineData("NetGen.Tool")]
    public void Dependencies_AreTheseAlone(string name, params string[] dependencies)
    {
        XElement[] elements = [.. Nuspec(name).Descendants()];

        Assert.Equal(dependencies, elements.Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(elements, element => element.Name.LocalName == "frameworkReference");
        Assert.All(elements.Where(element => element.Attribute("id")?.Value == "NetGen"), element => Assert.Equal(package.Version, element.Attribute("version")!.Value));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_SaysWhatItIs(string name)
    {
        using ZipArchive archive = Open(name);
        Dictionary<string, XElement> said = Nuspec(name).Root!.Elements().Single().Elements().ToDictionary(element => element.Name.LocalName);

        Assert.Equal(name, said["id"].Value);
        Assert.Equal("NetGen", said["authors"].Value);
        Assert.Equal(("expression", "MIT"), (said["license"].Attribute("type")!.Value, said["license"].Value));
        Assert.True(archive.GetEntry(said["icon"].Value)!.Length > 1000);
        Assert.True(archive.GetEntry(said["readme"].Value)!.Length > 200);
        Assert.True(said["description"].Value.Length > 50);
        Assert.Contains("machine-learning", said["tags"].Value.Split(' '));
        Assert.Equal("https://github.com/netgen/netgen", said["projectUrl"].Value);
        Assert.Equal(("git", said["projectUrl"].Value), (said["repository"].Attribute("type")!.Value, said["repository"].Attribute("url")!.Value));
        if (IsClone)
            Assert.Matches("^[0-9a-f]{40}$", said["repository"].Attribute("commit")!.Value);
    }

    /// <summary>Each assembly of ours has its symbols in it; they know where each source is, or have it in them.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void Assemblies_HaveSymbolsAndSources(string name)
    {
        Assert.SkipUnless(IsClone, "Without .git nothing is known of where sources are.");
        using ZipArchive archive = Open(name);
        ZipArchiveEntry[] assemblies = [.. archive.Entries.Where(entry => entry.Name.StartsWith("NetGen", StringComparison.Ordinal) && entry.Name.EndsWith(".dll", StringComparison.Ordinal))];

        Assert.NotEmpty(assemblies);
        Assert.DoesNotContain(archive.Entries, entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal) && entry.Name.StartsWith("NetGen", StringComparison.Ordinal));
        Assert.All(assemblies, assembly =>
        {
            using PEReader file = Read(assembly);
            DebugDirectoryEntry embedded = file.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            Assert.Contains(file.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
            using MetadataReaderProvider provider = file.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
            MetadataReader symbols = provider.GetMetadataReader();

            using JsonDocument link = JsonDocument.Parse(symbols.GetBlobBytes(Information(symbols, EntityHandle.ModuleDefinition, SourceLink)!.Value));
            JsonProperty map = Assert.Single(link.RootElement.GetProperty("documents").EnumerateObject());
            Assert.Matches(@"^https://raw\.githubusercontent\.com/[\w-]+/[\w-]+/[0-9a-f]{40}/\*$", map.Value.GetString());
            Assert.All(symbols.Documents, handle =>
            {
                string source = symbols.GetString(symbols.GetDocument(handle).Name);
                Assert.True(
                    Information(symbols, handle, EmbeddedSource) is not null || (source.StartsWith(map.Name.TrimEnd('*'), StringComparison.Ordinal) && !source.Contains("/obj/", StringComparison.Ordinal)),
                    $"{assembly.FullName}: {source}");
            });
        });
    }

    /// <summary>Nothing public comes or goes without a line of a list, which the build demands where the lists are.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void Libraries_ListTheirPublicMembers(string name)
    {
        using ZipArchive archive = Open(name);
        bool isLibrary = archive.Entries.Any(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal));
        string folder = Path.Combine(Setting.Repository, "src", name);

        Assert.All(Lists, list => Assert.Equal(isLibrary, File.Exists(Path.Combine(folder, list))));
        if (isLibrary)
            Assert.True(Lists.Sum(list => File.ReadLines(Path.Combine(folder, list)).Count()) > 10);
    }

    /// <summary>What a host of generators, of fixes or of tasks does not have, these must not reference: they would not be loaded.</summary>
    [Theory]
    [InlineData("analyzers/dotnet/cs/NetGen.Compiler.dll", new[] { "netstandard" })]
    [InlineData("analyzers/dotnet/cs/NetGen.Generator.dll", new[] { "netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "NetGen.Compiler" })]
    [InlineData("analyzers/dotnet/cs/NetGen.CodeFixes.dll", new[] { "netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Workspaces", "System.Collections.Immutable", "System.Composition.AttributedModel" })]
    [InlineData("tasks/NetGen.Tasks.dll", new[] { "netstandard", "Microsoft.Build.Framework" })]
    public void Assembly_NeedsOnlyWhatItsHostHas(string assembly, string[] known)
    {
        using ZipArchive archive = Open("NetGen");
        using PEReader file = Read(archive.GetEntry(assembly)!);
        MetadataReader metadata = file.GetMetadataReader();

        Assert.Empty(metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Except(known));
    }

    private static bool IsClone => Path.Exists(Path.Combine(Setting.Repository, ".git"));

    private static BlobHandle? Information(MetadataReader symbols, EntityHandle of, Guid kind) => symbols.GetCustomDebugInformation(of)
        .Select(symbols.GetCustomDebugInformation)
        .Where(information => symbols.GetGuid(information.Kind) == kind)
        .Select(information => (BlobHandle?)information.Value)
        .FirstOrDefault();

    private static PEReader Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new PEReader(bytes.ToArray().ToImmutableArray());
    }

    private ZipArchive Open(string name) => ZipFile.OpenRead(package.FileOf(name));

    private XDocument Nuspec(string name)
    {
        using ZipArchive archive = Open(name);
        using Stream stream = archive.GetEntry($"{name}.nuspec")!.Open();
        return XDocument.Load(stream);
    }
}
