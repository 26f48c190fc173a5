using NetGen.Compiler.Findings;
using NetGen.Compiler.Model;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Findings;

/// <summary>Mistakes in *.netgen.json files: each one finding, with its message, at the characters that <c>[|…|]</c> marks.</summary>
public class FileTests
{
    [Theory]
    [InlineData("{ \"architecture\": \"2-3-2\" [|\"|]hidden\": \"relu\" }", "This is not JSON: '\"' where ',' or '}' should be")]
    [InlineData("{\r\n  \"architecture\": [|relu|]\r\n}", "This is not JSON: 'relu' where a value should be; strings stand in double quotes")]
    [InlineData("[|[|]\"2-3-2\"]", "This is not JSON: '[' where the '{' of an object should be")]
    [InlineData("{ \"architecture\": \"2-3-2\"[||]", "This is not JSON: the end of the file where ',' or '}' should be")]
    [InlineData("{ \"architecture\": [|\"2-3-2 }|]", "This is not JSON: a string that its line does not close with '\"'")]
    [InlineData("{ \"initialBias\": 1.[|}|]", "This is not JSON: '}' where a digit should be")]
    public void NG2101_BrokenJson(string text, string message) => Expect("NG2101", text, message);

    [Theory]
    [InlineData("hiden", "A network has no key \"hiden\"; did you mean 'hidden'?")]
    [InlineData("Loss", "A network has no key \"Loss\"; did you mean 'loss'?")]
    public void NG2102_UnknownKey(string key, string message) =>
        Expect("NG2102", $$"""{ "architecture": "2-3-2", [|"{{key}}"|]: "relu" }""", message);

    [Theory]
    [InlineData("\"hidden\": [|5|]", "\"hidden\" is a number; write a string, such as \"relu\"")]
    [InlineData("\"initialBias\": [|\"0.5\"|]", "\"initialBias\" is a string; write a number, such as 0.0")]
    [InlineData("\"weights\": [|null|]", "\"weights\" is null; write a string, such as \"moons.safetensors\"")]
    [InlineData("\"trace\": [|null|]", "\"trace\" is null; write true or false, such as true")]
    [InlineData("\"classes\": [ \"upper\", [|2|] ]", "\"classes\" is an array with a number in it; write an array of strings, such as [\"upper\", \"lower\"]")]
    [InlineData("\"loss\": [|[ \"huber\", { } ]|]", "\"loss\" is an array; write a string, such as \"crossEntropy\"")]
    public void NG2103_WrongType(string member, string message) =>
        Expect("NG2103", $$"""{ "architecture": "2-3-2", {{member}} }""", message);

    [Theory]
    [InlineData("{ \"kind\": \"dense\", \"units\": [|2.5|] }", "\"units\" is a fraction; write a whole number")]
    [InlineData("{ \"kind\": \"dense\", \"units\": [|\"3\"|] }", "\"units\" is '3'; write a whole number")]
    [InlineData("{ \"kind\": \"dense\", \"units\": 3, \"name\": [|4|] }", "\"name\" is a number; write a string")]
    [InlineData("{ \"add\": [ \"a\", [|1|] ] }", "\"add\" is a number; write a name or an array of names")]
    [InlineData("{ \"add\": [|[]|] }", "\"add\" is an array; write a name or an array of names")]
    [InlineData("{ \"kind\": \"conv\", \"channels\": 2, \"kernel\": [|[]|] }", "\"kernel\" is an array; write a number or an array of two")]
    [InlineData("{ \"kind\": \"conv\", \"channels\": 2, \"kernel\": 3, \"padding\": [|\"valid\"|] }", "\"padding\" is 'valid'; write a number or \"same\" or \"causal\"")]
    public void NG2103_WrongTypeInALayer(string layer, string message) => ExpectInLayers("NG2103", "\"1x4x4\"", $"{layer}", message);

    [Fact]
    public void NG2103_WrongSize() => Expect("NG2103", """{ "input": [|"4xx4"|], "layers": [{ "kind": "dense", "units": 2 }] }""", "\"input\" is '4xx4'; write a size, such as 4 or \"1x28x28\"");

    [Theory]
    [InlineData("{ \"kind\": \"dense\", \"units\": 2, [|\"kernel\"|]: 3 }", "layers.0, of kind dense, has no key \"kernel\"; write one of units, activation, name, from")]
    [InlineData("{ \"kind\": \"dense\", [|\"unit\"|]: 3 }", "layers.0, of kind dense, has no key \"unit\"; did you mean 'units'?")]
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

