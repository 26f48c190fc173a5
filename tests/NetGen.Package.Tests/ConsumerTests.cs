using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetGen.Package.Tests;

/// <summary>
/// Every kind of project that may have the package: each with a network of an attribute, one of a JSON file and embedded weights.
/// Console projects are those of the other tests.
/// </summary>
public sealed class ConsumerTests(PackedPackage package)
{
    private const string Expected = "2-3:tanh-2:softmax 2-4:relu-1 0";

    private static readonly byte[] Weights = File.ReadAllBytes(Path.Combine(Setting.Repository, "samples/Iris/iris.safetensors"));

    /// <summary>A class library and the program that has it, a web project and a test project, in one solution with central package versions.</summary>
    [Fact]
    public async Task Solution_OfALibraryAProgramAWebProjectAndTests()
    {
        using var folder = new Consumer(package);
        folder.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="NetGen" Version="{package.Version}" />
                <PackageVersion Include="xunit.v3" Version="{Consumer.VersionOf("xunit.v3")}" />
              </ItemGroup>
            </Project>
            """);
        folder.Write("All.slnx", """
            <Solution>
              <Project Path="App/App.csproj" />
              <Project Path="Lib/Lib.csproj" />
              <Project Path="Web/Web.csproj" />
              <Project Path="Checks/Checks.csproj" />
            </Solution>
            """);
        folder.WriteNetworks("Lib", "Lib");
        folder.WriteProject("Lib/Lib.csproj", "", """<PackageReference Include="NetGen" />""");
        folder.Write("App/Program.cs", "System.Console.WriteLine(Lib.Networks.Describe());");
        folder.WriteProject("App/App.csproj", "<OutputType>Exe</OutputType>", """<ProjectReference Include="../Lib/Lib.csproj" />""");
        folder.WriteNetworks("Web", "Web");
        folder.Write("Web/Program.cs", """
            using System.Net.Http;
            using Microsoft.AspNetCore.Builder;

            await using WebApplication app = WebApplication.CreateBuilder(args).Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.MapGet("/networks", Web.Networks.Describe);
            await app.StartAsync();
            using var client = new HttpClient();
            System.Console.WriteLine(await client.GetStringAsync(new System.Uri(new(System.Linq.Enumerable.First(app.Urls)), "networks")));
            """);
        folder.WriteProject("Web/Web.csproj", "", """<PackageReference Include="NetGen" />""", sdk: "Microsoft.NET.Sdk.Web");
        folder.WriteNetworks("Checks", "Checks");
        folder.Write("Checks/NetworkTests.cs", $$"""
            public class NetworkTests
            {
                [Xunit.Fact]
                public void Networks_AreThere() => Xunit.Assert.Equal("{{Expected}}", Checks.Networks.Describe());
            }
            """);
        folder.WriteProject("Checks/Checks.csproj", "<OutputType>Exe</OutputType>", """<PackageReference Include="NetGen" /><PackageReference Include="xunit.v3" />""");

        Command build = (await folder.Dotnet("build", "All.slnx")).Succeeds();

        Assert.Contains("0 Warning(s)", build.Output, StringComparison.Ordinal);
        Assert.Equal(Expected, (await folder.Run("App")).Succeeds().Output.Trim());
        Assert.Equal(Expected, (await folder.Run("Web")).Succeeds().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim());
        Assert.Contains("Total: 1, Errors: 0, Failed: 0", (await folder.Run("Checks")).Succeeds().Output, StringComparison.Ordinal);
    }

    /// <summary>Its networks and weights are in its assembly, and what it needs is among its dependencies.</summary>
    [Fact]
    public async Task Library_PackedIntoAPackage_WorksInAProgram()
    {
        using var folder = new Consumer(package);
        folder.WriteNetworks("Lib", "Lib");
        folder.WriteProject("Lib/Lib.csproj", "<Version>1.2.3</Version><PackageId>Networks.Of.Others</PackageId>", $"""<PackageReference Include="NetGen" Version="{package.Version}" />""");
        folder.Write("App/Program.cs", "System.Console.WriteLine(Lib.Networks.Describe());");
        folder.WriteProject("App/App.csproj", "<OutputType>Exe</OutputType>", """<PackageReference Include="Networks.Of.Others" Version="1.2.3" />""");
        folder.Write("nuget.config", """<configuration><packageSources><add key="Lib" value="packages" /></packageSources></configuration>""");

        // A folder that is named as a source is asked for what is in no cache yet, and must be there.
        Directory.CreateDirectory(Path.Combine(folder.Folder, "packages"));
        (await folder.Dotnet("pack", "Lib", "--output", "packages")).Succeeds();

        // In a folder of packages of its own, as the version is the same each time.
        (await folder.Dotnet(["build", "App"], ("NUGET_PACKAGES", Path.Combine(folder.Folder, "restored")), ("RestoreFallbackFolders", Setting.PackageCache + ";" + Setting.SharedPackages))).Succeeds();
        Assert.Equal(Expected, (await folder.Run("App")).Succeeds().Output.Trim());
    }

    /// <summary>A program that is one file, with the package named in it.</summary>
    [Fact]
    public async Task File_WithThePackageInALine_Runs()
    {
        using var folder = new Consumer(package);
        folder.WriteNetworks(".", "Here", file: "app.cs", above: $"""
            #:package NetGen@{package.Version}
            #:property PublishAot=false
            System.Console.WriteLine(Here.Networks.Describe());
            """);

        Assert.Equal(Expected, (await folder.Dotnet("run", "app.cs")).Succeeds().Output.Trim());
    }

    [Theory]
    [InlineData("PublishTrimmed")]
    [InlineData("PublishSingleFile")]
    [InlineData("PublishReadyToRun")]
    public async Task Program_IsPublished(string kind)
    {
        SkipUnlessAll();
        using var folder = new Consumer(package);
        folder.WriteNetworks("App", "Here", above: "System.Console.WriteLine(Here.Networks.Describe());");
        folder.WriteProject("App/App.csproj", $"<OutputType>Exe</OutputType><SelfContained>true</SelfContained><TrimmerSingleWarn>false</TrimmerSingleWarn><{kind}>true</{kind}>", $"""<PackageReference Include="NetGen" Version="{package.Version}" />""");

        Command publish = (await folder.Dotnet("publish", "App", "--runtime", RuntimeInformation.RuntimeIdentifier, "--output", "published")).Succeeds();

        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);
        string program = Path.Combine(folder.Folder, "published", OperatingSystem.IsWindows() ? "App.exe" : "App");
        Assert.Equal(Expected, (await Command.Run(folder.Folder, program, [])).Succeeds().Output.Trim());
    }

    /// <summary>What changes in the file is in the program that "dotnet watch" starts anew.</summary>
    [Fact]
    public async Task Watch_SeesAChangedFile()
    {
        SkipUnlessAll();
        using var folder = new Consumer(package);
        folder.WriteNetworks("App", "Here", above: """
            System.Console.WriteLine(Here.Networks.Describe());
            System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);
            """);
        folder.WriteProject("App/App.csproj", "<OutputType>Exe</OutputType>", $"""<PackageReference Include="NetGen" Version="{package.Version}" />""");
        ProcessStartInfo start = folder.Start("watch", "run", "--non-interactive", "--no-hot-reload");
        start.WorkingDirectory = Path.Combine(folder.Folder, "App");
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        try
        {
            await Read(Expected);
            folder.Write("App/spec.netgen.json", Consumer.Spec("Here").Replace("2-4", "2-5", StringComparison.Ordinal));
            await Read(Expected.Replace("2-4", "2-5", StringComparison.Ordinal));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        async Task Read(string expected)
        {
            var all = new List<string>();
            for (string line = ""; !line.Contains(expected, StringComparison.Ordinal); all.Add(line))
                line = await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("dotnet watch ended:\n" + string.Join('\n', all));
        }
    }

    private static void SkipUnlessAll() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NETGEN_CONSUMERS") == "all", "Takes long: .ci/nightly, or NETGEN_CONSUMERS=all.");

    /// <summary>A folder of projects, and what is written in each.</summary>
    private sealed class Consumer(PackedPackage package) : ScratchFolder(package)
    {
        public static string Spec(string name) => $$"""{ "name": "ByFile", "namespace": "{{name}}", "architecture": "2-4:relu-1" }""";

        /// <summary>The version that this repository has.</summary>
        public static string VersionOf(string dependency) => System.Text.RegularExpressions.Regex
            .Match(File.ReadAllText(Path.Combine(Setting.Repository, "Directory.Packages.props")), $"Include=\"{dependency}\" Version=\"([^\"]+)\"").Groups[1].Value;

        public void WriteNetworks(string project, string name, string file = "Networks.cs", string above = "")
        {
            Write($"{project}/{file}", $$"""
                {{above}}

