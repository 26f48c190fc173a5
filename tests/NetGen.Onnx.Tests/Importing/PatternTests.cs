using NetGen.Onnx.Format;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>What exporters write for a layer, each way: recognised, and the same numbers as ONNX Runtime's.</summary>
public sealed class PatternTests
{
    private static readonly Dictionary<string, (ModelProto Model, string Architecture)> Patterns = new()
    {
        ["Gemm, weights as PyTorch has them"] = (Dense(Proto.Node("Gemm", "x w b", "y", ("transB", 1)), 3, 4), "4-3"),
        ["Gemm, weights as Keras has them"] = (Dense(Proto.Node("Gemm", "x w b", "y"), 4, 3), "4-3"),
        ["Gemm with factors"] = (Dense(Proto.Node("Gemm", "x w b", "y", ("alpha", 0.5f), ("beta", -2f)), 4, 3), "4-3"),
        ["Gemm without bias"] = (Proto.Model([4], Proto.Node("Gemm", "x w", "y")).With(Proto.Drawn("w", 1, 4, 3)), "4-3"),
        ["Gemm of a transposed row"] = (Dense([Proto.Node("Transpose", "x", "t"), Proto.Node("Gemm", "t w b", "y", ("transA", 1))], 4, 3), "4-3"),
        ["Gemm with weights first"] = (Proto.Model([4], Proto.Node("Gemm", "w x b", "y", ("transB", 1))).With(Proto.Drawn("w", 1, 3, 4), Proto.Drawn("b", 2, 3, 1)), "4-3"),
        ["Gemm with turned weights first"] = (Proto.Model([4], Proto.Node("Gemm", "w x b", "y", ("transA", 1), ("transB", 1))).With(Proto.Drawn("w", 1, 4, 3), Proto.Drawn("b", 2, 3, 1)), "4-3"),
        ["MatMul and Add"] = (Dense([Proto.Node("MatMul", "x w", "m"), Proto.Node("Add", "m b", "y")], 4, 3), "4-3"),
        ["Add of a bias in front"] = (Dense([Proto.Node("MatMul", "x w", "m"), Proto.Node("Add", "b m", "y")], 4, 3), "4-3"),
        ["MatMul of transposed weights"] = (Dense([Proto.Node("Transpose", "w", "t"), Proto.Node("MatMul", "x t", "m"), Proto.Node("Add", "m b", "y")], 3, 4), "4-3"),
        ["MatMul of one output"] = (Proto.Model([4], Proto.Node("MatMul", "x w", "y")).With(Proto.Drawn("w", 1, 4)), "4-1"),
        ["two layers"] = (Proto.Model([4], Proto.Node("MatMul", "x w", "h"), Proto.Node("MatMul", "h v", "y")).With(Proto.Drawn("w", 1, 4, 3), Proto.Drawn("v", 2, 3, 2)), "4-3:identity-2"),

        ["Relu"] = (Behind(Proto.Node("Relu", "u", "y")), "4-5:relu"),
        ["Sigmoid"] = (Behind(Proto.Node("Sigmoid", "u", "y")), "4-5:sigmoid"),
        ["Tanh"] = (Behind(Proto.Node("Tanh", "u", "y")), "4-5:tanh"),
        ["Elu"] = (Behind(Proto.Node("Elu", "u", "y", ("alpha", 1f))), "4-5:elu"),
        ["LeakyRelu of Keras"] = (Behind(Proto.Node("LeakyRelu", "u", "y", ("alpha", 0.3f))), "4-5:identity-5:relu-5:identity(0)-add:identity(1,2)-5"),
        ["LeakyRelu that is almost none"] = (Behind(Proto.Node("LeakyRelu", "u", "y", ("alpha", 0.95f))), "4-5:identity-5:relu-5:identity-5:identity(0)-add(2,3)"),
        ["PRelu"] = (Behind(Proto.Node("PRelu", "u slope", "y")).With(Proto.Floats("slope", [5], 0.1f, 0.2f, 0.3f, -0.4f, 1.5f)), "4-5:identity-5:relu-5:identity-5:identity(0)-add(2,3)"),
        ["Elu of another height"] = (Behind(Proto.Node("Elu", "u", "y", ("alpha", 0.5f))), "4-5:identity-5:elu-5:identity-5:relu(0)-5:identity-add(2,4)"),
        ["the logarithm of a sigmoid"] = (Behind(Proto.Node("Sigmoid", "u", "s"), Proto.Node("Log", "s", "y")), "4-5:softplus-5"),
        ["Softsign of PyTorch"] = (Behind(Proto.Node("Abs", "u", "abs"), Proto.Node("Add", "abs one", "sum"), Proto.Node("Div", "u sum", "y")).With(Proto.Floats("one", [], 1)), "4-5:softsign"),
        ["Celu"] = (Behind(Proto.Node("Celu", "u", "y", ("alpha", 2f))), "4-5:elu-5"),
        ["Selu of other numbers"] = (Behind(Proto.Node("Selu", "u", "y", ("alpha", 1.5f), ("gamma", 1.1f))), "4-5:identity-5:elu-5:identity-5:relu(0)-5:identity-add:identity(2,4)-5"),
        ["Selu"] = (Behind(Proto.Node("Selu", "u", "y")), "4-5:selu"),
        ["LeakyRelu"] = (Behind(Proto.Node("LeakyRelu", "u", "y", ("alpha", 0.01f))), "4-5:leakyrelu"),
        ["Softplus"] = (Behind(Proto.Node("Softplus", "u", "y")), "4-5:softplus"),
        ["Softsign"] = (Behind(Proto.Node("Softsign", "u", "y")), "4-5:softsign"),
        ["a square"] = (Behind(Proto.Node("Pow", "u two", "y")).With(Proto.Floats("two", [], 2)), "4-5:identity-multiply(0,0)"),
        ["Mish"] = (Behind(Proto.Node("Mish", "u", "y")), "4-5:mish"),
        ["HardSwish"] = (Behind(Proto.Node("HardSwish", "u", "y")), "4-5:hardswish"),
        ["HardSigmoid of PyTorch"] = (Behind(Proto.Node("HardSigmoid", "u", "y", ("alpha", 1 / 6f))), "4-5:hardsigmoid"),
        ["HardSigmoid of Keras"] = (Behind(Proto.Node("HardSigmoid", "u", "y")), "4-5:hardtanh-5"),
        ["Gelu"] = (Behind(Proto.Node("Gelu", "u", "y")).WithOpset(20), "4-5:gelu"),
        ["Softmax"] = (Behind(Proto.Node("Softmax", "u", "y", ("axis", 1))), "4-5:softmax"),
        ["Softmax of old"] = (Behind(Proto.Node("Softmax", "u", "y")).WithOpset(11), "4-5:softmax"),
        ["LogSoftmax"] = (Behind(Proto.Node("LogSoftmax", "u", "y")), "4-5:logsoftmax"),
        ["Log of Softmax"] = (Behind(Proto.Node("Softmax", "u", "s"), Proto.Node("Log", "s", "y")), "4-5:logsoftmax"),
        ["swish as a product"] = (Behind(Proto.Node("Sigmoid", "u", "s"), Proto.Node("Mul", "u s", "y")), "4-5:silu"),
        ["swish, the other way round"] = (Behind(Proto.Node("Sigmoid", "u", "s"), Proto.Node("Mul", "s u", "y")), "4-5:silu"),
        ["swish with a factor"] = (Behind(Proto.Node("Mul", "u k", "v"), Proto.Node("Sigmoid", "v", "s"), Proto.Node("Mul", "u s", "y")).With(Proto.Floats("k", [], 1.7f)), "4-5:silu-5"),
        ["GELU of PyTorch"] = (Gelu(Proto.Node("Mul", "u e1", "p"), Proto.Node("Mul", "p half", "y")), "4-5:gelu"),
        ["GELU, halved first"] = (Gelu(Proto.Node("Mul", "u half", "p"), Proto.Node("Mul", "p e1", "y")), "4-5:gelu"),
        ["Mish as a product"] = (Behind(Proto.Node("Softplus", "u", "s"), Proto.Node("Tanh", "s", "t"), Proto.Node("Mul", "u t", "y")), "4-5:mish"),
        ["HardSwish as a product"] = (Behind(Proto.Node("HardSigmoid", "u", "s", ("alpha", 1 / 6f)), Proto.Node("Mul", "u s", "y")), "4-5:hardswish"),
        ["HardSwish of Keras"] = (
            Behind(Proto.Node("Add", "u three", "a"), Proto.Node("Clip", "a zero six", "c"), Proto.Node("Div", "c six", "d"), Proto.Node("Mul", "u d", "y"))
                .With(Proto.Floats("three", [], 3), Proto.Floats("zero", [], 0), Proto.Floats("six", [], 6)), "4-5:hardswish"),

        ["Clip to a ReLU6"] = (Behind(Proto.Node("Clip", "u low high", "y")).With(Proto.Floats("low", [], 0), Proto.Floats("high", [], 6)), "4-5:relu6"),
        ["Clip to a HardTanh"] = (Behind(Proto.Node("Clip", "u low high", "y")).With(Proto.Floats("low", [], -1), Proto.Floats("high", [], 1)), "4-5:hardtanh"),
        ["Clip at other bounds"] = (Behind(Proto.Node("Clip", "u low high", "y")).With(Proto.Floats("low", [], -0.5f), Proto.Floats("high", [], 2)), "4-5:hardtanh-5"),
        ["Clip from below"] = (Behind(Proto.Node("Clip", "u low", "y")).With(Proto.Floats("low", [], -0.5f)), "4-5:relu-5"),
        ["Clip from above"] = (Behind(Proto.Node("Clip", "u _ high", "y")).With(Proto.Floats("high", [], 0.5f)), "4-5:relu-5"),
        ["Clip of old"] = (Behind(Proto.Node("Clip", "u", "y", ("min", -1f), ("max", 1f))).WithOpset(10), "4-5:hardtanh"),
        ["Max and Min"] = (Behind(Proto.Node("Max", "u low", "m"), Proto.Node("Min", "high m", "y")).With(Proto.Drawn("low", 3, 5), Proto.Floats("high", [1, 1], 2)), "4-5:relu-5:relu-5"),

        ["normaliser"] = (Dense([Proto.Node("Sub", "x mean", "c"), Proto.Node("Div", "c sigma", "n"), Proto.Node("Gemm", "n w b", "y")], 4, 3).With(Proto.Drawn("mean", 3, 4), Proto.Floats("sigma", [4], 0.5f, 2, 3, 0.1f)), "4-3"),
        ["scaled outputs"] = (Behind(Proto.Node("Tanh", "u", "t"), Proto.Node("Mul", "t k", "s"), Proto.Node("Add", "s c", "y")).With(Proto.Drawn("k", 3, 5), Proto.Drawn("c", 4, 5)), "4-5:tanh-5"),
        ["one minus"] = (Behind(Proto.Node("Sigmoid", "u", "s"), Proto.Node("Sub", "one s", "n"), Proto.Node("Neg", "n", "y")).With(Proto.Floats("one", [], 1)), "4-5:sigmoid-5"),
        ["batch normalisation"] = (
            Behind(Proto.Node("BatchNormalization", "u g o m v", "n", ("epsilon", 1e-3f)), Proto.Node("Relu", "n", "y"))
                .With(Proto.Drawn("g", 3, 5), Proto.Drawn("o", 4, 5), Proto.Drawn("m", 5, 5), Proto.Floats("v", [5], 0.5f, 1, 2, 3, 0.2f)), "4-5:relu"),
        ["dropout and identity"] = (Behind(Proto.Node("Dropout", "u", "d"), Proto.Node("Identity", "d", "i"), Proto.Node("Relu", "i", "y")), "4-5:relu"),

        ["picture, flattened"] = (
            Proto.Model([2, 2, 3], Proto.Node("Flatten", "x", "f"), Proto.Node("Gemm", "f w", "y")).With(Proto.Drawn("w", 1, 12, 3)), "12-3"),
        ["picture, channels last"] = (
            Proto.Model([2, 2, 3], Proto.Node("Transpose", "x", "t", ("perm", new[] { 0, 2, 3, 1 })), Proto.Node("Reshape", "t shape", "f"), Proto.Node("Gemm", "f w", "y"))
                .With(Proto.Ints("shape", [2], -1, 12), Proto.Drawn("w", 1, 12, 3)), "12-3"),
        ["shape of the input"] = (
            Proto.Model([2, 6], Proto.Node("Shape", "x", "s"), Proto.Node("Gather", "s zero", "n"), Proto.Node("Unsqueeze", "n zeros", "u"), Proto.Node("Concat", "u rest", "t", ("axis", 0)), Proto.Node("Reshape", "x t", "f"), Proto.Node("MatMul", "f w", "y"))
                .With(Proto.Ints("zero", [], 0), Proto.Ints("zeros", [1], 0), Proto.Ints("rest", [1], -1), Proto.Drawn("w", 1, 12, 3)), "12-3"),
        ["some of the inputs"] = (
            Proto.Model([6], Proto.Node("Slice", "x from to axes steps", "s"), Proto.Node("Gemm", "s w", "y"))
                .With(Proto.Ints("from", [1], 5), Proto.Ints("to", [1], 0), Proto.Ints("axes", [1], 1), Proto.Ints("steps", [1], -2), Proto.Drawn("w", 1, 3, 2)), "6-2"),
        ["a part of the outputs"] = (Behind(Proto.Node("Split", "u parts", "y rest", ("axis", 1))).With(Proto.Ints("parts", [2], 2, 3)), "4-2"),
        ["parts of activations, swapped"] = (
            Behind(Proto.Node("Tanh", "u", "t"), Proto.Node("Split", "t parts", "p q", ("axis", 1)), Proto.Node("Concat", "q p", "y", ("axis", 1))).With(Proto.Ints("parts", [2], 2, 3)), "4-5:tanh-5"),
        ["activation of inputs"] = (Proto.Model([3], Proto.Node("Tanh", "x", "y")), "3-3:tanh"),
    };

