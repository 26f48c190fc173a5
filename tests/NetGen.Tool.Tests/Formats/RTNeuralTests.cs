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
    [InlineData("[]", "expected an object with \"in_shape\" and \"layers\", or a state dict, found Array")]
    public void WhatCannotBeRead_IsRefused_ByItsPlace(string text, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Of("model.json"), text);
        Assert.Contains(message, Assert.ThrowsAny<Exception>(() => ModelFormats.Read(folder.Of("model.json"), new())).Message, StringComparison.Ordinal);
    }

    private static ImportedNetwork Read(string model, string? architecture) => ModelFormats.Read(Data.Of($"rtneural/{model}.json"), new(Architecture: architecture));
}
