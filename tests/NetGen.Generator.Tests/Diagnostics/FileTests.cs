using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Diagnostics in *.netgen.json files, attached to a class and standing alone. Those at characters of the file alone are tests of the compiler.</summary>
public class FileTests
{
    private static readonly TestProject Attached = new("[NetGen.Network(Spec = \"moons.netgen.json\")] public partial class Moons { public int Use() => Predict([1f, 2f]); }");

    [Fact]
    public void NG2018_OutputsTooLarge()
    {
        string[] names = [.. Enumerable.Range(0, 17).Select(number => $"a{number}")];
        string layers = string.Join(", ", names.Select(name => $"{{ \"kind\": \"dense\", \"units\": 65536, \"from\": \"input\", \"name\": \"{name}\" }}"));
        Expected.MessageInFile(
            "The outputs have 1,114,112 values together; at most 1,048,576 are supported",
            "NG2018",
            $"{{ \"input\": 1, \"layers\": [{layers}], \"outputs\": [|[{string.Join(", ", names.Select(name => $"\"{name}\""))}]|] }}",
            Attached);
    }

    /// <summary>The loss of several outputs is over all their values.</summary>
    [Fact]
    public void NG1013_LossOfSeveralOutputs() => Expected.MessageInFile(
        "CrossEntropy is not defined for several outputs; end the architecture with a single one of \"activation\": \"softmax\" or \"activation\": \"logsoftmax\", or choose the loss MeanSquaredError",
        "NG1013",
        """{ "input": 4, "layers": [{ "kind": "dense", "units": 3, "activation": "softmax", "name": "policy" }, { "kind": "dense", "units": 1, "from": "input", "name": "value" }], "outputs": ["policy", "value"], "loss": [|"crossEntropy"|] }""",
        Attached);

    [Fact]
    public void NG2105_NoName() => Expected.MessageInFile(
        "No class has data/moons.netgen.json as its Spec, so the file stands alone; write \"name\": \"Moons\" for the class that it declares, or [Network(Spec = \"data/moons.netgen.json\")] on one",
        "NG2105",
        """[||]{ "architecture": "2-3-2" }""",
        path: "data/moons.netgen.json");

    [Theory]
    [InlineData("name")]
    [InlineData("namespace")]
    public void NG2106_NameOfAnAttachedFile(string key) => Expected.MessageInFile(
        $"moons.netgen.json belongs to the class Moons, which has its own {key}; leave out \"{key}\"",
        "NG2106",
        $$"""{ "{{key}}": [|"Moons"|], "architecture": "2-3-2" }""",
        Attached);

    [Theory]
    [InlineData("\"name\": [|\"2Moons\"|]", "'2Moons' cannot be the name of a class in C#; use letters, digits and '_', and no keyword")]
    [InlineData("\"name\": [|\"class\"|]", "'class' cannot be the name of a class in C#; use letters, digits and '_', and no keyword")]
    [InlineData("\"name\": \"Moons\", \"namespace\": [|\"Demo.\"|]", "'Demo.' cannot be the name of a namespace in C#; use letters, digits and '_', and no keyword")]
    public void NG2107_NameThatIsNoIdentifier(string member, string message) =>
        Expected.MessageInFile(message, "NG2107", $$"""{ {{member}}, "architecture": "2-3-2" }""");

    [Fact]
    public void NG2107_NameOfAPartThatIsNoIdentifier() => Expected.MessageInFile(
        "'my speed' cannot be the name of an input in C#; use letters, digits and '_', and no keyword",
        "NG2107",
        """{ "inputs": { "image": 2, [|"my speed"|]: 3 }, "layers": [{ "concat": "my speed" }] }""",
        Attached);

    [Fact]
    public void NG2108_TwoFilesOfOneName() => Expected.MessageInFile(
        "Moons is declared as a network by a/moons.netgen.json too; choose another name or namespace",
        "NG2108",
        """{ "name": [|"Moons"|], "namespace": "Demo", "architecture": "2-3-2" }""",
        new TestProject("public class User { public int Use(Demo.Moons moons) => moons.Predict([1f, 2f]); }")
        {
            Specs = new Dictionary<string, string> { ["a/moons.netgen.json"] = """{ "name": "Moons", "namespace": "Demo", "architecture": "2-3-2" }""" },
        },
        "b/moons.netgen.json");

    [Fact]
    public void NG2108_FileAndAttributeOfOneName() => Expected.MessageInFile(
        "Moons is declared as a network by [Network] on the class too; choose another name or namespace",
        "NG2108",
        """{ "name": [|"Moons"|], "architecture": "2-3-2" }""",
        new TestProject("[NetGen.Network(\"2-3-2\")] public partial class Moons { public int Use() => Predict([1f, 2f]); }"),
        "other.netgen.json");

    [Theory]
    [InlineData("public class NetGen;")]
    [InlineData("public enum NetGen { Yes }")]
    [InlineData("public class NetGen; public sealed partial class Moons { public int Size => InputSize; }")]
    public void NG1022_TypeThatHidesTheNamespace(string types) => Expected.MessageInFile(
        "Moons needs the namespace NetGen, which a type of the project hides; rename the type NetGen, or put it into a namespace",
        "NG1022",
        """{ "name": [|"Moons"|], "architecture": "2-3-2" }""",
        new TestProject(types, "public class User { public int Use() => new Moons().Predict([1f, 2f]); }"));

    [Theory]
    [InlineData("NG2003", "\"architecture\": \"2-3:[|softmx|]\"", "layers.0 names 'softmx'; did you mean 'softmax'?")]
    [InlineData("NG2003", "\"architecture\": \"2\\u002d3:[|so\\u0066tmx|]\"", "layers.0 names 'softmx'; did you mean 'softmax'?")]
    [InlineData("NG1024", "\"architecture\": \"2-3-2\", \"classes\": [|[\"a\"]|]", "Moons has 2 classes, but 1 are named; write a name for each output")]
    [InlineData("NG1025", "\"architecture\": \"2-3-2\", \"classes\": [\"a\", [|\"a\"|]]", "'a' is the name of class 0 already; give class 1 another one")]
    [InlineData("NG1026", "\"architecture\": \"2-3-2\", \"classes\": [\"a\", [|\"\\ud800\"|]]", "The name of class 1 has half a surrogate pair, which no weights file can hold; write both halves, or neither")]
    [InlineData("NG1027", "\"architecture\": \"2-3-2\", \"trace\": true, \"training\": [|false|]", "Moons has no training, but Trace shows what training computes; leave out Trace, or leave out Training")]
    [InlineData("NG1012", "\"architecture\": \"2-3-2\", \"hidden\": [|\"rleu\"|]", "Hidden = 'rleu' is unknown; did you mean 'ReLU'?")]
    [InlineData("NG1012", "\"architecture\": \"2-3-2\", \"precision\": [|\"half\"|]", "Precision = 'half' is unknown; write one of Single, Double")]
    [InlineData("NG1013", "\"architecture\": \"2-3-2\", \"loss\": [|\"crossEntropy\"|]", "CrossEntropy is not defined for Identity outputs; end the architecture with '-2:softmax' or '-2:logsoftmax', or choose the loss MeanSquaredError")]
    [InlineData("NG1014", "\"architecture\": \"2-3-2\", \"initialBias\": [|1e999|]", "InitialBias is Infinity; write a finite number")]
    [InlineData("NG1011", "\"name\": [|\"Moons\"|]", "Moons has no architecture; write one, such as \"4-6:relu-3:softmax\"")]
    [InlineData("NG3001", "\"architecture\": \"2-3-2\", \"weights\": [|\"a\"|]", "No weights file of the project matches 'a'; Pretrained throws until the program that trains the network has saved it there")]
    public void Mistake_InAFileThatStandsAlone_IsMarkedThere(string id, string members, string message)
    {
        var name = members.Contains("name", StringComparison.Ordinal) ? "" : "\"name\": \"Moons\", ";
        Expected.MessageInFile(message, id, $"// A comment.\n{{ {name}{members}, }}", new TestProject("public class User { public int Use() => new Moons().Predict([1f, 2f]); }"));
    }

    /// <summary>What is wrong with the class stands in the class, as for one with an attribute.</summary>
    [Theory]
    [InlineData("class [|Moons|] { }", "NG1001", "Moons is not partial; write 'partial class Moons', so that NetGen can add to it", "CS0260")]
    [InlineData("public partial class Moons { public int [|Forward|]; }", "NG1008", "Moons declares Forward, which NetGen generates; rename yours")]
    public void Mistake_InTheUsersPartOfAStandaloneClass_IsMarkedThere(string part, string id, string message, params string[] compilerIds) => Expected.Message(
        message,
        id,
        part,
        new TestProject { Specs = new Dictionary<string, string> { ["moons.netgen.json"] = """{ "name": "Moons", "architecture": "2-3-2" }""" } },
        compilerIds);

    /// <summary>What is written in a wrong way is not missing too.</summary>
    [Theory]
    [InlineData("NG2102", """{ "name": "Moons", [|"arhitecture"|]: "2-3-2" }""", "A network has no key \"arhitecture\"; did you mean 'architecture'?")]
    [InlineData("NG2102", """{ [|"Name"|]: "Moons", "architecture": "2-3-2" }""", "A network has no key \"Name\"; did you mean 'name'?")]
    [InlineData("NG2103", """{ "name": "Moons", "architecture": [|[2, 3, 2]|] }""", "\"architecture\" is an array; write a string, such as \"2-3:sigmoid-2\"")]
    [InlineData("NG2103", """{ "name": [|null|], "architecture": "2-3-2" }""", "\"name\" is null; write a string, such as \"Moons\"")]
    public void Mistake_InAKeyThatMustBeThere_IsOneError(string id, string spec, string message) => Expected.MessageInFile(message, id, spec);

    [Fact]
    public void Keys_ThatAreMissing_AreAllReported()
    {
        var run = GeneratorRun.Of(new TestProject { Specs = new Dictionary<string, string> { ["moons.netgen.json"] = """{ "loss": 5, "hiden": "relu" }""" } });
        Assert.Equal(["NG1011", "NG2102", "NG2103", "NG2105"], run.Diagnostics.Select(diagnostic => diagnostic.Id).Order());
    }

    [Fact]
    public void GlobalConfig_SetsTheSeverity()
    {
        var project = new TestProject { Specs = new Dictionary<string, string> { ["moons.netgen.json"] = """{ "name": "Moons", "architecture": "2-3-2", "initializerScale": 2 }""" } };
        Assert.Equal("NG1015", Assert.Single(GeneratorRun.Of(project).Diagnostics).Id);
        GeneratorRun.OfValid(project with { GlobalSeverities = new Dictionary<string, ReportDiagnostic> { ["NG1015"] = ReportDiagnostic.Suppress } });
    }
}
