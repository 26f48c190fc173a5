using System.Globalization;
using NetGen.Onnx;
using NetGen.Tool.Formats;

namespace NetGen.Tool.Tests.Formats;

/// <summary>Models of RTNeural.</summary>
public sealed class RTNeuralTests
{
    /// <summary>RTNeural's own models and the outputs that it holds itself to.</summary>
    [Fact]
    public void ModelsOfRTNeural_GiveItsOutputs()
    {
        (string Model, string? Architecture, string Vectors)[] models =
        [
            ("dense", null, "dense_{0}_python"),
            ("conv", null, "conv_{0}_python"),
            ("gru", null, "gru_{0}_python"),
            ("gru_torch", "1-8gru-8gru-8gru-8gru-1", "gru_torch_{0}_python"),
            ("lstm_torch", "1-8lstm-8lstm-8lstm-8lstm-1", "lstm_torch_{0}_python"),
            ("conv1d_torch", "1x1000-12c5s3", "conv1d_torch_{0}_python_stride_3"),
        ];
        var cases = models.Select(model => (Read(model.Model, model.Architecture), Data.Csv($"rtneural/{string.Format(null, model.Vectors, "x")}.csv"))).ToArray();
        foreach (((string model, _, string vectors), double[] outputs) in models.Zip(Compiled.Run(cases)))
        {
            double[] expected = Data.Csv($"rtneural/{string.Format(null, vectors, "y")}.csv");
            Assert.Equal(expected.Length, outputs.Length);
            double worst = Data.Worst(expected, outputs);
            Assert.True(worst < 1e-5, $"{model}: {worst}");
        }
    }

    [Theory]
    [InlineData("dense", "1-8:tanh-8:relu-8:elu-8:softmax-1:identity-8:identity-8:identity-1")]
    [InlineData("gru", "1-8:tanh-8gru-8:sigmoid-1")]
    [InlineData("conv", "1-8:tanh-4c3causal:tanh-8:relu-4:tanh-6c3causald2:tanh-12:relu-1:sigmoid")]
    public void Layers_AreTold(string model, string architecture) => Assert.Equal(architecture, Read(model, null).Architecture);

