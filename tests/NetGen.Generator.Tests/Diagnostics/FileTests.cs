using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Diagnostics in *.netgen.json files, attached to a class and standing alone.</summary>
public class FileTests
{
    private static readonly TestProject Attached = new("[NetGen.Network(Spec = \"moons.netgen.json\")] public partial class Moons { public int Use() => Predict([1f, 2f]); }");

    [Theory]
    [InlineData("{ \"architecture\": \"2-3-2\" [|\"|]hidden\": \"relu\" }", "This is not JSON: '\"' where ',' or '}' should be")]
    [InlineData("{\r\n  \"architecture\": [|relu|]\r\n}", "This is not JSON: 'relu' where a value should be; strings stand in double quotes")]
    [InlineData("[|[|]\"2-3-2\"]", "This is not JSON: '[' where the '{' of an object should be")]
    [InlineData("{ \"architecture\": \"2-3-2\"[||]", "This is not JSON: the end of the file where ',' or '}' should be")]
    [InlineData("{ \"architecture\": [|\"2-3-2 }|]", "This is not JSON: a string that its line does not close with '\"'")]
    [InlineData("{ \"initialBias\": 1.[|}|]", "This is not JSON: '}' where a digit should be")]
    public void NG2101_BrokenJson(string text, string message) => Expected.MessageInFile(message, "NG2101", text, Attached);

    [Theory]
    [InlineData("hiden", "A network has no key \"hiden\"; did you mean 'hidden'?")]
    [InlineData("Loss", "A network has no key \"Loss\"; did you mean 'loss'?")]
    public void NG2102_UnknownKey(string key, string message) =>
        Expected.MessageInFile(message, "NG2102", $$"""{ "architecture": "2-3-2", [|"{{key}}"|]: "relu" }""", Attached);

    [Theory]
    [InlineData("\"hidden\": [|5|]", "\"hidden\" is a number; write a string, such as \"relu\"")]
    [InlineData("\"initialBias\": [|\"0.5\"|]", "\"initialBias\" is a string; write a number, such as 0.0")]
    [InlineData("\"weights\": [|null|]", "\"weights\" is null; write a string, such as \"moons.safetensors\"")]
    [InlineData("\"trace\": [|null|]", "\"trace\" is null; write true or false, such as true")]
    [InlineData("\"classes\": [|[ \"upper\", 2 ]|]", "\"classes\" is an array; write an array of strings, such as [\"upper\", \"lower\"]")]
    [InlineData("\"loss\": [|[ \"huber\", { } ]|]", "\"loss\" is an array; write a string, such as \"crossEntropy\"")]
    public void NG2103_WrongType(string member, string message) =>
        Expected.MessageInFile(message, "NG2103", $$"""{ "architecture": "2-3-2", {{member}} }""", Attached);

    [Theory]
    [InlineData("{ \"kind\": \"dense\", \"units\": [|2.5|] }", "\"units\" is a fraction; write a whole number")]
    [InlineData("{ \"kind\": \"dense\", \"units\": [|\"3\"|] }", "\"units\" is '3'; write a whole number")]
    [InlineData("{ \"kind\": \"dense\", \"units\": 3, \"name\": [|4|] }", "\"name\" is a number; write a string")]
    [InlineData("{ \"add\": [|[]|] }", "\"add\" is an array; write a name or an array of names")]
    [InlineData("{ \"kind\": \"conv\", \"channels\": 2, \"kernel\": [|[]|] }", "\"kernel\" is an array; write a number or an array of two")]
    [InlineData("{ \"kind\": \"conv\", \"channels\": 2, \"kernel\": 3, \"padding\": [|\"valid\"|] }", "\"padding\" is 'valid'; write a number or \"same\" or \"causal\"")]
    public void NG2103_WrongTypeInALayer(string layer, string message) => ExpectInLayers("NG2103", "\"1x4x4\"", $"{layer}", message);

