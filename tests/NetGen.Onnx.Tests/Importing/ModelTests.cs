namespace NetGen.Onnx.Tests.Importing;

/// <summary>Models that others made: the network computes what ONNX Runtime does, or the refusal says why not.</summary>
public sealed class ModelTests
{
    [Theory]
    [InlineData("JumperHard.onnx", null, "152-64:tanh-64:tanh-3")]
    [InlineData("BallChase.onnx", null, "21-64:tanh-64:tanh-2")]
    [InlineData("3DBall.onnx", "deterministic_continuous_actions", "8-8:hardtanh-128:silu-128:silu-2:hardtanh")]
    [InlineData("Basic.onnx", "logits", "20-20:silu-3")]
    [InlineData("ACASXU_run2a_1_2_batch_2000.onnx", null, "5-50:relu-50:relu-50:relu-50:relu-50:relu-50:relu-5")]
    [InlineData("ferroflow_mlp_dynamo.onnx", null, "784-256:relu-128:relu-10")]
    [InlineData("mnist-12.onnx", null, "1x28x28-8c5p2:relu-mp2-16c5p2:relu-mp3-10")]
    [InlineData("micro_kws_m_static_fp32.onnx", null, "1x49x40-16c8same:relu-mp2-12c6same:relu-ap2-16c4same:relu-ap2-32:relu-16:relu-10:softmax")]
    [InlineData("aircraft_lstm_keras.onnx", null, "30x17-64lstm-32lstm-16:relu-1")]
    [InlineData("GridFoodCollector.onnx", "45", "5x40x40-16c8s4:leakyrelu-32c4s2:leakyrelu-256:leakyrelu-256:silu-3")]
    public void Import_AgreesWithOnnxRuntime(string file, string? output, string architecture) =>
        Assert.Equal(architecture, Agreement.Check(ModelFiles.Of(file), output).Architecture);

    [Theory]
    [InlineData("3DBall.onnx", "continuous_actions", "node 'RandomNormalLike_15' (RandomNormalLike, 16 of 27): it draws random numbers, which a network does not. Name an output that is without, such as the mean, the logits, or the one that is called deterministic.")]
    [InlineData("Basic.onnx", "discrete_actions", "node 'Multinomial_16' (Multinomial, 17 of 23): it draws random numbers, which a network does not. Name an output that is without, such as the mean, the logits, or the one that is called deterministic.")]
    [InlineData("Basic.onnx", "deterministic_discrete_actions", "node 'ArgMax_18' (ArgMax, 19 of 23): the place of the largest value is what Predict of a network tells. Name the value that goes into this node as the output.")]
    [InlineData("Sorter.onnx", "deterministic_discrete_actions", "node 'ReduceSum_2' (ReduceSum, 3 of 142): it is a part of attention, or of normalisation by the sample itself, which cannot be imported; LayerNormalization over all of a layer, dense layers, activations and softmax can.")]
    public void Import_OfWhatANetworkCannotHave_SaysWhereAndWhatToDo(string file, string? output, string message)
    {
        var exception = Assert.Throws<NotSupportedException>(() => OnnxImporter.Import(ModelFiles.Of(file), output, name: "Imported"));
        Assert.True($"{file}: {message}" == exception.Message, exception.Message);
    }
}
