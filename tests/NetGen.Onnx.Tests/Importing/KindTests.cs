using NetGen.Onnx.Comparing;
using NetGen.Onnx.Format;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>Models as exporters write them, small: the network is compiled as a project would have it and computes what ONNX Runtime does.</summary>
public sealed class KindTests
{
    private static readonly Dictionary<string, (ModelProto Model, string Architecture)> Models = new()
    {
        ["a CNN policy of PyTorch, with a batch norm"] = (
            Proto.Model(
                [3, 12, 12],
                Proto.Node("Conv", "x k0 b0", "c0", ("kernel_shape", new[] { 3, 3 }), ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 })),
                Proto.Node("BatchNormalization", "c0 g o m v", "n0"),
                Proto.Node("Relu", "n0", "r0"),
                Proto.Node("MaxPool", "r0", "p0", ("kernel_shape", new[] { 3, 3 }), ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 })),
                Proto.Node("Conv", "p0 k1 b1", "c1", ("kernel_shape", new[] { 2, 2 })),
                Proto.Node("Elu", "c1", "e1"),
                Proto.Node("Flatten", "e1", "f"),
                Proto.Node("Gemm", "f w b", "h", ("transB", 1)),
                Proto.Node("Tanh", "h", "y"))
                .With(
                    Proto.Drawn("k0", 1, 4, 3, 3, 3), Proto.Drawn("b0", 2, 4), Proto.Drawn("g", 3, 4), Proto.Drawn("o", 4, 4), Proto.Drawn("m", 5, 4), Proto.Floats("v", [4], 0.5f, 1, 2, 3),
                    Proto.Drawn("k1", 6, 6, 4, 2, 2), Proto.Drawn("b1", 7, 6), Proto.Drawn("w", 8, 3, 24), Proto.Drawn("b", 9, 3)),
            "3x12x12-4c3s2p1:relu-4c3p2g4:identity-mp3s2-6c2:elu-3:tanh"),
        ["a CNN of Keras, channels last, strides with SAME_UPPER"] = (
            Proto.Model(
                [9, 8, 2],
                Proto.Node("Transpose", "x", "t0", ("perm", new[] { 0, 3, 1, 2 })),
                Proto.Node("Conv", "t0 k0", "c0", ("auto_pad", "SAME_UPPER"), ("strides", new[] { 2, 2 })),
                Proto.Node("Transpose", "c0", "t1", ("perm", new[] { 0, 2, 3, 1 })),
                Proto.Node("Add", "t1 b0", "a0"),
                Proto.Node("Relu", "a0", "r0"),
                Proto.Node("Transpose", "r0", "t2", ("perm", new[] { 0, 3, 1, 2 })),
                Proto.Node("AveragePool", "t2", "p0", ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })),
                Proto.Node("Transpose", "p0", "t3", ("perm", new[] { 0, 2, 3, 1 })),
                Proto.Node("Reshape", "t3 shape", "f"),
                Proto.Node("MatMul", "f w", "u"),
                Proto.Node("Add", "u b", "s"),
                Proto.Node("Softmax", "s", "y"))
                .With(Proto.Drawn("k0", 1, 3, 2, 3, 3), Proto.Drawn("b0", 2, 3), Proto.Ints("shape", [2], -1, 12), Proto.Drawn("w", 3, 12, 4), Proto.Drawn("b", 4, 4)),
            "2x9x8-3c3x4s2p1:relu-ap2-4:softmax"),
        ["depthwise and pointwise with pooling over everything, as MobileNet"] = (
            Proto.Model(
                [3, 7, 5],
                Proto.Node("Conv", "x k0", "c0", ("group", 3), ("pads", new[] { 1, 1, 1, 1 })),
                Proto.Node("Clip", "c0 low high", "r0"),
                Proto.Node("Conv", "r0 k1 b1", "c1"),
                Proto.Node("HardSwish", "c1", "r1"),
                Proto.Node("GlobalAveragePool", "r1", "g"),
                Proto.Node("Conv", "g k2 b2", "c2"),
                Proto.Node("Flatten", "c2", "f"),
                Proto.Node("Softmax", "f", "y"))
                .With(Proto.Drawn("k0", 1, 3, 1, 3, 3), Proto.Floats("low", [], 0), Proto.Floats("high", [], 6), Proto.Drawn("k1", 2, 5, 3, 1, 1), Proto.Drawn("b1", 3, 5), Proto.Drawn("k2", 4, 4, 5, 1, 1), Proto.Drawn("b2", 5, 4)),
            "3x7x5-3c3p1g3:relu6-5c1:hardswish-gap-4:softmax"),
        ["a residual block and a scaled picture"] = (
            Proto.Model(
                [2, 6, 6],
                Proto.Node("Sub", "x mean", "s"),
                Proto.Node("Div", "s sigma", "n"),
                Proto.Node("Conv", "n k0 b0", "c0", ("pads", new[] { 1, 1, 1, 1 })),
                Proto.Node("Relu", "c0", "r0"),
                Proto.Node("Conv", "r0 k1", "c1", ("pads", new[] { 1, 1, 1, 1 })),
                Proto.Node("BatchNormalization", "c1 g o m v", "n1"),
                Proto.Node("Add", "n1 r0", "a"),
                Proto.Node("Relu", "a", "r1"),
                Proto.Node("ReduceMean", "r1", "p", ("axes", new[] { 2, 3 }), ("keepdims", 0)),
                Proto.Node("Gemm", "p w b", "y"))
                .WithOpset(13)
                .With(
                    Proto.Drawn("mean", 1, 1, 2, 1, 1), Proto.Floats("sigma", [1, 2, 1, 1], 0.5f, 2), Proto.Drawn("k0", 2, 4, 2, 3, 3), Proto.Drawn("b0", 3, 4), Proto.Drawn("k1", 4, 4, 4, 3, 3),
                    Proto.Drawn("g", 5, 4), Proto.Drawn("o", 6, 4), Proto.Drawn("m", 7, 4), Proto.Floats("v", [4], 0.5f, 1, 2, 3), Proto.Drawn("w", 8, 4, 3), Proto.Drawn("b", 9, 3)),
            "2x6x6-scale([2]+[2]):identity-4c3p1:relu-4c3p1:identity-add:relu(2,1)-gap-3"),
        ["a picture and a vector, as visual policies have them"] = (
            WithInput(
                "z", [4],
                Proto.Model(
                    [1, 6, 6],
                    Proto.Node("Conv", "x k b0", "c", ("strides", new[] { 2, 2 })),
                    Proto.Node("LeakyRelu", "c", "l", ("alpha", 0.01f)),
                    Proto.Node("Flatten", "l", "f"),
                    Proto.Node("Concat", "f z", "j", ("axis", 1)),
                    Proto.Node("Gemm", "j w b", "h", ("transB", 1)),
                    Proto.Node("Relu", "h", "r"),
                    Proto.Node("Gemm", "r v", "y")))
                .With(Proto.Drawn("k", 1, 2, 1, 2, 2), Proto.Drawn("b0", 2, 2), Proto.Drawn("w", 3, 5, 22), Proto.Drawn("b", 4, 5), Proto.Drawn("v", 5, 5, 2)),
            "1x6x6+4-2c2s2:leakyrelu-5:identity-5:identity(-2)-add:relu(1,2)-2"),
        ["features encoded by themselves, then joined and gated"] = (
            WithInput(
                "z", [2],
                Proto.Model(
                    [3],
                    Proto.Node("Gemm", "x w0", "h0"), Proto.Node("Tanh", "h0", "t0"), Proto.Node("Gemm", "z w1", "h1"), Proto.Node("Sigmoid", "h1", "t1"),
                    Proto.Node("Concat", "t0 t1", "j", ("axis", 1)), Proto.Node("Gemm", "j w2", "h2"), Proto.Node("Sigmoid", "h2", "s2"), Proto.Node("Mul", "s2 j", "y")))
                .With(Proto.Drawn("w0", 1, 3, 4), Proto.Drawn("w1", 2, 2, 5), Proto.Drawn("w2", 3, 9, 9)),
            "3+2-4:tanh-5:sigmoid(-2)-concat:identity(0,1)-9:sigmoid-multiply(3,2)"),
        ["a convolution over time, causal, with gaps"] = (
            Proto.Model(
                [2, 16],
                Proto.Node("Pad", "x pads", "p"), Proto.Node("Conv", "p k b", "c", ("dilations", new[] { 2 })), Proto.Node("Relu", "c", "r"),
                Proto.Node("Conv", "r v", "d", ("pads", new[] { 4, 0 }), ("dilations", new[] { 4 })), Proto.Node("Tanh", "d", "t"),
                Proto.Node("GlobalAveragePool", "t", "g"), Proto.Node("Flatten", "g", "f"), Proto.Node("Gemm", "f w", "y"))
                .With(Proto.Ints("pads", [6], 0, 0, 4, 0, 0, 0), Proto.Drawn("k", 1, 3, 2, 3), Proto.Drawn("b", 2, 3), Proto.Drawn("v", 3, 4, 3, 2), Proto.Drawn("w", 4, 4, 2)),
            "2x16-3c3causald2:relu-4c2causald4:tanh-gap-2"),
        ["a causal convolution with a border on both sides, whose end is cut off, in a residual block"] = (
            Proto.Model(
                [2, 16],
                Proto.Node("Conv", "x k b", "c", ("pads", new[] { 4, 4 }), ("dilations", new[] { 2 })), Proto.Node("Slice", "c nought cut axis", "s"), Proto.Node("Relu", "s", "r"),
                Proto.Node("Conv", "r v", "d", ("pads", new[] { 4, 4 }), ("dilations", new[] { 4 })), Proto.Node("Tanh", "d", "t"), Proto.Node("Slice", "t nought cut axis", "e"),
                Proto.Node("Add", "e r", "a"), Proto.Node("Gather", "a last", "g", ("axis", 2)), Proto.Node("Gemm", "g w", "y"))
                .With(
                    Proto.Drawn("k", 1, 3, 2, 3), Proto.Drawn("b", 2, 3), Proto.Drawn("v", 3, 3, 3, 2), Proto.Ints("nought", [1], 0), Proto.Ints("cut", [1], -4), Proto.Ints("axis", [1], 2), Proto.Ints("last", [], -1),
                    Proto.Drawn("w", 4, 3, 2)),
            "2x16-3c3causald2:relu-3c2causald4:tanh-add:identity(1,0)-2"),
        ["the middle of a picture's convolution, and the largest value of each channel"] = (
            Proto.Model(
                [2, 8, 9],
                Proto.Node("Conv", "x k b", "c", ("pads", new[] { 2, 2, 2, 2 }), ("strides", new[] { 2, 2 })), Proto.Node("Slice", "c starts ends axes", "s"), Proto.Node("Relu", "s", "r"),
                Proto.Node("ReduceMax", "r axes", "m", ("keepdims", 0)), Proto.Node("Gemm", "m w", "y"))
                .With(Proto.Drawn("k", 1, 3, 2, 3, 3), Proto.Drawn("b", 2, 3), Proto.Ints("starts", [2], 1, 0), Proto.Ints("ends", [2], 99, -1), Proto.Ints("axes", [2], 2, 3), Proto.Drawn("w", 3, 3, 2)),
            "2x8x9-3c6x5s2p2:relu-mp4x5-2"),
        ["channels last over time, dense layers for every step"] = (
            Proto.Model(
                [10, 3],
                Proto.Node("MatMul", "x w0", "m"), Proto.Node("Add", "m b0", "a"), Proto.Node("Relu", "a", "r"),
                Proto.Node("Transpose", "r", "t", ("perm", new[] { 0, 2, 1 })), Proto.Node("MaxPool", "t", "p", ("kernel_shape", new[] { 3 }), ("strides", new[] { 2 }), ("ceil_mode", 1)),
                Proto.Node("Flatten", "p", "f"), Proto.Node("Gemm", "f w", "y"))
                .With(Proto.Drawn("w0", 1, 3, 4), Proto.Drawn("b0", 2, 4), Proto.Drawn("w", 3, 20, 2)),
            "3x10-4c1:relu-4c2p1g4:identity-mp3s2-2"),
        ["average pooling with a border that does not count"] = (
            Proto.Model(
                [2, 5, 5],
                Proto.Node("AveragePool", "x", "p", ("kernel_shape", new[] { 3, 3 }), ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 })), Proto.Node("Flatten", "p", "f"), Proto.Node("Gemm", "f w", "y"))
                .With(Proto.Drawn("w", 1, 18, 3)),
            "2x5x5-2c3s2p1g2:identity-3"),
        ["layer normalisation, with another epsilon"] = (
            Proto.Model([6], Proto.Node("Gemm", "x w", "h"), Proto.Node("LayerNormalization", "h g o", "n", ("epsilon", 1e-3f)), Proto.Node("Relu", "n", "r"), Proto.Node("Gemm", "r v", "y"))
                .With(Proto.Drawn("w", 1, 6, 5), Proto.Drawn("g", 2, 5), Proto.Drawn("o", 3, 5), Proto.Drawn("v", 4, 5, 2)),
            "6-5:identity-ln:relu-2"),
        ["layer normalisation of PyTorch below opset 17, LeakyReLU of another slope"] = (
            Proto.Model(
                [6],
                Proto.Node("Gemm", "x w b", "h"), Proto.Node("ReduceMean", "h", "m", ("axes", new[] { -1 })), Proto.Node("Sub", "h m", "d"), Proto.Node("Pow", "d two", "q"), Proto.Node("ReduceMean", "q", "v", ("axes", new[] { -1 })),
                Proto.Node("Add", "v epsilon", "a"), Proto.Node("Sqrt", "a", "r"), Proto.Node("Div", "d r", "n"), Proto.Node("Mul", "n g", "s"), Proto.Node("Add", "s o", "l"),
                Proto.Node("LeakyRelu", "l", "f", ("alpha", 0.75f)), Proto.Node("Gemm", "f u", "y"))
                .WithOpset(13)
                .With(Proto.Drawn("w", 1, 6, 20), Proto.Drawn("b", 2, 20), Proto.Floats("two", [], 2), Proto.Floats("epsilon", [], 1e-5f), Proto.Drawn("g", 3, 20), Proto.Drawn("o", 4, 20), Proto.Drawn("u", 5, 20, 3)),
            "6-20:identity-ln:identity-activation:relu-scale(3+0):identity(1)-add:identity(2,3)-3"),
        ["layer normalisation of a picture, by the inverse of the root, and a slope for each channel"] = (
            Proto.Model(
                [1, 5, 5],
                Proto.Node("Conv", "x k", "c"), Proto.Node("ReduceMean", "c", "m", ("axes", new[] { 1, 2, 3 })), Proto.Node("Sub", "c m", "d"), Proto.Node("Mul", "d d", "q"), Proto.Node("ReduceMean", "q", "v", ("axes", new[] { 1, 2, 3 })),
                Proto.Node("Add", "v epsilon", "a"), Proto.Node("Sqrt", "a", "r"), Proto.Node("Reciprocal", "r", "i"), Proto.Node("Mul", "d i", "n"), Proto.Node("PRelu", "n slope", "p"), Proto.Node("Flatten", "p", "f"), Proto.Node("Gemm", "f u", "y"))
                .WithOpset(13)
                .With(Proto.Drawn("k", 1, 3, 1, 3, 3), Proto.Floats("epsilon", [], 1e-3f), Proto.Floats("slope", [3, 1, 1], 0.25f, -0.5f, 0.1f), Proto.Drawn("u", 2, 27, 2)),
            "1x5x5-3c3:identity-ln:identity-activation:relu-scale([3]+0):identity(1)-add:identity(2,3)-2"),
        ["a value and advantages, less their mean"] = (
            Proto.Model(
                [4],
                Proto.Node("Gemm", "x w", "h"), Proto.Node("Relu", "h", "r"), Proto.Node("Gemm", "r v", "value"), Proto.Node("Gemm", "r a", "advantage"), Proto.Node("ReduceMean", "advantage axis", "m"),
                Proto.Node("Add", "value advantage", "s"), Proto.Node("Sub", "s m", "y"))
                .With(Proto.Drawn("w", 1, 4, 6), Proto.Drawn("v", 2, 6, 1), Proto.Drawn("a", 3, 6, 3), Proto.Ints("axis", [1], 1)),
            "4-6:relu-3:identity-1:identity(0)-3:identity-add:identity(1,3)-1:identity(1)-3:identity-add(4,6)"),
        ["the largest values of what may be below 0, with a border"] = (
            Proto.Model(
                [2, 5, 5],
                Proto.Node("Conv", "x k", "c"), Proto.Node("Tanh", "c", "t"), Proto.Node("MaxPool", "t", "p", ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 0, 1, 0 })),
                Proto.Node("Flatten", "p", "f"), Proto.Node("Gemm", "f w", "y"))
                .With(Proto.Drawn("k", 1, 3, 2, 2, 2), Proto.Drawn("w", 2, 18, 3)),
            "2x5x5-3c2:tanh-scale(1+1):identity-3c3x5p2g3:identity-mp2-3"),
        ["a signal that is a picture of one line for a while"] = (
            Proto.Model(
                [2, 5],
                Proto.Node("Conv", "x k", "c"), Proto.Node("Unsqueeze", "c axes", "p"), Proto.Node("Conv", "p v", "d", ("pads", new[] { 0, 1, 0, 0 })), Proto.Node("Flatten", "d", "f"), Proto.Node("Gemm", "f w", "y"))
                .With(Proto.Drawn("k", 1, 3, 2, 2), Proto.Ints("axes", [1], 2), Proto.Drawn("v", 2, 2, 3, 1, 2), Proto.Drawn("w", 3, 8, 2)),
            "2x5-3c2:identity-2c2causal:identity-2"),
        ["an activation of a picture"] = (
            Proto.Model([1, 4, 4], Proto.Node("MaxPool", "x", "p", ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })), Proto.Node("Tanh", "p", "t"), Proto.Node("Flatten", "t", "f"), Proto.Node("Gemm", "f w", "y"))
                .With(Proto.Drawn("w", 1, 4, 2)),
            "1x4x4-mp2-activation:tanh-2"),
        ["channels that part and meet"] = (
            Proto.Model(
                [1, 5, 5],
                Proto.Node("Conv", "x k", "c"), Proto.Node("Split", "c halves", "p q", ("axis", 1)), Proto.Node("Sigmoid", "q", "s"), Proto.Node("Mul", "p s", "m"),
                Proto.Node("Concat", "m p", "j", ("axis", 1)), Proto.Node("Conv", "j v", "y"))
                .With(Proto.Drawn("k", 1, 6, 1, 2, 2), Proto.Ints("halves", [2], 3, 3), Proto.Drawn("v", 2, 2, 6, 4, 4)),
            "1x5x5-6c2:identity-slice(3..6):sigmoid-slice(0..3):identity(0)-multiply:identity(1,2)-concat:identity(3,0)-slice(0..6):identity-2c4"),
        ["LSTM of PyTorch, batch first, the last step"] = (
            Recurrent("LSTM", 4, [7, 3], batchFirst: true), "7x3-5lstm-2"),
        ["LSTM with learned states before the first step, and a GRU behind it with one"] = (
            Proto.Model(
                [6, 3],
                Proto.Node("Transpose", "x", "t", ("perm", new[] { 1, 0, 2 })), Proto.Node("LSTM", "t w0 r0 b0 _ h0 c0", "y0", ("hidden_size", 4)), Proto.Node("Squeeze", "y0 one", "q0"),
                Proto.Node("GRU", "q0 w1 r1 b1 _ h1", "_ last", ("hidden_size", 2), ("linear_before_reset", 1)), Proto.Node("Squeeze", "last none", "q1"), Proto.Node("Gemm", "q1 w", "y"))
                .With(
                    Proto.Ints("one", [1], 1), Proto.Ints("none", [1], 0), Proto.Drawn("w0", 2, 1, 16, 3), Proto.Drawn("r0", 3, 1, 16, 4), Proto.Drawn("b0", 4, 1, 32), Proto.Drawn("h0", 9, 1, 1, 4), Proto.Drawn("c0", 10, 1, 1, 4),
                    Proto.Drawn("w1", 5, 1, 6, 4), Proto.Drawn("r1", 6, 1, 6, 2), Proto.Drawn("b1", 7, 1, 12), Proto.Drawn("h1", 11, 1, 1, 2), Proto.Drawn("w", 8, 2, 3)),
            "6x3-4lstm(given)-2gru(given)-3"),
        ["GRU of PyTorch, steps first, the last state"] = (
            Recurrent("GRU", 3, [7, 3], batchFirst: false), "7x3-5gru-2"),
        ["RNN of PyTorch, batch first"] = (
            Recurrent("RNN", 1, [4, 3], batchFirst: true), "4x3-5rnn-2"),
        ["two GRUs, on a normaliser"] = (
            Proto.Model(
                [6, 3],
                Proto.Node("Sub", "x mean", "s"), Proto.Node("Div", "s sigma", "n"), Proto.Node("Transpose", "n", "t", ("perm", new[] { 1, 0, 2 })),
                Proto.Node("GRU", "t w0 r0 b0", "y0 _", ("hidden_size", 4), ("linear_before_reset", 1)), Proto.Node("Squeeze", "y0 one", "q0"),
                Proto.Node("GRU", "q0 w1 r1 b1", "_ h1", ("hidden_size", 2), ("linear_before_reset", 1)), Proto.Node("Squeeze", "h1 none", "q1"), Proto.Node("Gemm", "q1 w", "y"))
                .With(
                    Proto.Drawn("mean", 1, 3), Proto.Floats("sigma", [3], 0.5f, 2, 3), Proto.Ints("one", [1], 1), Proto.Ints("none", [1], 0),
                    Proto.Drawn("w0", 2, 1, 12, 3), Proto.Drawn("r0", 3, 1, 12, 4), Proto.Drawn("b0", 4, 1, 24), Proto.Drawn("w1", 5, 1, 6, 4), Proto.Drawn("r1", 6, 1, 6, 2), Proto.Drawn("b1", 7, 1, 12), Proto.Drawn("w", 8, 2, 3)),
            "6x3-4gru-2gru-3"),
    };

    private static readonly Lazy<Dictionary<string, (ImportedNetwork Network, Type Type)>> Compiled = new(() =>
    {
        var networks = Models.Select((model, number) => (model.Key, Network: OnnxImporter.Import(model.Value.Model.Read(), null, $"Net{number}"))).ToList();
        var assembly = CompiledNetwork.Compile([.. networks.Select(network => network.Network)]);
        return networks.ToDictionary(network => network.Key, network => (network.Network, assembly.GetType(network.Network.Name, throwOnError: true)!));
    });

    public static TheoryData<string> Names => [.. Models.Keys];

    internal static IEnumerable<ModelProto> All => Models.Values.Select(model => model.Model);

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_BecomesANetworkThatAgreesWithOnnxRuntime(string name)
    {
        var (network, type) = Compiled.Value[name];
        Agreement.Check(network, Models[name].Model, (_, inputs) => CompiledNetwork.Forward(type, network, inputs));
        Assert.True(Models[name].Architecture == network.Architecture, network.Architecture);
    }

    /// <summary>Exported, the network is run by ONNX Runtime with the same numbers, and imported again it is what it was.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Model_GoesBackToOnnx(string name)
    {
        var (network, type) = Compiled.Value[name];
        ModelProto exported = ModelProto.Parser.ParseFrom(CompiledNetwork.Export(type, network));
        ImportedNetwork again = network.Layers!.Inputs.Count == 1 ? OnnxImporter.Import(exported.Read(), null, "Again") : network;
        Agreement.Check(again, exported, (_, inputs) => CompiledNetwork.Forward(type, network, inputs));
        Assert.Equal(network.Architecture, again.Architecture);
    }

    [Fact]
    public void Outputs_AreOneRowInTheOrderThatIsAsked()
    {
        ModelProto model = Proto.Model([4], Proto.Node("Gemm", "x w", "h"), Proto.Node("Relu", "h", "r"), Proto.Node("Gemm", "r v", "y"), Proto.Node("Gemm", "r u", "value:0"))
            .With(Proto.Drawn("w", 1, 4, 5), Proto.Drawn("v", 2, 5, 3), Proto.Drawn("u", 3, 5, 1));
        model.Graph.Output.Add(Proto.Value("value:0", null));
        ImportedNetwork network = OnnxImporter.ImportOutputs(model.Read(), ["value:0", "y"], "Heads");
        Assert.Equal("4-5:relu-1:identity-3:identity(0)-concat(1,2)", network.Architecture);
        Assert.Contains("\"outputs\": [\n    \"value_0\",\n    \"y\"\n  ]", network.Spec, StringComparison.Ordinal);
        double[] row = CompiledNetwork.Forward(network, [0.5, -1, 2, 0.25]);
        double[] value = CompiledNetwork.Forward(OnnxImporter.Import(model.Read(), "value:0", "Value"), [0.5, -1, 2, 0.25]), y = CompiledNetwork.Forward(OnnxImporter.Import(model.Read(), "y", "Y"), [0.5, -1, 2, 0.25]);
        Assert.Equal([.. value, .. y], row);
        Assert.Contains(
            "expected each output once, found 'y' 2 times.",
            Assert.Throws<ArgumentException>(() => OnnxImporter.ImportOutputs(model.Read(), ["y", "y"], "Heads")).Message, StringComparison.Ordinal);
    }

    /// <summary>A policy whose state goes in and out of the model, step by step: the network keeps it.</summary>
    [Theory]
    [InlineData("LSTM", 4, "6-8:relu-5lstm-2")]
    [InlineData("GRU", 3, "6-8:relu-5gru-2")]
    public void StatesThatAreInputs_MakeAStream(string operation, int gates, string architecture)
    {
        bool hasCell = operation == "LSTM";
        NodeProto recurrent = hasCell
            ? Proto.Node("LSTM", "u w r b _ h0 c0", "a h1 c1", ("hidden_size", 5))
            : Proto.Node("GRU", "u w r b _ h0", "a h1", ("hidden_size", 5), ("linear_before_reset", 1));
        ModelProto model = Proto.Model(
            [6],
            Proto.Node("Gemm", "x v", "g"), Proto.Node("Relu", "g", "e"), Proto.Node("Unsqueeze", "e zero", "u"), recurrent,
            Proto.Node("Squeeze", "a axes", "s"), Proto.Node("Gemm", "s p", "y"))
            .With(
                Proto.Drawn("v", 1, 6, 8), Proto.Ints("zero", [1], 0), Proto.Drawn("w", 2, 1, gates * 5, 8), Proto.Drawn("r", 3, 1, gates * 5, 5), Proto.Drawn("b", 4, 1, gates * 10),
                Proto.Ints("axes", [2], 0, 1), Proto.Drawn("p", 5, 5, 2));
        foreach (string state in hasCell ? new[] { "h0", "c0" } : ["h0"])
            model.Graph.Input.Add(Proto.Value(state, [1, null, 5]));
        foreach (string state in hasCell ? new[] { "h1", "c1" } : ["h1"])
            model.Graph.Output.Add(Proto.Value(state, null));

        ImportedNetwork network = OnnxImporter.Import(model.Read(), "y", "Policy");

        Assert.True(network.IsStream);
        Assert.Equal(architecture, network.Architecture);
        var random = new Random(3);
        double[] inputs = Agreement.Draw(random, 6 * 20);
        double[] actual = CompiledNetwork.Run(network, inputs), expected = Agreement.RunStream(model, inputs, hasCell ? [("h0", "h1"), ("c0", "c1")] : [("h0", "h1")]);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        var nodes = new NodeByNode(network.Origin!);
        Assert.All(expected.Zip(inputs.Chunk(6).SelectMany(step => nodes.Run(step))), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    /// <summary>An input that is a state and something else, too, cannot be kept by a layer.</summary>
    [Fact]
    public void StateThatIsTakenElsewhere_IsRefused()
    {
        ModelProto model = WithInput(
            "h", [5],
            Proto.Model([3], Proto.Node("Unsqueeze", "x zero", "u"), Proto.Node("Unsqueeze", "h zero", "s"), Proto.Node("RNN", "u w r _ _ s", "_ n", ("hidden_size", 5)), Proto.Node("Squeeze", "n zero", "q"), Proto.Node("Add", "q h", "y")))
            .With(Proto.Ints("zero", [1], 0), Proto.Drawn("w", 1, 1, 5, 3), Proto.Drawn("r", 2, 1, 5, 5));
        Assert.Equal(
            "the model: node 'the RNN' (RNN, 3 of 5): its state is the input 'h', which something else takes, too; a state is kept by one layer alone.",
            Assert.Throws<NotSupportedException>(() => OnnxImporter.Import(model.Read(), "y", "Policy")).Message);
    }

    private static ModelProto WithInput(string name, int[] shape, ModelProto model)
    {
        model.Graph.Input.Add(Proto.Value(name, [null, .. shape]));
        return model;
    }

    /// <summary>What PyTorch writes: transposes where the batch comes first, states of 0 made of the input's shape, and the last step.</summary>
    private static ModelProto Recurrent(string operation, int gates, int[] window, bool batchFirst)
    {
        NodeProto layer = operation switch
        {
            "LSTM" => Proto.Node("LSTM", "s w r b _ zeros zeros", "a h c", ("hidden_size", 5)),
            "GRU" => Proto.Node("GRU", "s w r b _ zeros", "a h", ("hidden_size", 5), ("linear_before_reset", 1)),
            _ => Proto.Node("RNN", "s w r b _ zeros", "a h", ("hidden_size", 5), ("activations", new[] { "Tanh" })),
        };
        NodeProto[] state =
        [
            Proto.Node("Shape", "x", "d"), Proto.Node("Gather", "d batch", "n"), Proto.Node("Unsqueeze", "n nought", "n1"), Proto.Node("Concat", "one n1 units", "z", ("axis", 0)),
            Proto.Node("ConstantOfShape", "z", "zeros"),
        ];
        NodeProto[] nodes = batchFirst
            ? [Proto.Node("Transpose", "x", "s", ("perm", new[] { 1, 0, 2 })), .. state, layer, Proto.Node("Squeeze", "a axis", "q"), Proto.Node("Transpose", "q", "t", ("perm", new[] { 1, 0, 2 })),
                Proto.Node("Gather", "t last", "g", ("axis", 1)), Proto.Node("Gemm", "g v", "y")]
            : [Proto.Node("Identity", "x", "s"), .. state, layer, Proto.Node("Squeeze", "h nought", "g"), Proto.Node("Gemm", "g v", "y")];
        ModelProto model = Proto.Model(window, nodes);
        if (!batchFirst)
            model.Graph.Input[0] = Proto.Value("x", [window[0], null, window[1]]);
        return model.With(
            Proto.Drawn("w", 1, 1, gates * 5, window[1]), Proto.Drawn("r", 2, 1, gates * 5, 5), Proto.Drawn("b", 3, 1, gates * 10), Proto.Ints("batch", [], batchFirst ? 0 : 1), Proto.Ints("nought", [1], 0),
            Proto.Ints("one", [1], 1), Proto.Ints("units", [1], 5), Proto.Drawn("v", 4, 5, 2)).With(batchFirst ? [Proto.Ints("axis", [1], 1), Proto.Ints("last", [], -1)] : []);
    }
}
