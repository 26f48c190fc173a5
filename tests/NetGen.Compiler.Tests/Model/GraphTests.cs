using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;

namespace NetGen.Compiler.Tests.Model;

/// <summary>What layers in JSON mean.</summary>
public class GraphTests
{
    [Fact]
    public void Layers_TakeWhatTheirNamesSay()
    {
        NetworkModel model = Declared.Graph("""
            {
              "input": 4,
              "layers": [
                { "kind": "dense", "units": 6, "name": "first" },
                { "kind": "dense", "units": 6 },
                { "add": ["first", "first"] },
                { "kind": "dense", "units": 5 },
                { "concat": ["first", "input"], "activation": "tanh" }
              ],
              "hidden": "gelu",
              "output": "softmax"
            }
            """);

        Assert.Equal(["-1", "0", "1 0 0", "2", "3 0 -1"], model.Nodes.Select(node => string.Join(" ", node.Inputs)));
        Assert.Equal(["GELU", "GELU", "Identity", "GELU", "Tanh"], model.Layers.Select(layer => layer.Activation.Name));
        Assert.Equal(15, model.OutputSize);
    }

    [Fact]
    public void InputsAndOutputs_ArePartsOfOneRow()
    {
        NetworkModel model = Declared.Graph("""
            {
              "inputs": { "image": "1x5x5", "speed": 3 },
              "layers": [
                { "kind": "conv", "channels": 4, "kernel": [3, 2], "padding": 1, "name": "seen" },
                { "kind": "dense", "units": 1, "name": "one" },
                { "kind": "slice", "start": 1, "from": "speed" },
                { "concat": "one", "name": "value" },
                { "kind": "dense", "units": 7, "from": "seen", "name": "policy" }
              ],
              "outputs": ["policy", "value"]
            }
            """);

        Assert.Equal(28, model.InputSize);
        Assert.Equal(["image 1x5x5", "speed 3"], model.Inputs.Select(port => $"{port.Name} {port.Shape}"));
        Assert.Equal(["policy 7", "value 3"], model.Outputs.Select(port => $"{port.Name} {port.Shape}"));
        Assert.Equal("Concat", model.Output.Kind.Name);
        Assert.Equal("4 3", string.Join(" ", model.Nodes[^1].Inputs));
        Assert.Equal("MeanSquaredError", model.Loss.Name);
    }

    /// <summary>Every kind and option of the text has its words in JSON, with the same meaning.</summary>
    [Theory]
    [InlineData("4-6:tanh-3", """[{ "kind": "dense", "units": 6, "activation": "tanh" }, { "kind": "dense", "units": 3 }]""")]
    [InlineData("2x19x19-5c3x2s2p1:gelu-4c3d2-mp2-gap-3", """[{ "kind": "conv", "channels": 5, "kernel": [3, 2], "stride": 2, "padding": 1, "activation": "GELU" }, { "kind": "conv", "channels": 4, "kernel": 3, "dilation": 2 }, { "kind": "maxPooling", "size": 2 }, { "kind": "globalAveragePooling" }, { "kind": "dense", "units": 3 }]""")]
    [InlineData("2x20-3c3same:selu-5c4causald2-ap3s2-6", """[{ "kind": "conv", "channels": 3, "kernel": 3, "padding": "same", "activation": "selu" }, { "kind": "conv", "channels": 5, "kernel": 4, "padding": "causal", "dilation": 2 }, { "kind": "averagePooling", "size": 3, "stride": 2 }, { "kind": "dense", "units": 6 }]""")]
    public void TextAndJson_MeanTheSame(string text, string layers)
    {
        NetworkModel written = Declared.Model(text);
        NetworkModel read = Declared.Graph($$"""{ "input": "{{written.Inputs[0].Shape}}", "layers": {{layers}} }""");

        Assert.Equal(written.Nodes, read.Nodes);
        Assert.Equal(written.Architecture, read.Architecture);
    }

    [Fact]
    public void JsonNames_AreAllDifferent()
    {
        string[] names = [.. LayerKinds.All.Select(Compiler.Spec.Json.JsonLayers.NameOf)];
        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
        Assert.All(LayerKinds.All, kind => Assert.Equal(Compiler.Spec.Json.JsonLayers.KeysOf(kind).Select(known => known.Key).Distinct(), Compiler.Spec.Json.JsonLayers.KeysOf(kind).Select(known => known.Key)));
    }
}