    /// <summary>Each message advises what is not done yet.</summary>
    [Theory]
    [InlineData("\"a\": 2, \"b\": 2", "[|{ \"kind\": \"gru\", \"units\": 3, \"from\": \"a\" }|], { \"concat\": \"b\" }", "layers.0, a GRU over 2")]
    [InlineData("\"a\": \"4x2\", \"b\": 2", "[|{ \"kind\": \"gru\", \"units\": 3, \"from\": \"a\" }|], { \"concat\": \"b\" }", "layers.0, a GRU over 4x2")]
    [InlineData("\"a\": \"4x2\", \"b\": 2", "{ \"kind\": \"dense\", \"units\": 5, \"from\": \"a\" }, [|{ \"kind\": \"lstm\", \"units\": 3 }|], { \"concat\": \"b\" }", "layers.1, an LSTM over 5")]
    public void NG2012_RecurrentLayerOfSeveralInputs(string inputs, string layers, string name) => Expect(
        "NG2012",
        $$"""{ "inputs": { {{inputs}} }, "layers": [{{layers}}] }""",
        name + ": a network with recurrent layers has one input; make it the sequence, with all else as features of every step, as in '50x6-32gru-3'");

    [Fact]
    public void NG2012_RecurrentLayerOfALastStep() => ExpectInLayers(
        "NG2012",
        "\"4x2\"",
        "{ \"kind\": \"gru\", \"units\": 3, \"name\": \"a\" }, [|{ \"kind\": \"rnn\", \"units\": 3 }|], { \"concat\": \"a\" }",
        "layers.1, an RNN over 3: GRU before it gives its last step alone, as a layer takes it that is not recurrent; let only recurrent layers take it");

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
    public void NG2014_UnknownOutput() => Expect(
        "NG2014",
        """{ "input": 4, "layers": [{ "kind": "dense", "units": 2, "name": "policy" }], "outputs": ["policy", [|"value"|]] }""",
        "\"outputs\" takes 'value', but no layer has that name; write one of policy");

    [Theory]
    [InlineData("{ \"kind\": \"dense\", \"units\": 4, \"name\": \"a\" }, { \"kind\": \"dense\", \"units\": 4, \"name\": [|\"a\"|] }", "'a' is the name of layers.0 already; give layers.1 another one")]
    [InlineData("{ \"kind\": \"dense\", \"units\": 4, \"name\": [|\"input\"|] }", "'input' is the name of an input already; give layers.0 another one")]
    public void NG2015_NameRepeated(string layers, string message) => ExpectInLayers("NG2015", "4", layers, message);

    [Fact]
    public void NG2016_Unread() => ExpectInLayers(
        "NG2016", "4", "[|{ \"kind\": \"dense\", \"units\": 4 }|], { \"kind\": \"dense\", \"units\": 2, \"from\": \"input\" }", "Neither a layer nor an output takes what layers.0 gives; leave it out, or take it");

    [Fact]
    public void NG2016_UnreadInput() => Expect(
        "NG2016",
        """{ "inputs": { "a": 2, [|"b"|]: 3 }, "layers": [{ "kind": "dense", "units": 2 }] }""",
        "Neither a layer nor an output takes what the input 'b' gives; leave it out, or take it");

    [Fact]
    public void NG2017_OutputIsPicture() => Expect(
        "NG2017",
        """{ "input": "1x4x4", "layers": [[|{ "kind": "conv", "channels": 2, "kernel": 1, "name": "mask" }|], { "kind": "dense", "units": 3, "name": "label" }], "outputs": ["mask", "label"] }""",
        "layers.0 gives 2x4x4; each of several outputs is a row of values, so end it with a dense layer");

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
    public void NG2109_KeyOfTheNetworkMissing(string file, string message) => Expect("NG2109", file, message);

    [Theory]
    [InlineData("{ \"architecture\": [|\"2-2\"|], \"input\": 2, \"layers\": [{ \"kind\": \"dense\", \"units\": 2 }] }", "\"architecture\" and \"layers\" say the same; leave one of them out")]
    [InlineData("{ \"input\": 2, \"inputs\": [|{ \"a\": 2 }|], \"layers\": [{ \"kind\": \"dense\", \"units\": 2 }] }", "\"inputs\" and \"input\" say the same; leave one of them out")]
    public void NG2110_KeysExclude(string file, string message) => Expect("NG2110", file, message);

    [Fact]
    public void NG2104_DuplicateKey() => Expect(
        "NG2104",
        """{ "hidden": "relu", "architecture": "2-3-2", [|"hidden"|]: "relu" }""",
        "\"hidden\" is written twice; leave one of them out");

    private static void ExpectInLayers(string id, string input, string layers, string message) =>
        Expect(id, $$"""{ "input": {{input}}, "layers": [{{layers}}] }""", message);

    private static void Expect(string id, string marked, string message)
    {
        Marked expected = Marked.Parse(marked);
        SpecFile file = SpecFile.Read("moons.netgen.json", "/moons.netgen.json", expected.Text);
        Analysis analysis = Declared.Analyze(new NetworkDeclaration { Spec = file.Path }, ProjectContext.Empty with { Specs = new([file]) });
        expected.AssertMarks(Assert.Single(analysis.Findings), Part.File, id, message);
    }
}
