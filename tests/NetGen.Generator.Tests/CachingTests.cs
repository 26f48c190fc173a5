using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests;

public class CachingTests
{
    private const string Source = """
        using NetGen;

        namespace Demo;

        [Network("4-6:relu-3:softmax")]
        public partial class IrisNet;
        """;

    private static readonly Dictionary<string, string> Specs = new() { ["moons.netgen.json"] = """{ "name": "Moons", "architecture": "2-3-2" }""" };

    [Fact]
    public void EditElsewhere_LeavesEveryStepCached()
    {
        var run = GeneratorRun.OfValid(new TestProject(Source) { Specs = Specs });
        Assert.Equal(Steps.All.Order(), run.Result.TrackedSteps.Keys.Intersect(Steps.All).Order());
    }

    [Fact]
    public void EditOfOneNetwork_LeavesTheOtherCached()
    {
        var project = new TestProject(Source, "namespace Demo; [NetGen.Network(\"2-3-2\")] public partial class Moons;");
        var compilation = project.Compile();
        var (driver, _) = GeneratorRun.Next(GeneratorRun.Driver(project, new NetworkGenerator()), compilation);

        var moons = compilation.SyntaxTrees[1];
        var edited = compilation.ReplaceSyntaxTree(moons, project.Parse(moons.ToString().Replace("2-3-2", "2-4-2", StringComparison.Ordinal), 1));
        var (_, run) = GeneratorRun.Next(driver, edited);

        var reasons = run.TrackedSteps[Steps.Sources].SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], reasons.Order());
    }

    [Fact]
    public void NewWeightsFile_LeavesNetworksWithoutWeightsCached()
    {
        var project = new TestProject(Source);
        var (driver, _) = GeneratorRun.Next(GeneratorRun.Driver(project, new NetworkGenerator()), project.Compile());
        driver = driver.AddAdditionalTexts([new BinaryFile("/Demo/new.safetensors")]);
        var (_, run) = GeneratorRun.Next(driver, project.Compile());

        Assert.Equal(IncrementalStepRunReason.Modified, run.TrackedSteps[Steps.Project].Single().Outputs.Single().Reason);
        Assert.Equal(IncrementalStepRunReason.Unchanged, run.TrackedSteps[Steps.Model].Single().Outputs.Single().Reason);
        Assert.Equal(IncrementalStepRunReason.Cached, run.TrackedSteps[Steps.Sources].Single().Outputs.Single().Reason);
    }

    [Fact]
    public void WeightsOfAnotherNetwork_LeaveTheSourcesCached()
    {
        var project = new TestProject("[NetGen.Network(\"2-3-2\", Weights = \"moons.safetensors\")] public partial class Moons;") { Weights = ["moons.safetensors"] };
        var (driver, before) = GeneratorRun.Next(GeneratorRun.Driver(project, new NetworkGenerator()), project.Compile());
        driver = driver.WithUpdatedAnalyzerConfigOptions(GeneratorRun.Options(project with { Headers = new Dictionary<string, string> { ["moons.safetensors"] = "=" } }));
        var (_, run) = GeneratorRun.Next(driver, project.Compile());

        Assert.Empty(before.Diagnostics);
        Assert.Equal("NG3003", Assert.Single(run.Diagnostics).Id);
        Assert.Equal(IncrementalStepRunReason.Unchanged, run.TrackedSteps[Steps.Model].Single().Outputs.Single().Reason);
        Assert.Equal(IncrementalStepRunReason.Cached, run.TrackedSteps[Steps.Sources].Single().Outputs.Single().Reason);
    }

    [Fact]
    public void TrackedValues_HoldNothingOfTheHostCompiler()
    {
        string[] sources = [Source, "[NetGen.Network(\"2-3:softmx\")] public class Wrong { public int Forward; }"];
        var run = GeneratorRun.Of(new TestProject(sources) { Weights = ["a.safetensors"], Specs = Specs });

        var values = Steps.All.SelectMany(name => run.Result.TrackedSteps[name]).SelectMany(step => step.Outputs).Select(output => output.Value).ToList();
        Assert.Equal(11, values.Count);
        Assert.All(values, value => Assert.Null(ObjectGraph.FindForbidden(value)));
    }

    [Fact]
    public void Assertion_FailsOnGeneratorThatCarriesSyntax()
    {
        var exception = Assert.ThrowsAny<Exception>(() => GeneratorRun.Of(new TestProject(Source), new SyntaxCarryingGenerator(), ["Broken"]));
        Assert.Contains("Step 'Broken' was Modified", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ObjectGraph_FindsSyntaxAndArrays()
    {
        var tree = new TestProject(Source).Compile().SyntaxTrees[0];
        Assert.Contains("SyntaxTree", ObjectGraph.FindForbidden((1, tree)), StringComparison.Ordinal);
        Assert.Contains("Array", ObjectGraph.FindForbidden((Name: "a", Items: new[] { 1 })), StringComparison.Ordinal);
        Assert.Null(ObjectGraph.FindForbidden(("a", 1, new EquatableArrayOfStrings("b"))));
    }

    private sealed record EquatableArrayOfStrings(string Only)
    {
        public Compiler.EquatableArray<string> Items { get; } = new([Only]);
    }

    /// <summary>What the generator must not be: its model holds the syntax, which every edit replaces.</summary>
    private sealed class SyntaxCarryingGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var classes = context.SyntaxProvider
                .ForAttributeWithMetadataName("NetGen.NetworkAttribute", (_, _) => true, (found, _) => found.TargetNode)
                .WithTrackingName("Broken");
            context.RegisterSourceOutput(classes, (output, _) => output.AddSource("Broken.g.cs", ""));
        }
    }
}