    public static TheoryData<string> Names => [.. Patterns.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pattern_IsRecognised(string name)
    {
        var (model, architecture) = Patterns[name];
        string actual = Agreement.Check(model, "y", magnitude: 2).Architecture;
        Assert.True(architecture == actual, actual);
    }

    [Fact]
    public void Inputs_AreOneRowInTheOrderOfTheModel()
    {
        ModelProto model = Proto.Model([2], Proto.Node("Concat", "z x", "c", ("axis", 1)), Proto.Node("Gemm", "c w", "y")).With(Proto.Drawn("w", 1, 5, 3));
        model.Graph.Input.Add(Proto.Value("z", [null, 3]));
        Assert.Equal("5-3", Agreement.Check(model, "y").Architecture);
    }

    [Fact]
    public void Double_StaysDouble()
    {
        ModelProto model = Proto.Model([2], Proto.Node("MatMul", "x w", "y")).With(
            new TensorProto { Name = "w", DataType = (int)ElementType.Double, Dims = { 2, 2 }, DoubleData = { 0.1, 0.2, 0.3, 0.7 } });
        model.Graph.Input[0].Type.TensorType.ElemType = model.Graph.Output[0].Type.TensorType.ElemType = (int)ElementType.Double;
        var network = OnnxImporter.Import(model.Read(), null, "Wide");
        Assert.Equal([0.1 + 0.3, 0.2 + 0.7], CompiledNetwork.Forward(network, [1, 1]));
    }

    private static ModelProto Dense(NodeProto node, int rows, int columns) => Dense([node], rows, columns);

    private static ModelProto Dense(NodeProto[] nodes, int rows, int columns) => Proto.Model([4], nodes).With(Proto.Drawn("w", 1, rows, columns), Proto.Drawn("b", 2, 3));

    /// <summary>Nodes behind a dense layer of five units, whose outputs are <c>u</c>.</summary>
    private static ModelProto Behind(params NodeProto[] nodes) =>
        Proto.Model([4], [Proto.Node("Gemm", "x w b", "u", ("transB", 1)), .. nodes]).With(Proto.Drawn("w", 1, 5, 4), Proto.Drawn("b", 2, 5));

    private static ModelProto Gelu(params NodeProto[] nodes) =>
        Behind([Proto.Node("Div", "u root", "d"), Proto.Node("Erf", "d", "e"), Proto.Node("Add", "e one", "e1"), .. nodes])
            .With(Proto.Floats("root", [], MathF.Sqrt(2)), Proto.Floats("one", [], 1), Proto.Floats("half", [], 0.5f));
}