                namespace {{name}}
                {
                    [NetGen.Network("2-3:tanh-2:softmax")]
                    public partial class ByAttribute;

                    [NetGen.Network("4-6:relu-3:softmax", Weights = "weights/iris.safetensors")]
                    public partial class WithWeights;

                    public static class Networks
                    {
                        public static string Describe() => $"{new ByAttribute(1)} {new ByFile(1)} {WithWeights.Pretrained.Predict([5.1f, 3.5f, 1.4f, 0.2f])}";
                    }
                }
                """);
            Write($"{project}/spec.netgen.json", Spec(name));
            Write($"{project}/weights/iris.safetensors", Weights);
        }

        public void WriteProject(string path, string properties, string references, string sdk = "Microsoft.NET.Sdk") => Write(path, $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {references}
              </ItemGroup>
            </Project>
            """);

        /// <summary>A command that has not been started.</summary>
        public ProcessStartInfo Start(params string[] arguments) => Command.Prepare(Folder, "dotnet", arguments, ("RestoreAdditionalProjectSources", Package.Feed));

        /// <summary>Runs what "dotnet build" made of a project.</summary>
        public Task<Command> Run(string project) => Dotnet(Path.Combine(project, "bin", "Debug", "net10.0", $"{project}.dll"));
    }
}
