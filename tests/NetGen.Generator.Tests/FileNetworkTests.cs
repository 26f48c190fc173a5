using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests;

/// <summary>Networks declared in *.netgen.json files.</summary>
public class FileNetworkTests
{
    private const string Everything = """
        {
          // Every key, as a class would say it with an attribute.
          "architecture": "2-3:tanh-4-2", "hidden": "sigmoid", "output": "SOFTMAX", "loss": "crossEntropy", "initializer": "normal",
          "initializerScale": 0.5, "initialBias": 1e-1, "precision": "double", "weights": "moons.safetensors",
        }
        """;

    private static readonly TestProject ByAttribute = new("""
        using NetGen;

        namespace Demo;

        [Network("2-3:tanh-4-2", Hidden = Activation.Sigmoid, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Initializer = Initializer.Normal,
            InitializerScale = 0.5, InitialBias = 0.1, Precision = Precision.Double, Weights = "moons.safetensors")]
        public partial class Moons;
        """)
    {
        Weights = ["moons.safetensors"],
    };

    [Theory]
    [InlineData("[NetGen.Network(Spec = \"moons.netgen.json\")]", "moons.netgen.json")]
    [InlineData("[NetGen.Network(Spec = \"moons.netgen.json\")]", "data/moons.netgen.json")]
    [InlineData("[NetGen.Network(Spec = \"data/moons.netgen.json\")]", "data/moons.netgen.json")]
    [InlineData("[NetGen.Network]", "data/Moons.netgen.json")]
    public void AttachedFile_EmitsWhatTheAttributeEmits(string attribute, string path)
    {
        var run = GeneratorRun.OfValid(ByAttribute with
        {
            Sources = [$"namespace Demo; {attribute} public partial class Moons;"],
            Specs = new Dictionary<string, string> { [path] = Everything },
        });
        Assert.Equal(GeneratorRun.OfValid(ByAttribute).Sources, run.Sources);
    }

    /// <summary>Parts may have the names that parameters and locals have otherwise.</summary>
    [Theory]
    [InlineData("output", "row", "a", "b")]
    [InlineData("Forward", "x", "a", "b")]
    [InlineData("x", "y", "Forward", "b")]
    public void Parts_MayHaveAnyName(string first, string second, string one, string other) => GeneratorRun.OfValid(new TestProject
    {
        Specs = new Dictionary<string, string>
        {
            ["net.netgen.json"] = $$"""
                {
                  "name": "Net", "inputs": { "{{first}}": 2, "{{second}}": 1 }, "outputs": ["{{one}}", "{{other}}"],
                  "layers": [{ "concat": "{{second}}" }, { "kind": "dense", "units": 1, "name": "{{one}}" }, { "kind": "dense", "units": 1, "name": "{{other}}" }]
                }
                """,
        },
    });

    [Fact]
    public void StandaloneFile_EmitsWhatTheAttributeEmitsAndTheClass()
    {
        var run = GeneratorRun.OfValid(ByAttribute with
        {
            Sources = ["public class User { public int Use() => Demo.Moons.Pretrained.Predict([1, 2]); }"],
            Specs = new Dictionary<string, string> { ["moons.netgen.json"] = Everything.Replace("{\n", "{ \"name\": \"Moons\", \"namespace\": \"Demo\", \"$schema\": \"x\",\n", StringComparison.Ordinal) },
        });
        var declaration = Assert.Single(run.Sources, source => source.Key.EndsWith(".Declaration.g.cs", StringComparison.Ordinal));
        Assert.Equal(
            GeneratorRun.OfValid(ByAttribute).Sources.Values.Order(StringComparer.Ordinal),
            run.Sources.Values.Where(text => text != declaration.Value).Order(StringComparer.Ordinal));
        Assert.Contains("public partial class Moons", declaration.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void StandaloneFile_LeavesAccessibilityToThePartThatTheUserWrites()
    {
        var run = GeneratorRun.OfValid(new TestProject("namespace Demo; internal sealed partial class Moons { public int Use() => Predict([1f, 2f]); }")
        {
            Specs = new Dictionary<string, string> { ["moons.netgen.json"] = """{ "name": "Moons", "namespace": "Demo", "architecture": "2-3-2" }""" },
        });
        Assert.Equal(Accessibility.Internal, run.Output.GetTypeByMetadataName("Demo.Moons")!.DeclaredAccessibility);
        Assert.DoesNotContain(run.Sources.Keys, name => name.Contains("Declaration", StringComparison.Ordinal));
    }

    [Fact]
    public void StandaloneFiles_OfOneFileNameInDifferentFolders_AreDifferentNetworks()
    {
        var run = GeneratorRun.OfValid(new TestProject("[NetGen.Network(\"2-3-2\")] public partial class moons;".Insert(0, "#pragma warning disable CS8981\n"))
        {
            Specs = new Dictionary<string, string>
            {
                ["a/moons.netgen.json"] = """{ "name": "Moons", "architecture": "2-3-2" }""",
                ["b/moons.netgen.json"] = """{ "name": "MOONS", "architecture": "2-3-2" }""",
                ["c/moons.netgen.json"] = """{ "name": "Moons", "namespace": "Demo", "architecture": "2-3-2" }""",
            },
        });
        Assert.Equal(["Demo.Moons-json", "MOONS-json", "Moons-json-2", "moons"], run.Networks);
    }

    [Fact]
    public void NewFile_LeavesOtherNetworksCached()
    {
        var project = new TestProject("[NetGen.Network(\"2-3-2\")] public partial class Iris;")
        {
            Specs = new Dictionary<string, string>
            {
                ["a.netgen.json"] = """{ "name": "A", "architecture": "2-3-2" }""",
                ["b.netgen.json"] = """{ "name": "B", "architecture": "2-3-2" }""",
            },
        };
        var compilation = project.Compile();
        var (driver, first) = GeneratorRun.Next(GeneratorRun.Driver(project, new NetworkGenerator()), compilation);

        driver = driver.AddAdditionalTexts([new SpecText("/Demo/c.netgen.json", """{ "name": "C", "architecture": "2-3-2" }""")]);
        var (_, second) = GeneratorRun.Next(driver, compilation);

        Assert.Equal(first.GeneratedSources.Length + 4, second.GeneratedSources.Length);
        var reasons = second.TrackedSteps[Steps.Sources].SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.Equal([IncrementalStepRunReason.New, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], reasons.Order());
    }
}
