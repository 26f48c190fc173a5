using NetGen.Onnx.Format;
using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>
/// ONNX's own tests of every operator that becomes a layer, each as a model with weights in it: the network computes what ONNX says, or
/// the refusal is one of those that are known. Values that stand for themselves, not for one sample, are one sample.
/// </summary>
public sealed class OperatorTests
{
    /// <summary>Which tests are of what no network does, by a part of the reason.</summary>
    private static readonly (string Reason, string[] Tests)[] Refusals =
    [
        (
            "only an LSTM without can be imported.",
            [
                "test_lstm_with_peepholes"
            ]),
        (
            "it is the mean of something else",
            [
                "test_reduce_mean_do_not_keepdims_example",
                "test_reduce_mean_do_not_keepdims_random", "test_reduce_mean_keepdims_example", "test_reduce_mean_keepdims_random",
                "test_reduce_mean_negative_axes_keepdims_example", "test_reduce_mean_negative_axes_keepdims_random"
            ]),
        (
            "export the model for inference.",
            [
                "test_batchnorm_epsilon_training_mode", "test_batchnorm_example_training_mode", "test_training_dropout", "test_training_dropout_default",
                "test_training_dropout_default_mask", "test_training_dropout_mask", "test_training_dropout_zero_ratio", "test_training_dropout_zero_ratio_mask"
            ]),
        (
            "only one sample of channels",
            [
                "test_averagepool_3d_dilations_small", "test_maxpool_3d_dilations", "test_maxpool_3d_dilations_use_ref_impl"
            ]),
        (
            "only over all values of a layer can it be imported.",
            [
                "test_layer_normalization_2d_axis1", "test_layer_normalization_2d_axis_negative_1", "test_layer_normalization_3d_axis1_epsilon",
                "test_layer_normalization_3d_axis2_epsilon", "test_layer_normalization_3d_axis_negative_1_epsilon",
                "test_layer_normalization_3d_axis_negative_2_epsilon", "test_layer_normalization_4d_axis1", "test_layer_normalization_4d_axis2",
                "test_layer_normalization_4d_axis3", "test_layer_normalization_4d_axis_negative_1", "test_layer_normalization_4d_axis_negative_2",
                "test_layer_normalization_4d_axis_negative_3", "test_layer_normalization_default_axis", "test_logsoftmax_axis_0", "test_logsoftmax_axis_1",
                "test_logsoftmax_axis_2", "test_logsoftmax_default_axis", "test_logsoftmax_large_number", "test_logsoftmax_negative_axis", "test_softmax_axis_0",
                "test_softmax_axis_1", "test_softmax_axis_2", "test_softmax_default_axis", "test_softmax_large_number", "test_softmax_negative_axis"
            ]),
        (
            "only behind ReLU, Tanh and the like can that be imported.",
            [
                "test_maxpool_2d_ceil", "test_maxpool_2d_pads", "test_maxpool_2d_precomputed_pads", "test_maxpool_2d_precomputed_same_upper",
                "test_maxpool_2d_same_lower", "test_maxpool_2d_same_upper", "test_maxpool_with_argmax_2d_precomputed_pads"
            ]),
        (
            "a logarithm can be imported only of softmax and of sigmoid.",
            [
                "test_log", "test_log_example"
            ]),
        (
            "which only scales and chooses, would have",
            [
                "test_averagepool_2d_pads", "test_averagepool_2d_same_lower", "test_averagepool_2d_same_upper"
            ]),
        (
            "its exponent is",
            [
                "test_pow", "test_pow_bcast_array", "test_pow_example", "test_pow_types_float32_int32", "test_pow_types_float32_int64", "test_pow_types_float32_uint32",
                "test_pow_types_float32_uint64"
            ]),
        (
            "only in layer normalisation",
            [
                "test_reciprocal", "test_reciprocal_example", "test_sqrt", "test_sqrt_example"
            ]),
        (
            "only zeros can be imported.",
            [
                "test_constant_pad", "test_constant_pad_axes", "test_constant_pad_negative_axes"
            ]),
        (
            "linear_before_reset = 0",
            [
                "test_gru_batchwise", "test_gru_defaults", "test_gru_seq_length", "test_gru_with_initial_bias"
            ]),
        (
            "the approximation 'tanh' of GELU",
            [
                "test_gelu_tanh_1", "test_gelu_tanh_2"
            ]),
        (
            "only a matrix can be imported.",
            [
                "test_matmul_1d_3d", "test_matmul_3d", "test_matmul_4d", "test_matmul_bcast"
            ]),
        (
            "only windows without can be imported.",
            [
                "test_maxpool_2d_dilations"
            ]),
        (
            "a lower bound is not below the upper one.",
            [
                "test_clip_min_greater_than_max"
            ]),
        (
            "Erf can be imported only as a part of GELU",
            [
                "test_erf"
            ]),
    ];

    /// <summary>Its expected values are written with so many.</summary>
    private const string FourDigits = "test_averagepool_2d_ceil_last_window_starts_on_pad";