    [Fact]
    public void NG2103_WrongSize() => Expected.MessageInFile(
        "\"input\" is '4xx4'; write a size, such as 4 or \"1x28x28\"", "NG2103", """{ "input": [|"4xx4"|], "layers": [{ "kind": "dense", "units": 2 }] }""", Attached);

    [Theory]
    [InlineData("{ \"kind\": \"dense\", \"units\": 2, [|\"kernel\"|]: 3 }", "layers.0, of kind dense, has no key \"kernel\"; write one of units, activation, name, from")]
    [InlineData("{ \"kind\": \"maxPooling\", \"size\": 2, [|\"strid\"|]: 3 }", "layers.0, of kind maxPooling, has no key \"strid\"; did you mean 'stride'?")]
    public void NG2102_UnknownKeyOfALayer(string layer, string message) => ExpectInLayers("NG2102", "\"1x4x4\"", layer, message);

    [Fact]
    public void NG1012_UnknownKind() => ExpectInLayers("NG1012", "4", "{ \"kind\": [|\"dens\"|], \"units\": 2 }", "kind = 'dens' is unknown; did you mean 'dense'?");

    [Theory]
    [InlineData("{ \"kind\": \"dense\", \"units\": [|0|] }", "NG2004", "layers.0 has 0 units; a layer has 1 to 65,536")]
    [InlineData("{ \"kind\": \"dense\", \"units\": 2, \"activation\": [|\"rleu\"|] }", "NG2003", "layers.0 names 'rleu'; did you mean 'relu'?")]
    [InlineData("[|{ \"kind\": \"conv\", \"channels\": 2, \"kernel\": 3 }|]", "NG2012", "layers.0, a convolution over 4: it moves over channels x length or channels x height x width; give the input such a shape, as in '1x28x28'")]
    [InlineData("{ \"kind\": \"conv\", \"channels\": 2, \"kernel\": [|0|] }", "NG2013", "layers.0 has a kernel of 0; write 1 to 65,536")]
    [InlineData("[|{ \"kind\": \"slice\", \"start\": 2, \"count\": 3 }|]", "NG2012", "layers.0, a slice of 4: it reaches from 2 to 4; features go from 0 to 3")]
    [InlineData("{ \"kind\": \"dense\", \"units\": 3 }, [|{ \"add\": \"input\" }|]", "NG2012", "layers.1, a layer that takes 3 and 4: 3 and 4 do not go together value by value; give both the same shape")]
    public void Layers_AreCheckedAsThoseOfTheText(string layer, string id, string message) => ExpectInLayers(id, "4", layer, message);

    /// <summary>Constants of layers, marked one by one.</summary>
    [Theory]
    [InlineData("{ \"kind\": \"clip\", \"min\": [|2|], \"max\": 1 }", "NG1014", "The min of layers.0 is 2; write at most its max, 1")]
    [InlineData("{ \"kind\": \"clip\", \"min\": [0, 0, [|0.5|], 0], \"max\": [1, 1, 0.25, 1] }", "NG1014", "The min of layers.0 is 0.5; write at most its max, 0.25")]
    [InlineData("{ \"kind\": \"scale\", \"factor\": [1, [|1e39|], 1, 1] }", "NG1014", "The factor of layers.0 is 1E+39; write a number within the range of float, or choose the precision Double")]
    [InlineData("{ \"kind\": \"scale\", \"offset\": [|1e999|] }", "NG1014", "The offset of layers.0 is Infinity; write a finite number")]
    [InlineData("{ \"kind\": \"scale\", \"factor\": [|[1, 2, 3]|] }", "NG2012", "layers.0, a scale of 4: its factor has 3 numbers; write one, or one for each of 4 features")]
    [InlineData("{ \"kind\": \"normalize\", \"min\": [|1|], \"max\": -1 }", "NG1014", "The min of layers.0 is 1; write at most its max, -1")]
    [InlineData("{ \"kind\": \"scale\", \"factor\": [1, [|\"2\"|], 3, 4] }", "NG2103", "\"factor\" is '2'; write a number or an array of numbers")]
    [InlineData("{ \"kind\": \"scale\", \"factor\": [|[]|] }", "NG2103", "\"factor\" is an array; write a number or an array of numbers")]
    [InlineData("[|{ \"kind\": \"activation\", \"activation\": \"tanh\", \"start\": 1, \"count\": 4 }|]", "NG2012", "layers.0, an activation of 4: it reaches from 1 to 4; features go from 0 to 3")]
    public void ConstantsOfLayers_AreChecked(string layer, string id, string message) => ExpectInLayers(id, "4", layer, message);

