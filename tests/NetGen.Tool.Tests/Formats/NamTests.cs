using System.Globalization;
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
    [InlineData("\"head\":null", "\"head\":{}", "config, head: expected null, found layers behind the arrays")]
    [InlineData("\"condition_size\":1,\"head\"", "\"condition_size\":2,\"head\"", "config, array0: expected a condition_size of 1, the sound itself, found 2")]
    [InlineData("\"dilations\":[1,5]", "\"dilations\":[]", "config, array0: expected dilations, found none")]
    [InlineData("\"dilations\":[1,5]", "\"dilations\":[1,0]", "config, array0, dilations: expected numbers from 1 to 65,536, found 0")]
    [InlineData("\"kernel_sizes\":[3,2]", "\"kernel_sizes\":[3,65537]", "config, array0, kernel_sizes: expected numbers from 1 to 65,536, found 65537")]
    [InlineData("\"kernel_size\":3", "\"kernel_size\":65536", "array1_layer0, convolution from position")]
    [InlineData("[{\"type\":\"Softsign\"},\"SiLU\"]", "null", "config, array0: expected an activation, found none")]
    [InlineData("[{\"type\":\"Softsign\"},\"SiLU\"]", "[\"SiLU\"]", "config, array0, activation: expected one for each of 2 dilations, found 1")]
    [InlineData("[\"gated\",\"none\"]", "[\"gated\"]", "config, array0, gating_mode: expected one for each of 2 dilations, found 1")]
    [InlineData("[\"ReLU\",\"\"]", "[\"ReLU\"]", "config, array0, secondary_activation: expected one for each of 2 dilations, found 1")]
    [InlineData("{\"type\":\"Softsign\"}", "{\"type\":\"LeakyReLU\",\"negative_slope\":0.2}", "LeakyReLU of 0.01, Sigmoid")]
    [InlineData("\"out_channels\":5", "\"out_channels\":0", "config, array0, head1x1: expected \"out_channels\" of 1 to 65,536, found 0")]
    [InlineData("\"out_channels\":3", "\"out_channels\":0", "config, array0, head: expected \"out_channels\" of 1 to 65,536, found 0")]
    [InlineData("\"kernel_size\":4", "\"kernel_size\":0", "config, array0, head: expected \"kernel_size\" of 1 to 65,536, found 0")]
    [InlineData("\"layer1x1\":{\"active\":true,\"groups\":1}", "\"layer1x1\":{\"active\":true,\"groups\":2}", "config, array0: expected one group of channels everywhere, found 2")]
    [InlineData("\"slimmable\":null", "\"groups_input\":2", "config, array0: expected one group of channels everywhere, found 2")]
    [InlineData("\"slimmable\":null", "\"groups_input_mixin\":\"1\"", "config, array0: expected one group of channels everywhere, found 1")]
    [InlineData("\"config\":{\"layers\"", "\"config\":{\"novel\"", "config: expected \"layers\" with a value of kind Array, found none")]
    [InlineData("\"config\":{\"layers\":[", "\"config\":{\"layers\":[5,", "config, array0: expected \"condition_size\" with a value of kind Number, found none")]
    [InlineData("\"WaveNet\"", "\"SlimmableContainer\"", "config: expected \"submodels\" with a value of kind Array, found none")]
    [InlineData("\"WaveNet\",\"config\":{", "\"SlimmableContainer\",\"config\":{\"submodels\":[],", "config, submodels: expected models, found none")]
    [InlineData("\"WaveNet\",\"config\":{", "\"SlimmableContainer\",\"config\":{\"submodels\":[5],", "config, submodels: expected \"model\" with a value of kind Object, found none")]
    [InlineData("\"WaveNet\",\"config\":{", "\"SlimmableContainer\",\"config\":{\"submodels\":[{\"model\":{\"architecture\":\"SlimmableContainer\",\"config\":{}}}],", "config, submodels: expected models, found another container of such")]
    [InlineData("\"architecture\"", "\"architecture_\"", "the model: expected \"architecture\" with a value of kind String, found none")]
    [InlineData("\"config\"", "\"config_\"", "the model: expected \"config\" with a value of kind Object, found none")]
    [InlineData("\"weights\"", "\"weights_\"", "the model: expected \"weights\" with a value of kind Array, found none")]
    public void SettingsThatNoNetworkHas_AreRefused(string written, string instead, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(message, Assert.ThrowsAny<Exception>(Changed(folder, written, instead)).Message, StringComparison.Ordinal);
    }

    /// <summary>The activations of gates, values and layers, one after the other.</summary>
    [Theory]
    [InlineData("\"slimmable\":null", "\"slimmable\":null", "relu softsign silu sigmoid hardSwish")]
    [InlineData("{\"type\":\"Softsign\"}", "\"Hardtanh\"", "relu hardTanh silu sigmoid hardSwish")]
    [InlineData("{\"type\":\"Softsign\"}", "\"LeakyReLU\"", "relu leakyRelu silu sigmoid hardSwish")]
    [InlineData("{\"type\":\"Softsign\"}", "{\"type\":\"LeakyReLU\",\"negative_slope\":0.01}", "relu leakyRelu silu sigmoid hardSwish")]
    [InlineData("[\"ReLU\",\"\"]", "null", "sigmoid softsign silu sigmoid hardSwish")]
    [InlineData("[\"ReLU\",\"\"]", "[null,\"\"]", "sigmoid softsign silu sigmoid hardSwish")]
    [InlineData("\"gating_mode\":[\"gated\",\"none\"]", "\"gated\":[true,false]", "relu softsign silu sigmoid hardSwish")]
    [InlineData("\"gating_mode\":[\"gated\",\"none\"]", "\"gating_mode\":[\"gated\",null]", "relu softsign silu sigmoid hardSwish")]
    public void Settings_AreRead(string written, string instead, string activations)
    {
        using var folder = new TemporaryFolder();
        JsonNode spec = JsonNode.Parse(Changed(folder, written, instead)().Spec)!;
        Assert.Equal(activations, string.Join(' ', spec["layers"]!.AsArray().Select(layer => (string?)layer!["activation"]).Where(activation => activation is not (null or "identity"))));
    }

    /// <summary>A row that ends early is refused by the name of what is missing, of which these are all, in their order; a longer one, too.</summary>
    [Theory]
    [InlineData("reference_lstm", "layer 0, weights; layer 0, bias; layer 0, initial hidden state; layer 0, initial cell state; head weight; head bias")]
    [InlineData("settings", "array0, rechannel; array0_layer0, convolution; array0_layer0, bias of convolution; array0_layer0, input mixin; array0_layer0, 1x1; array0_layer0, bias of 1x1; array0_layer0, head 1x1; array0_layer0, bias of head 1x1; array0_layer1, convolution; array0_layer1, bias of convolution; array0_layer1, input mixin; array0_layer1, 1x1; array0_layer1, bias of 1x1; array0_layer1, head 1x1; array0_layer1, bias of head 1x1; array0, head; array1, rechannel; array1_layer0, convolution; array1_layer0, bias of convolution; array1_layer0, input mixin; array1, head; array1, bias of head; head scale")]
    public void WeightsThatEndEarly_AreRefused_ByName(string name, string parts)
    {
        using var folder = new TemporaryFolder();
        double[] row = Row();
        List<string> missing = [];
        for (int length = row.Length - 1; length > 0;)
        {
            // "weights: expected 8 for layer 0, weights from position 0 on, found the end of 7."
            string[] words = Refusal(row[..length]).Split([" for ", " from position ", " on, found the end of "], StringSplitOptions.None);
            missing.Insert(0, words[1]);
            Assert.Equal($"{length}.", words[3]);
            length = int.Parse(words[2], CultureInfo.InvariantCulture) - 1;
        }
        Assert.Equal(parts, string.Join("; ", missing));
        Assert.EndsWith($"weights: expected {row.Length} for this config, found {row.Length + 1}.", Refusal([.. row, 0]), StringComparison.Ordinal);

        double[] Row()
        {
            double[] values = [];
            Read(folder, name, model => values = [.. model["weights"]!.AsArray().Select(value => value!.GetValue<double>())]);
            return values;
        }

        string Refusal(double[] values) => Assert.Throws<InvalidDataException>(() =>
            Read(folder, name, model => model["weights"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]))).Message;
    }

    [Theory]
    [InlineData("version", "\"1.2\"", "changed.nam: a LSTM, version 1.2, for 48000 samples a second")]
    [InlineData("version", "12", "changed.nam: a LSTM, version unknown, for 48000 samples a second")]
    [InlineData("version", null, "changed.nam: a LSTM, version unknown, for 48000 samples a second")]
    [InlineData("sample_rate", "44100.5", "changed.nam: a LSTM, version 0.5.4, for 44100.5 samples a second")]
    [InlineData("sample_rate", "\"44100\"", "changed.nam: a LSTM, version 0.5.4, for 48000 samples a second")]
    [InlineData("sample_rate", null, "changed.nam: a LSTM, version 0.5.4, for 48000 samples a second")]
    public void VersionAndRate_AreTold(string key, string? value, string line)
    {
        using var folder = new TemporaryFolder();
        ImportedNetwork network = Read(folder, "reference_lstm", model =>
        {
            model.Remove(key);
            if (value is not null)
                model[key] = JsonNode.Parse(value);
        });
        Assert.Equal(line, network.Report[0]);
    }

    /// <summary>The factor behind all weights is one of the head's, and of its bias where it has one.</summary>
    [Fact]
    public void HeadWithoutBias_TakesInTheFactor()
    {
        using var folder = new TemporaryFolder();
        ImportedNetwork network = Read(folder, "reference", model =>
        {
            model["config"] = JsonNode.Parse("""
                { "layers": [ { "input_size": 1, "condition_size": 1, "head_size": 1, "channels": 1, "kernel_size": 1, "dilations": [1], "activation": "Tanh", "head_bias": false } ], "head": null }
                """);
            model["weights"] = new JsonArray([.. Enumerable.Range(1, 8).Select(weight => JsonValue.Create(weight))]);
        });
        Assert.Equal([7 * 8, 0], network.Tensors.TakeLast(2).SelectMany(tensor => tensor.Values));
    }

    [Fact]
    public void WishesWithoutUse_AreRefused()
    {
        Assert.Equal(
            "reference.nam: the file says its architecture itself; leave --architecture out.",
            Assert.Throws<ArgumentException>(() => ModelFormats.Read(Data.Of("nam/reference.nam"), new(Architecture: "1-1"))).Message);
    }

    /// <summary>Of a gate the second half goes through a sigmoid: with biases of 1 and 2 alone, tanh(1) σ(2), from which the head makes the sound.</summary>
    [Fact]
    public void GatedWaveNet_GivesTheProductOfItsHalves()
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
    [InlineData("config", "{ \"input_size\": 1, \"hidden_size\": 1, \"num_layers\": 64 }", "weights: expected 4 for layer 24, bias from position 344 on, found the end of 345")]
    [InlineData("config", "{ \"input_size\": 1, \"hidden_size\": 1, \"num_layers\": 65 }", "config: expected at most 64 layers, found 65")]
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

    [Fact]
    public void ModelThatIsNoNetworkHere_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.StartsWith(
            "changed.nam: the model would be no network here: layers.1, a convolution over a stream of 17: it would remember 17,000 steps",
            Assert.Throws<NotSupportedException>(() => Read(folder, "reference", model =>
            {
                model["config"] = JsonNode.Parse("""
                    { "layers": [ { "input_size": 1, "condition_size": 1, "head_size": 1, "channels": 17, "kernel_size": 2, "dilations": [17000], "activation": "Tanh" } ] }
                    """);
                model["weights"] = new JsonArray([.. new int[953].Select(weight => JsonValue.Create(weight))]);
            })).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "changed.nam: 'layer 0, weights': expected numbers that are finite in single precision, found 1E+39 at position 0.",
            Assert.Throws<InvalidDataException>(() => Read(folder, "reference_lstm", model => model["weights"]![0] = 1e39)).Message);
    }

    private static ImportedNetwork Read(TemporaryFolder folder, string name, Action<JsonObject> change)
    {
        JsonObject model = JsonNode.Parse(File.ReadAllText(Data.Of($"nam/{name}.nam")))!.AsObject();
        change(model);
        File.WriteAllText(folder.Of("changed.nam"), model.ToJsonString());
        return ModelFormats.Read(folder.Of("changed.nam"), new());
    }

    /// <summary>Reads the model of settings with some of its text replaced.</summary>
    private static Func<ImportedNetwork> Changed(TemporaryFolder folder, string written, string instead)
    {
        string model = JsonNode.Parse(File.ReadAllText(Data.Of("nam/settings.nam")))!.ToJsonString();
        Assert.Contains(written, model, StringComparison.Ordinal);
        File.WriteAllText(folder.Of("changed.nam"), model.Replace(written, instead, StringComparison.Ordinal));
        return () => ModelFormats.Read(folder.Of("changed.nam"), new());
    }
}