    public static TheoryData<string> Names => [.. NodeCases.All.Where(given => Operators.Find(Operation(given.Value)) is not null && NodeCases.Tensors(given.Value, "input").First().Type is ElementType.Float or ElementType.Double).Select(given => given.Key).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Operator_GivesWhatOnnxSays(string name)
    {
        Dictionary<string, byte[]> files = NodeCases.All[name];
        var model = ModelProto.Parser.ParseFrom(files["model.onnx"]);
        Tensor[] inputs = [.. NodeCases.Tensors(files, "input")];
        Tensor[] expected = [.. NodeCases.Tensors(files, "output")];
        string? reason = Refusals.Where(refusal => refusal.Tests.Contains(name)).Select(refusal => refusal.Reason).SingleOrDefault();
        if (reason is not null)
        {
            var exception = Assert.ThrowsAny<Exception>(() => Run(model, inputs, sample: 0));
            Assert.True(exception is NotSupportedException or InvalidDataException, exception.ToString());
            Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
            return;
        }
        double tolerance = name == FourDigits ? 1e-4 : 1e-5;
        int batch = BatchAxis(model) is int axis ? inputs[0].Shape[axis] : 1;
        for (int sample = 0; sample < batch; sample++)
        {
            double[] actual = Run(model, inputs, sample), wanted = BatchAxis(model) is null ? expected[0].Values : Sample(expected[0], OutputAxis(model, expected[0]), sample).Values;
            Assert.Equal(wanted.Length, actual.Length);
            Assert.All(wanted.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, Math.Abs(pair.First))));
        }
    }

    private static string Operation(Dictionary<string, byte[]> files) => ModelProto.Parser.ParseFrom(files["model.onnx"]).Graph.Node[0].OpType;

    /// <summary>Where the samples of the first input lie side by side; null where all of it is one.</summary>
    private static int? BatchAxis(ModelProto model) => model.Graph.Node[0].OpType switch
    {
        "LSTM" or "GRU" or "RNN" => model.Graph.Node[0].Attribute.Any(attribute => attribute is { Name: "layout", I: 1 }) ? 0 : 1,
        "Conv" or "MaxPool" or "AveragePool" or "GlobalAveragePool" or "GlobalMaxPool" or "BatchNormalization" or "Pad" => 0,
        _ => null,
    };

    /// <summary>Where they lie in what comes out.</summary>
    private static int OutputAxis(ModelProto model, Tensor output) => Operators.IsRecurrent(model.Graph.Node[0].OpType) && BatchAxis(model) == 1 ? output.Rank - 2 : 0;

    private static double[] Run(ModelProto model, Tensor[] inputs, int sample)
    {
        ModelProto own = model.Clone();
        Tensor first = BatchAxis(model) is int axis ? Sample(inputs[0], axis, sample) : inputs[0];
        own.Graph.Input.Clear();
        own.Graph.Input.Add(Proto.Value(model.Graph.Input[0].Name, [.. first.Shape.Select(size => (int?)size)]));
        own.Graph.Input[0].Type.TensorType.ElemType = (int)first.Type;
        foreach (var (input, tensor) in model.Graph.Input.Skip(1).Zip(inputs.Skip(1)))
        {
            own.Graph.Initializer.Add(new TensorProto
            {
                Name = input.Name,
                DataType = (int)tensor.Type,
                Dims = { tensor.Shape.Select(size => (long)size) },
                RawData = Google.Protobuf.ByteString.CopyFrom(Bytes(tensor)),
            });
        }
        if (BatchAxis(model) is null && first.Rank > 0 && first.Shape[0] != 1)
            Enclose(own, first);
        var network = OnnxImporter.Import(own.Read(), own.Graph.Output[0].Name, "Imported");
        double[] values = first.Values;
        return PlainNetwork.Forward(network, network.InputOrder is { } order ? [.. order.Select(place => values[place])] : values);
    }

    /// <summary>What goes in has a batch of one sample more than the operator sees.</summary>
    private static void Enclose(ModelProto model, Tensor first)
    {
        string name = model.Graph.Input[0].Name;
        model.Graph.Input[0] = Proto.Value("sample", [1, .. first.Shape.Select(size => (int?)size)]);
        model.Graph.Input[0].Type.TensorType.ElemType = (int)first.Type;
        model.Graph.Initializer.Add(Proto.Ints("the shape", [first.Rank], [.. first.Shape.Select(size => (long)size)]));
        model.Graph.Node.Insert(0, Proto.Node("Reshape", "sample shape", name));
        model.Graph.Node[0].Input[1] = "the shape";
    }

    private static byte[] Bytes(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float => [.. tensor.Values.SelectMany(value => BitConverter.GetBytes((float)value))],
        ElementType.Double => [.. tensor.Values.SelectMany(BitConverter.GetBytes)],
        ElementType.Int32 => [.. tensor.Values.SelectMany(value => BitConverter.GetBytes((int)value))],
        ElementType.Int64 => [.. tensor.Values.SelectMany(value => BitConverter.GetBytes((long)value))],
        ElementType.UInt32 => [.. tensor.Values.SelectMany(value => BitConverter.GetBytes((uint)value))],
        ElementType.UInt64 => [.. tensor.Values.SelectMany(value => BitConverter.GetBytes((ulong)value))],
        ElementType.Bool => [.. tensor.Values.Select(value => (byte)value)],
        _ => throw new NotSupportedException($"weights of type {tensor.Type}"),
    };

    private static Tensor Sample(Tensor tensor, int axis, int sample)
    {
        int inner = tensor.Shape.Skip(axis + 1).Aggregate(1, (product, size) => product * size), size = tensor.Shape[axis];
        return new(tensor.Type, [.. tensor.Shape.Select((length, index) => index == axis ? 1 : length)], [.. tensor.Values.Where((_, i) => i / inner % size == sample)]);
    }
}