    /// <summary>A picture has no units that such an activation could be over.</summary>
    [Theory]
    [InlineData("{ \"add\": \"input\", \"activation\": \"softmax\" }", "a layer that takes 2x4x4 and 2x4x4")]
    [InlineData("{ \"concat\": \"input\", \"activation\": \"softmax\" }", "a concatenation of 2x4x4 and 2x4x4")]
    [InlineData("{ \"kind\": \"slice\", \"activation\": \"softmax\" }", "a slice of 2x4x4")]
    [InlineData("{ \"kind\": \"activation\", \"activation\": \"softmax\" }", "an activation of 2x4x4")]
    [InlineData("{ \"kind\": \"clip\", \"min\": 0, \"activation\": \"softmax\" }", "a clip of 2x4x4")]
    [InlineData("{ \"kind\": \"scale\", \"factor\": 2, \"activation\": \"softmax\" }", "a scale of 2x4x4")]
    [InlineData("{ \"kind\": \"normalize\", \"activation\": \"softmax\" }", "a normalization of 2x4x4")]
    public void NG2012_ActivationOverAPicture(string layer, string name) => ExpectInLayers(
        "NG2012", "\"2x4x4\"", $"[|{layer}|], {{ \"kind\": \"dense\", \"units\": 3 }}", $"layers.0, {name}: Softmax is over the units of a layer, and pictures have none; give it another activation, and one to the dense layer behind");

    [Theory]
    [InlineData("{ \"kind\": \"dense\", \"units\": 4, \"name\": \"first\" }, { \"add\": [|\"frist\"|] }", "layers.1 takes 'frist', but no input or layer before it has that name; did you mean 'first'?")]
    [InlineData("{ \"kind\": \"dense\", \"units\": 4, \"from\": [|\"last\"|] }, { \"kind\": \"dense\", \"units\": 4, \"name\": \"last\" }", "layers.0 takes 'last', but no input or layer before it has that name; it comes later")]
    public void NG2014_UnknownReference(string layers, string message) => ExpectInLayers("NG2014", "4", layers, message);

    [Fact]
    public void NG2014_UnknownOutput() => Expected.MessageInFile(
        "\"outputs\" takes 'value', but no layer has that name; write one of policy",
        "NG2014",
        """{ "input": 4, "layers": [{ "kind": "dense", "units": 2, "name": "policy" }], "outputs": ["policy", [|"value"|]] }""",
        Attached);

    [Theory]
    [InlineData("{ \"kind\": \"dense\", \"units\": 4, \"name\": \"a\" }, { \"kind\": \"dense\", \"units\": 4, \"name\": [|\"a\"|] }", "'a' is the name of layers.0 already; give layers.1 another one")]
    [InlineData("{ \"kind\": \"dense\", \"units\": 4, \"name\": [|\"input\"|] }", "'input' is the name of an input already; give layers.0 another one")]
    public void NG2015_NameRepeated(string layers, string message) => ExpectInLayers("NG2015", "4", layers, message);

    [Fact]
    public void NG2016_Unread() => ExpectInLayers(
        "NG2016", "4", "[|{ \"kind\": \"dense\", \"units\": 4 }|], { \"kind\": \"dense\", \"units\": 2, \"from\": \"input\" }", "Neither a layer nor an output takes what layers.0 gives; leave it out, or take it");

