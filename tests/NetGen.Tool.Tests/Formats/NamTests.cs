using System.Text.Json.Nodes;
using NetGen.Onnx;
using NetGen.Tool.Formats;

namespace NetGen.Tool.Tests.Formats;

/// <summary>Files of Neural Amp Modeler.</summary>
public sealed class NamTests
{
    /// <summary>From the first step on, as the states that the file has for it go along.</summary>
    [Fact]
    public void Lstm_GivesItsOutputs()
    {
        ImportedNetwork network = ModelFormats.Read(Data.Of("nam/reference_lstm.nam"), new());
        Assert.Equal("1-8lstm(given)-1", network.Architecture);
        double[] outputs = Compiled.Run((network, Data.Json("nam/input.json")))[0];
        double[] expected = Data.Json("nam/expected_output_lstm.json");
        Assert.Equal(expected.Length, outputs.Length);
        Assert.True(Data.Worst(expected, outputs) < 1e-6);
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

    /// <summary>What newer versions write: models of several sizes, and settings for each layer. The references begin after silence, as players do.</summary>
    [Theory]
    [InlineData("slimmable", 6500, "1-3c1causal:identity-3c6causal:identity-")]
    [InlineData("settings", 64, "1-4c1causal:identity-4c3causal:identity-")]
    public void NewerWaveNet_GivesItsOutputs_AfterSilence(string name, int silence, string beginning)
    {
        ImportedNetwork network = ModelFormats.Read(Data.Of($"nam/{name}.nam"), new());
        Assert.StartsWith(beginning, network.Architecture, StringComparison.Ordinal);
        double[] expected = Data.Json($"nam/expected_output_{name}.json");
        double[] outputs = Compiled.Run((network, [.. new double[silence], .. Data.Json("nam/input.json").Take(expected.Length)]))[0];
        Assert.True(Data.Worst(expected, outputs.Skip(silence)) < 1e-6);
    }

    [Theory]
    [InlineData("\"active\":false,\"shift\"", "\"active\":true,\"shift\"", "config, array0: found 'conv_pre_film', by which the sound scales and shifts channels")]
    [InlineData("\"slimmable\"", "\"novel\"", "config, array0: found 'novel', which is not known")]
    [InlineData("\"groups\":1", "\"groups\":2", "config, array0: expected one group of channels everywhere, found 2")]
    [InlineData("[\"gated\",\"none\"]", "\"blended\"", "config, array0, gating_mode: expected \"gated\" or \"none\", found 'blended'")]
    [InlineData("[3,2]", "[3,2,1]", "config, array0, kernel_sizes: expected one for each of 2 dilations, found 3")]
    [InlineData("\"Softsign\"", "\"PReLU\"", "config, array0: expected the activation Tanh, ReLU, LeakyReLU of 0.01, Sigmoid, Hardtanh, SiLU, Hardswish or Softsign, found '{\"type\":\"PReLU\"}'")]
    [InlineData("\"head\":null", "\"condition_dsp\":{}", "config, condition_dsp: expected null, found a model of its own for the sound that layers mix in")]
    [InlineData("\"WaveNet\"", "\"SlimmableContainer\"", "config: expected \"submodels\" with a value of kind Array, found none")]
    public void SettingsThatNoNetworkHas_AreRefused(string written, string instead, string message)
    {
        using var folder = new TemporaryFolder();
        string model = JsonNode.Parse(File.ReadAllText(Data.Of("nam/settings.nam")))!.ToJsonString();
        Assert.Contains(written, model, StringComparison.Ordinal);
        File.WriteAllText(folder.Of("changed.nam"), model.Replace(written, instead, StringComparison.Ordinal));
        Assert.Contains(message, Assert.ThrowsAny<Exception>(() => ModelFormats.Read(folder.Of("changed.nam"), new())).Message, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("architecture", "\"CatNet\"", "expected the architecture LSTM, WaveNet or SlimmableContainer, found CatNet")]
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
