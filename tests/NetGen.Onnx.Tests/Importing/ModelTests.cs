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
    public void Import_AgreesWithOnnxRuntime(string file, string? output, string architecture) =>
        Assert.Equal(architecture, Agreement.Check(ModelFiles.Of(file), output).Architecture);

    [Theory]
    [InlineData("3DBall.onnx", "continuous_actions", "node 'RandomNormalLike_15' (RandomNormalLike, 16 of 27): it draws random numbers, which a network does not. Name an output that is without, such as the mean, the logits, or the one that is called deterministic.")]
    [InlineData("Basic.onnx", "discrete_actions", "node 'Multinomial_16' (Multinomial, 17 of 23): it draws random numbers, which a network does not. Name an output that is without, such as the mean, the logits, or the one that is called deterministic.")]
    [InlineData("Basic.onnx", "deterministic_discrete_actions", "node 'Mul_10' (Mul, 11 of 23): it multiplies two computed values, as gates, masks and attention do; of such products only SiLU, HardSwish, Mish and GELU can be imported. Name a value before it as the output, such as 'logits'.")]
    [InlineData("GridFoodCollector.onnx", "45", "node 'Conv_0' (Conv, 1 of 37): convolutions cannot be imported; dense layers can. Name an output before it, or a model without it.")]
    [InlineData("Sorter.onnx", "deterministic_discrete_actions", "node 'Pow_1' (Pow, 2 of 142): it is a part of attention, or of normalisation by the sample itself, which cannot be imported; dense layers, activations and softmax can.")]
    [InlineData("mnist-12.onnx", null, "node 'Convolution28' (Conv, 1 of 12): convolutions cannot be imported; dense layers can. Name an output before it, or a model without it.")]
    [InlineData("micro_kws_m_static_fp32.onnx", null, "node 'micro_kws/conv2d/Relu;micro_kws/conv2d/BiasAdd;micro_kws/conv2d_2/Conv2D;micro_kws/conv2d/Conv2D;micro_kws/conv2d/BiasAdd/ReadVariableOp' (Conv, 2 of 21): convolutions cannot be imported; dense layers can. Name an output before it, or a model without it.")]
    [InlineData("aircraft_lstm_keras.onnx", null, "node 'LSTM__51' (LSTM, 9 of 28): recurrent layers cannot be imported; dense layers can.")]
    public void Import_OfWhatANetworkCannotHave_SaysWhereAndWhatToDo(string file, string? output, string message)
    {
        var exception = Assert.Throws<NotSupportedException>(() => OnnxImporter.Import(ModelFiles.Of(file), output, name: "Imported"));
        Assert.True($"{file}: {message}" == exception.Message, exception.Message);
    }
}
