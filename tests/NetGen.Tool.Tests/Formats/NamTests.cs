using System.Text.Json.Nodes;
using NetGen.Onnx;
using NetGen.Tool.Formats;

namespace NetGen.Tool.Tests.Formats;

/// <summary>Files of Neural Amp Modeler.</summary>
public sealed class NamTests
{
    /// <summary>With states of 0 at the beginning, which the stream of the reference has forgotten after 825 steps.</summary>
    [Fact]
    public void Lstm_GivesItsOutputs_OnceItsFirstStatesAreForgotten()
    {
        using var folder = new TemporaryFolder();
        ImportedNetwork network = Read(folder, "reference_lstm", model =>
        {
            JsonArray weights = model["weights"]!.AsArray();
            for (int state = weights.Count - 9 - 16; state < weights.Count - 9; state++)
                weights[state] = 0;
        });
        Assert.Equal("1-8lstm-1", network.Architecture);
        double[] outputs = Compiled.Run((network, Data.Json("nam/input.json")))[0];
        Assert.True(Data.Worst(Data.Json("nam/expected_output_lstm.json").Skip(900), outputs.Skip(900)) < 1e-5);
    }

    /// <summary>The reference begins with other than zeros, which its receptive field of 23 steps has passed then.</summary>
    [Fact]
    public void WaveNet_GivesItsOutputs_BehindItsReceptiveField()
    {
        ImportedNetwork network = ModelFormats.Read(Data.Of("nam/reference.nam"), new());
        double[] outputs = Compiled.Run((network, Data.Json("nam/input.json")))[0];
        double[] expected = Data.Json("nam/expected_output.json");
        Assert.Equal(expected.Length, outputs.Length);
        Assert.True(expected.Zip(outputs, (left, right) => Math.Abs(left - right)).Skip(23).Max() < 1e-6);
    }

    /// <summary>Of a gate the second half goes through a sigmoid: with biases of 1 and 2 alone, tanh(1) σ(2), from which the head makes the sound.</summary>
    [Fact]
    public void GatedWaveNet_MultipliesTheHalves()
    {
        using var folder = new TemporaryFolder();
        ImportedNetwork network = Read(folder, "reference", model =>
        {
            model["config"] = JsonNode.Parse("""
                { "layers": [ { "input_size": 1, "condition_size": 1, "head_size": 1, "channels": 2, "kernel_size": 3, "dilations": [1], "activation": "Tanh", "gated": true, "head_bias": true } ], "head": null, "head_scale": 2 }
                """);
            double[] weights = [0, 0, .. new double[24], 1, 1, 2, 2, 0, 0, 0, 0, .. new double[6], 3, 4, 5, 2];
            model["weights"] = new JsonArray([.. weights.Select(weight => JsonValue.Create(weight))]);
        });
        double[] outputs = Compiled.Run((network, [0.5, -0.5]))[0];
        double expected = 2 * ((7 * Math.Tanh(1) / (1 + Math.Exp(-2))) + 5);
        Assert.True(Data.Worst([expected, expected], outputs) < 1e-6);
    }

    [Fact]
    public void FirstStatesOtherThanZero_AreRefused() => Assert.Contains(
        "layer 0 begins a stream with states of its own, such as 0.0075",
        Assert.Throws<NotSupportedException>(() => ModelFormats.Read(Data.Of("nam/reference_lstm.nam"), new())).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("architecture", "\"CatNet\"", "expected the architecture LSTM or WaveNet, found CatNet")]
    [InlineData("config", "{ \"input_size\": 1, \"hidden_size\": 9, \"num_layers\": 1 }", "weights: expected 360 for layer 0, weights from position 0 on, found the end of 345")]
    [InlineData("config", "{ \"input_size\": 1, \"hidden_size\": 7, \"num_layers\": 1 }", "weights: expected 274 for this config, found 345")]
    [InlineData("config", "{ \"input_size\": 1, \"hidden_size\": 0, \"num_layers\": 1 }", "config: expected \"hidden_size\" of 1 to 65,536, found 0")]
    [InlineData("config", "{ \"input_size\": 1, \"hidden_size\": 65536, \"num_layers\": 1 }", "found the end of 345")]
    [InlineData("config", "{}", "config: expected \"input_size\" with a value of kind Number, found none")]
    [InlineData("weights", "[1, \"2\"]", "weights: expected numbers, found String")]
    public void WhatCannotBeRead_IsRefused_ByItsPlace(string key, string value, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(message, Assert.ThrowsAny<Exception>(() => Read(folder, "reference_lstm", model =>
        {
            model["weights"] = new JsonArray([.. Enumerable.Range(0, 345).Select(_ => JsonValue.Create(0))]);
            model[key] = JsonNode.Parse(value);
        })).Message, StringComparison.Ordinal);
    }

    private static ImportedNetwork Read(TemporaryFolder folder, string name, Action<JsonObject> change)
    {
        JsonObject model = JsonNode.Parse(File.ReadAllText(Data.Of($"nam/{name}.nam")))!.AsObject();
        change(model);
        File.WriteAllText(folder.Of("changed.nam"), model.ToJsonString());
        return ModelFormats.Read(folder.Of("changed.nam"), new());
    }
}
