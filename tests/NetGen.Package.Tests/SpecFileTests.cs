namespace NetGen.Package.Tests;

/// <summary>*.netgen.json files in a project that has the package and says nothing else about them.</summary>
public sealed class SpecFileTests(PackedPackage package)
{
    private const string Properties = "<TargetFramework>net10.0</TargetFramework><TreatWarningsAsErrors>false</TreatWarningsAsErrors>";

    private const string Program = """
        using System;
        using NetGen;

        Console.WriteLine($"{new Attached()} {new Data.Alone()} {new Demo.Named()}");

        #pragma warning disable NG1015
        [Network("2-3-2", InitializerScale = 2)]
        public partial class Quiet;
        #pragma warning restore NG1015

        [Network(Spec = "nets/attached.netgen.json")]
        public partial class Attached;

        namespace Demo
        {
            [Network]
            public partial class Named;
        }
        """;

    private static ScratchProject Project(PackedPackage package, string properties = "", string alone = "\"initializerScale\": 2")
    {
        var project = new ScratchProject(package, Program, Properties + properties);
        project.Write("nets/attached.netgen.json", """{ "$schema": "../obj/netgen.schema.json", "architecture": "2-3:tanh-2" }""");
        project.Write("nets/deeper/Named.netgen.json", """{ "architecture": "2-4-2" }""");
        project.Write("alone.netgen.json", $$"""
            {
              "name": "Alone", "namespace": "Data",
              "architecture": "3-1",
              {{alone}}
            }
            """);

        // What builds have left is no part of the project.
        project.Write("bin/left.netgen.json", "{");
        project.Write("obj/left.netgen.json", "{");
        return project;
    }

    [Fact]
    public async Task Files_AreFoundByThemselves()
    {
        using ScratchProject project = Project(package);

        Command build = (await project.Dotnet("build")).Succeeds();
        Command run = (await project.Run()).Succeeds();

        Assert.Contains("1 Warning(s)", build.Output, StringComparison.Ordinal);
        Assert.Contains($"{Path.Combine(project.Folder, "alone.netgen.json")}(4,23): warning NG1015: InitializerScale is for Normal", build.Output, StringComparison.Ordinal);
        Assert.Equal("2-3:tanh-2 3-1 2-4:relu-2", run.Output.Trim());
        Assert.True(File.Exists(Path.Combine(project.Folder, "nets", "../obj/netgen.schema.json")));
    }

    [Theory]
    [InlineData("\"initialBais\": 1", "(4,3): error NG2102: A network has no key \"initialBais\"; did you mean 'initialBias'?")]
    [InlineData("\"hidden\": relu", "(4,13): error NG2101: This is not JSON: 'relu' where a value should be; strings stand in double quotes")]
    public async Task Mistake_StandsAtItsLineAndColumn(string member, string message)
    {
        using ScratchProject project = Project(package, alone: member);

        Command build = (await project.Dotnet("build")).Fails();

        Assert.Contains("alone.netgen.json" + message, build.Output, StringComparison.Ordinal);
        Assert.Contains("1 Error(s)", build.Output, StringComparison.Ordinal);
    }

    /// <summary>As for any C# diagnostic that stands in no C# file.</summary>
    [Theory]
    [InlineData("<NoWarn>$(NoWarn);NG1015</NoWarn>", null, "", "0 Warning(s)")]
    [InlineData("", ".globalconfig", "is_global = true\ndotnet_diagnostic.NG1015.severity = none\n", "0 Warning(s)")]
    [InlineData("", ".globalconfig", "is_global = true\ndotnet_diagnostic.NG1015.severity = error\n", "error NG1015")]
    public async Task Severity_IsSet(string properties, string? file, string text, string expected)
    {
        using ScratchProject project = Project(package, properties);
        if (file is not null)
            project.Write(file, text);

        Assert.Contains(expected, (await project.Dotnet("build")).Output, StringComparison.Ordinal);
    }
}
