using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Compiler;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

public class EnvironmentTests
{
    private static readonly TestProject TwoNetworks = new(
        "[NetGen.Network(\"2-3-2\")] public partial class Moons { public static int Use() => new Moons(1).Predict([1f, 2f]); }",
        "[NetGen.Network(\"4-6-3\")] public partial class Iris;");

    [Fact]
    public void NG0001_StageThatFailsInEmit_StopsThatNetworkOnly()
    {
        var stages = new Stages(
            NetworkCompiler.Analyze,
            model => model.Host.Name == "Moons" ? throw new StageException("Plan", new NotSupportedException("No tile fits.")) : NetworkCompiler.Emit(model));

        var run = GeneratorRun.Of(TwoNetworks, new NetworkGenerator(stages));

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("NG0001", diagnostic.Id);
        Assert.StartsWith("NetGen failed on Moons in stage Plan: NotSupportedException: No tile fits.", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("Iris.g.cs", run.Sources.Keys);
        Assert.Empty(run.CompilerDiagnostics);
    }

    [Fact]
    public void NG0001_StageThatFailsInModel_IsReportedAtTheAttribute()
    {
        var stages = new Stages(
            (declaration, host, project) => host.Name == "Moons" ? throw new InvalidOperationException("Oh.") : NetworkCompiler.Analyze(declaration, host, project),
            NetworkCompiler.Emit);

        var run = GeneratorRun.Of(TwoNetworks, new NetworkGenerator(stages));

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("NG0001", diagnostic.Id);
        Assert.Equal("NetGen.Network(\"2-3-2\")", GeneratorRun.TextAt(diagnostic));
        Assert.Equal(["Iris.g.cs"], run.Sources.Keys.Where(name => name.StartsWith("Iris.g", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp8)]
    public void NG0002_OldLanguage_IsReportedAndKeepsTheSurface(LanguageVersion language) => Expected.Message(
        $"NetGen emits C# 12, but this project compiles as C# {language.ToDisplayString()}; write <LangVersion>12</LangVersion> or newer",
        "NG0002",
        """
        namespace Demo
        {
            [[|NetGen.Network("2-3-2")|]]
            public partial class Moons { public int Use(float[] x) { return Predict(x); } }
        }
        """,
        new TestProject { Language = language });

    [Fact]
    public void Network_CompilesInEveryLanguageVersionFromTwelve()
    {
        foreach (var language in new[] { LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.Preview })
            GeneratorRun.OfValid(TwoNetworks with { Sources = ["[NetGen.Network(\"2-3-2\")] public partial class Moons;"], Language = language });
    }
}