    [Theory]
    [InlineData("{ \"layers\": [], \"in_shape\": [null, 8, 8, 1] }", "in_shape: expected samples, steps and features")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv2d\" } ], \"in_shape\": [null, 1] }", "layer 0 (conv2d): expected dense")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [] } ], \"in_shape\": [null, 1] }", "layer 0 (dense): expected at least 1 tensors as its weights, found 0")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [[[1, 2], [3]]] } ], \"in_shape\": [null, 2] }", "expected rows of [2] throughout")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [[[1], [2]]] } ], \"in_shape\": [null, 3] }", "expected weights of [outputs, 3]")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"activation\": \"swish\", \"weights\": [[[1]]] } ], \"in_shape\": [null, 1] }", "found 'swish'")]
    [InlineData("{ \"layers\": [ { \"type\": \"gru\", \"weights\": [[[1, 1, 1]], [[1, 1, 1]], [1, 1, 1]] } ], \"in_shape\": [null, 1] }", "reset_after=True")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [[[NaN]]] } ], \"in_shape\": [null, 1] }", "expected JSON, found a mistake in line 1")]
    [InlineData("{ \"layers\": [ { \"type\": \"prelu\", \"weights\": [[1, 2]] } ], \"in_shape\": [null, 3] }", "layer 0 (prelu): expected one slope or 3, found 2")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [[1]] } ], \"in_shape\": [null, 1] }", "layer 0 (dense), weights[0]: expected a matrix, found [1]")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [5] } ], \"in_shape\": [null, 1] }", "layer 0 (dense), weights[0]: expected an array of numbers, found Number")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [[[1], [\"2\"]]] } ], \"in_shape\": [null, 2] }", "layer 0 (dense), weights[0]: expected numbers, found String")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [[[1, 2]], [1]] } ], \"in_shape\": [null, 1] }", "expected weights of [outputs, 1] and a bias of [outputs], found [2, 1] and [1]")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [[[1, 2]]] } ], \"in_shape\": [null, 2] }", "expected weights of [outputs, 2] and a bias of [outputs], found [2, 1] and none")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[1]]] } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d): expected a kernel of [places, input channels, channels], found [1, 1]")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1]], [[2, 3]]]] } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d), weights[0]: expected rows of [1] throughout, found another")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1], [2]], [[3]]]] } ], \"in_shape\": [null, 2] }", "layer 0 (conv1d), weights[0]: expected rows of [2, 1] throughout, found another")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1]]]], \"strides\": 2 } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d): expected a stride of 1, found more")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1]]]], \"stride\": 2 } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d): expected a stride of 1, found more")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1]]]], \"kernel_size\": 2 } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d): expected a kernel of [2, 1 / 1, channels], found [1, 1, 1]")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1]]]] } ], \"in_shape\": [null, 2] }", "layer 0 (conv1d): expected a kernel of [1, 2 / 1, channels], found [1, 1, 1]")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1, 2, 3]]]], \"groups\": 2 } ], \"in_shape\": [null, 2] }", "layer 0 (conv1d): expected channels that 2 groups divide, found 3")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1]]]], \"dilation\": 0 } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d), dilation: expected a number from 1 to 65,536, found 0")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1]]]], \"dilation\": 65537 } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d), dilation: expected a number from 1 to 65,536, found 65537")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1]]]], \"dilation\": [] } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d), dilation: expected a number from 1 to 65,536, found []")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1]]]], \"dilation\": 1.5 } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d), dilation: expected a number from 1 to 65,536, found 1.5")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1]]]], \"dilation\": \"1\" } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d), dilation: expected a number from 1 to 65,536, found 1")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1]], [[1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1], [1]]]], \"dilation\": 17000 } ], \"in_shape\": [null, 17] }", "the model would be '17-1c2causald17000:identity', which is no network here: layers.0, a convolution over a stream of 17: it would remember 17,000 steps")]
    [InlineData("{ \"layers\": [ { \"type\": \"gru\", \"weights\": [], \"activation\": \"relu\" } ], \"in_shape\": [null, 1] }", "layer 0 (gru): expected the activation tanh, found 'relu'")]
    [InlineData("{ \"layers\": [ { \"type\": \"gru\", \"weights\": [[[1, 2]], [[1, 2, 3]], [[1, 2, 3], [1, 2, 3]]] } ], \"in_shape\": [null, 1] }", "layer 0 (gru): expected weights of [1, 3] and [1, 3], found [1, 2] and [1, 3]")]
    [InlineData("{ \"layers\": [ { \"type\": \"gru\", \"weights\": [[[1, 2, 3, 4, 5, 6]], [[1, 2, 3], [4, 5, 6]], [[1, 2, 3], [1, 2, 3]]] } ], \"in_shape\": [null, 1] }", "layer 0 (gru): expected weights of [1, 6] and [2, 6], found [1, 6] and [2, 3]")]
    [InlineData("{ \"layers\": [ { \"type\": \"lstm\", \"weights\": [[[1, 2, 3, 4, 5, 6, 7, 8]], [[1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8]], [1, 2, 3, 4]] } ], \"in_shape\": [null, 1] }", "layer 0 (lstm): expected a bias of [8], found [4]")]
    [InlineData("{ \"layers\": [ { \"type\": \"gru\", \"weights\": [[[1, 2, 3, 4, 5, 6]], [[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]], [1, 2, 3]] } ], \"in_shape\": [null, 1] }", "layer 0 (gru): expected two biases, [2, 6], found [3]")]
    [InlineData("{ \"layers\": [ { \"type\": \"batchnorm\", \"weights\": [[1], [1], [1]], \"epsilon\": 0 } ], \"in_shape\": [null, 1] }", "layer 0 (batchnorm): expected a mean and a variance, or also a factor and an addend before them, each of [1], found [1], [1], [1]")]
    [InlineData("{ \"layers\": [ { \"type\": \"batchnorm\", \"weights\": [[1], [1, 2]], \"epsilon\": 0 } ], \"in_shape\": [null, 1] }", "each of [1], found [1], [2]")]
    [InlineData("{ \"layers\": [ { \"type\": \"batchnorm\", \"weights\": [[1], [1]] } ], \"in_shape\": [null, 1] }", "layer 0 (batchnorm): expected \"epsilon\" with a value of kind Number, found none")]
    [InlineData("{ \"layers\": [ 5 ], \"in_shape\": [null, 1] }", "layer 0: expected \"type\" with a value of kind String, found none")]
    [InlineData("{ \"layers\": [ { \"type\": 5 } ], \"in_shape\": [null, 1] }", "layer 0: expected \"type\" with a value of kind String, found Number")]
    [InlineData("{ \"layers\": [  ], \"in_shape\": [null, 0] }", "in_shape: expected 1 to 65,536 features at its end, found 0")]
    [InlineData("{ \"layers\": [  ], \"in_shape\": [null, 65537] }", "in_shape: expected 1 to 65,536 features at its end, found 65537")]
    [InlineData("{ \"layers\": [  ], \"in_shape\": [null, 1.5] }", "in_shape: expected 1 to 65,536 features at its end, found 1.5")]
    [InlineData("{ \"layers\": [  ], \"in_shape\": [null, \"1\"] }", "in_shape: expected 1 to 65,536 features at its end, found 1")]
    [InlineData("{ \"layers\": [  ], \"in_shape\": [1] }", "in_shape: expected samples, steps and features, as of sound, found [1]")]
    [InlineData("{ \"layers\": 5, \"in_shape\": [null, 1] }", "the model: expected \"layers\" with a value of kind Array, found Number")]
    [InlineData("{ \"layers\": [] }", "the model: expected \"in_shape\" with a value of kind Array, found none")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [[]] } ], \"in_shape\": [null, 1] }", "layer 0 (dense), weights[0]: expected an array of numbers, found Array")]
    [InlineData("{ \"layers\": [ { \"type\": \"conv1d\", \"weights\": [[[[1, 2]], [[3, 4]]], [5]] } ], \"in_shape\": [null, 1] }", "layer 0 (conv1d), weights[1]: expected layers.0.bias of [2], as 1-2c2causal has it, found [1]")]
    [InlineData("{ \"layers\": [ { \"type\": \"dense\", \"weights\": [[[1, 1e39]]] } ], \"in_shape\": [null, 1] }", "'layer 0 (dense), weights[0]': expected numbers that are finite in single precision, found 1E+39 at position 1")]
    [InlineData("{ \"layers\": [ { \"type\": \"batchnorm\", \"weights\": [[0], [0]], \"epsilon\": 0 } ], \"in_shape\": [null, 1] }", "'weight': expected numbers that are finite in single precision, found")]
    [InlineData("{ \"layers\": [ { \"type\": \"batchnorm\", \"weights\": [[1e39], [1]], \"epsilon\": 0 } ], \"in_shape\": [null, 1] }", "'bias': expected numbers that are finite in single precision, found -1E+39 at position 0")]
    [InlineData("{ \"layers\": [ { \"type\": \"prelu\", \"weights\": [[1e39]] } ], \"in_shape\": [null, 1] }", "'weight': expected numbers that are finite in single precision, found -1E+39 at position 1")]
    [InlineData("{ \"layers\": [ { \"type\": \"batchnorm\", \"weights\": [[1e39], [1]], \"epsilon\": 0 }, { \"type\": \"prelu\", \"weights\": [[1]] } ], \"in_shape\": [null, 1] }", "'bias': expected numbers that are finite in single precision, found -1E+39 at position 0")]
    [InlineData("{}", "expected \"in_shape\" and \"layers\", or the tensors of a state dict, found an empty object")]
    [InlineData("{ \"fc.weight\": {} }", "'fc.weight': expected an array of numbers, found Object")]
    [InlineData("{ \"layers\": 5,\n  } ", "expected JSON, found a mistake in line 2, byte 3")]
    [InlineData("[]", "expected an object with \"in_shape\" and \"layers\", or a state dict, found Array")]
    public void WhatCannotBeRead_IsRefused_ByItsPlace(string text, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Of("model.json"), text);
        Assert.Contains(message, Assert.ThrowsAny<Exception>(() => ModelFormats.Read(folder.Of("model.json"), new())).Message, StringComparison.Ordinal);
    }

    /// <summary>Every layer in its smallest form, with the tensors that it becomes. Keras has the gates z, r, h and i, f, c, o, and a kernel's inputs before its outputs.</summary>
    [Theory]
    [InlineData("{ 'type': 'lstm', 'weights': [[[1, 2, 3, 4]], [[5, 6, 7, 8]], [9, 10, 11, 12]] }", 1, "1-1lstm", "1 2 3 4 | 5 6 7 8 | 9 10 11 12 | 0 0 0 0")]
    [InlineData("{ 'type': 'gru', 'activation': 'tanh', 'weights': [[[1, 2, 3]], [[4, 5, 6]], [[7, 8, 9], [10, 11, 12]]] }", 1, "1-1gru", "2 1 3 | 5 4 6 | 8 7 9 | 11 10 12")]
    [InlineData("{ 'type': 'dense', 'activation': 'linear', 'weights': [[[1, 2], [3, 4], [5, 6]], [7, 8]] }", 3, "3-2", "1 3 5 2 4 6 | 7 8")]
    [InlineData("{ 'type': 'dense', 'activation': null, 'weights': [[[1]]] }", 1, "1-1", "1 | 0")]
    [InlineData("{ 'type': 'conv1d', 'dilation': [3], 'kernel_size': [2], 'weights': [[[[1, 2]], [[3, 4]]], [5, 6]] }", 1, "1-2c2causald3", "1 3 2 4 | 5 6")]
    [InlineData("{ 'type': 'conv1d', 'dilation': 65536, 'weights': [[[[1]], [[2]]]] }", 1, "1-1c2causald65536", "1 2 | 0")]
    [InlineData("{ 'type': 'conv1d', 'groups': 2, 'weights': [[[[1, 2, 3, 4]], [[5, 6, 7, 8]]]] }", 2, "2-4c2causal", "1 5 0 0 2 6 0 0 0 0 3 7 0 0 4 8 | 0 0 0 0")]
    [InlineData("{ 'type': 'conv1d', 'activation': 'relu', 'weights': [[[[1], [2]]], [3]] }", 2, "2-1:relu", "1 2 | 3")]
    [InlineData("{ 'type': 'activation', 'activation': 'tanh' }", 2, "2-2:tanh", "1 0 0 1 | 0 0")]
    [InlineData("{ 'type': 'dense', 'weights': [[[2]]] }, { 'type': 'activation', 'activation': 'elu' }", 1, "1-1:elu", "2 | 0")]
    [InlineData("{ 'type': 'dense', 'activation': 'relu', 'weights': [[[2]]] }, { 'type': 'activation', 'activation': 'tanh' }", 1, "1-1:relu-1:tanh", "2 | 0 | 1 | 0")]
    [InlineData("{ 'type': 'batchnorm', 'epsilon': 0, 'weights': [[1, 2], [4, 0.25]] }", 2, "2-2", "0.5 0 0 2 | -0.5 -4")]
    [InlineData("{ 'type': 'batchnorm', 'epsilon': 0.75, 'activation': 'sigmoid', 'weights': [[2], [3], [5], [0.25]] }", 1, "1-1:sigmoid", "2 | -7")]
    [InlineData("{ 'type': 'batchnorm', 'epsilon': 0, 'weights': [[0], [0.25]] }, { 'type': 'dense', 'weights': [[[3]], [4]] }", 1, "1-1", "6 | 4")]
    [InlineData("{ 'type': 'batchnorm', 'epsilon': 0, 'weights': [[1], [0.25]] }, { 'type': 'batchnorm', 'epsilon': 0, 'weights': [[3], [1]] }", 1, "1-1", "2 | -5")]
    [InlineData("{ 'type': 'batchnorm', 'epsilon': 0, 'weights': [[0], [0.25]] }, { 'type': 'lstm', 'weights': [[[1, 2, 3, 4]], [[5, 6, 7, 8]], [9, 10, 11, 12]] }", 1, "1-1:identity-1lstm", "2 | 0 | 1 2 3 4 | 5 6 7 8 | 9 10 11 12 | 0 0 0 0")]
    [InlineData("{ 'type': 'batchnorm', 'epsilon': 0, 'weights': [[0], [0.25]] }, { 'type': 'conv1d', 'weights': [[[[1]], [[3]]]] }", 1, "1-1:identity-1c2causal", "2 | 0 | 1 3 | 0")]
    [InlineData("{ 'type': 'prelu', 'weights': [[0.5]] }", 2, "2-4:relu-2", "1 0 0 1 -1 0 0 -1 | 0 0 0 0 | 1 0 -0.5 0 0 1 0 -0.5 | 0 0")]
    [InlineData("{ 'type': 'prelu', 'weights': [[0.5, 0.25]] }", 2, "2-4:relu-2", "1 0 0 1 -1 0 0 -1 | 0 0 0 0 | 1 0 -0.5 0 0 1 0 -0.25 | 0 0")]
    public void Layer_BecomesTensors(string layers, int features, string architecture, string tensors)
    {
        using var folder = new TemporaryFolder();
        ImportedNetwork network = Read(folder, layers, features);
        Assert.Equal(architecture, network.Architecture);
        Assert.Equal(tensors, string.Join(" | ", network.Tensors.Select(tensor => string.Join(' ', tensor.Values.Select(value => (value + 0).ToString(CultureInfo.InvariantCulture))))));
        Assert.Equal($"model.json: {layers.Split("type").Length - 1} layers, {features} values a step", network.Report[0]);
    }

    /// <summary>The formulas of Keras, step by step.</summary>
    [Fact]
    public void Lstm_GivesWhatTheFormulasGive()
    {
        using var folder = new TemporaryFolder();
        ImportedNetwork network = Read(folder, "{ 'type': 'lstm', 'weights': [[[0.5, -0.25, 1, 0.75]], [[0.125, 0.5, -1, 0.25]], [0.1, 0.2, 0.3, 0.4]] }", 1);
        double[] inputs = [1, -0.5, 2, 0.25];
        List<double> expected = [];
        (double h, double c) = (0, 0);
        foreach (double x in inputs)
        {
            double i = Sigmoid((0.5 * x) + (0.125 * h) + 0.1), f = Sigmoid((-0.25 * x) + (0.5 * h) + 0.2), o = Sigmoid((0.75 * x) + (0.25 * h) + 0.4);
            c = (f * c) + (i * Math.Tanh(x - h + 0.3));
            h = o * Math.Tanh(c);
            expected.Add(h);
        }
        Assert.True(Data.Worst(expected, Compiled.Run((network, inputs))[0]) < 1e-6);

        static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
    }

    [Fact]
    public void DiagonalOfVeryManyValues_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string norm = $"{{ 'type': 'batchnorm', 'epsilon': 1, 'weights': [[{string.Join(',', new int[4097])}], [{string.Join(',', new int[4097])}]] }}";
        Assert.Equal("model.json: expected at most 4096 values where each has a factor of its own, found 4097.", Assert.Throws<NotSupportedException>(() => Read(folder, norm, 4097)).Message);
        Assert.Equal("65536-1", Read(folder, $"{{ 'type': 'dense', 'weights': [[{string.Join(',', Enumerable.Repeat("[1]", 65536))}]] }}", 65536).Architecture);
    }

    [Fact]
    public void WishesWithoutUse_AreRefused()
    {
        Assert.Equal(
            "dense.json: the file says its architecture itself; leave --architecture out.",
            Assert.Throws<ArgumentException>(() => Read("dense", "1-1")).Message);
    }

    /// <summary>Layers, in JSON with single quotation marks, over features.</summary>
    private static ImportedNetwork Read(TemporaryFolder folder, string layers, int features)
    {
        File.WriteAllText(folder.Of("model.json"), $"{{ 'layers': [ {layers} ], 'in_shape': [null, null, {features}] }}".Replace('\'', '"'));
        return ModelFormats.Read(folder.Of("model.json"), new());
    }

    private static ImportedNetwork Read(string model, string? architecture) => ModelFormats.Read(Data.Of($"rtneural/{model}.json"), new(Architecture: architecture));
}