    [Fact]
    public void NG2016_UnreadInput() => Expected.MessageInFile(
        "Neither a layer nor an output takes what the input 'b' gives; leave it out, or take it",
        "NG2016",
        """{ "inputs": { "a": 2, [|"b"|]: 3 }, "layers": [{ "kind": "dense", "units": 2 }] }""",
        Attached);

    [Fact]
    public void NG2017_OutputIsPicture() => Expected.MessageInFile(
        "layers.0 gives 2x4x4; each of several outputs is a row of values, so end it with a dense layer",
        "NG2017",
        """{ "input": "1x4x4", "layers": [[|{ "kind": "conv", "channels": 2, "kernel": 1, "name": "mask" }|], { "kind": "dense", "units": 3, "name": "label" }], "outputs": ["mask", "label"] }""",
        Attached);

    /// <summary>More values between two layers than are supported.</summary>
    [Fact]
    public void NG2012_ConcatenationOfTooManyValues()
    {
        string[] names = [.. Enumerable.Range(0, 17).Select(_ => "\"a\"")];
        ExpectInLayers(
            "NG2012",
            "1",
            $"{{ \"kind\": \"dense\", \"units\": 65536, \"name\": \"a\" }}, [|{{ \"concat\": [{string.Join(", ", names.Skip(1))}] }}|], {{ \"kind\": \"dense\", \"units\": 1 }}",
            $"layers.1, a concatenation of {string.Join(" and ", names.Select(_ => "65536"))}: it would give 1,114,112 values; at most 1,048,576 values are supported");
    }

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

    [Theory]
    [InlineData("[|{ \"kind\": \"dense\" }|]", "layers.0, of kind dense, needs a key \"units\"")]
    [InlineData("[|{ \"units\": 3 }|]", "layers.0 needs a key \"kind\"")]
    [InlineData("[|{ \"kind\": \"activation\" }|]", "layers.0, of kind activation, needs a key \"activation\"")]
    [InlineData("[|{ \"kind\": \"clip\" }|]", "layers.0, of kind clip, needs a key \"min\" or \"max\"")]
    [InlineData("[|{ \"kind\": \"scale\" }|]", "layers.0, of kind scale, needs a key \"factor\" or \"offset\"")]
    public void NG2109_KeyMissing(string layer, string message) => ExpectInLayers("NG2109", "4", layer, message);

    [Theory]
    [InlineData("{ \"layers\": [|[{ \"kind\": \"dense\", \"units\": 2 }]|] }", "A network with \"layers\" needs a key \"input\"")]
    [InlineData("{ \"architecture\": \"2-2\", \"input\": [|2|] }", "A network with \"input\" needs a key \"layers\"")]
    public void NG2109_KeyOfTheNetworkMissing(string file, string message) => Expected.MessageInFile(message, "NG2109", file, Attached);

    [Theory]
    [InlineData("{ \"architecture\": [|\"2-2\"|], \"input\": 2, \"layers\": [{ \"kind\": \"dense\", \"units\": 2 }] }", "\"architecture\" and \"layers\" say the same; leave one of them out")]
    [InlineData("{ \"input\": 2, \"inputs\": [|{ \"a\": 2 }|], \"layers\": [{ \"kind\": \"dense\", \"units\": 2 }] }", "\"inputs\" and \"input\" say the same; leave one of them out")]
    public void NG2110_KeysExclude(string file, string message) => Expected.MessageInFile(message, "NG2110", file, Attached);

    private static void ExpectInLayers(string id, string input, string layers, string message) =>
        Expected.MessageInFile(message, id, $$"""{ "input": {{input}}, "layers": [{{layers}}] }""", Attached);

    [Fact]
    public void NG2104_DuplicateKey() => Expected.MessageInFile(
        "\"hidden\" is written twice; leave one of them out",
        "NG2104",
        """{ "hidden": "relu", "architecture": "2-3-2", [|"hidden"|]: "relu" }""",
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
