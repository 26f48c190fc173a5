using NetGen.Onnx.Format;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>What would have to be another network: refused by operator, node and what to do.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Operators_ThatMeanSomethingElse_AreRefused()
    {
        Check("node 'the Celu' (Celu, 1 of 1): its alpha is -1; only one above 0 can be imported.", Proto.Node("Celu", "x", "y", ("alpha", -1f)));
        Check("node 'the Sqrt' (Sqrt, 1 of 1): a square root can be imported only in layer normalisation, (x − mean) / √(variance + ε).", Proto.Node("Sqrt", "x", "y"));
        Check("node 'the Reciprocal' (Reciprocal, 1 of 1): it divides by a computed value; only in layer normalisation, by a square root, can that be imported.", Proto.Node("Reciprocal", "x", "y"));
        Check("node 'the Gelu' (Gelu, 1 of 1): it is the approximation 'tanh' of GELU; only the exact form can be imported.", Proto.Node("Gelu", "x", "y", ("approximate", "tanh")));
        Check("node 'the Softmax' (Softmax, 1 of 1): it is over axis 0 of [1, 4]; only over all values of a layer can it be imported.", Proto.Node("Softmax", "x", "y", ("axis", 0)));
        Check("node 'the Erf' (Erf, 1 of 1): Erf can be imported only as a part of GELU, ½ x (1 + erf(x / √2)).", Proto.Node("Erf", "x", "y"));
        Check("node 'the Relu' (Relu, 1 of 1): its attribute 'slope' is not supported here.", Proto.Node("Relu", "x", "y", ("slope", 1f)));
        Check("node 'the ArgMax' (ArgMax, 1 of 1): the place of the largest value is what Predict of a network tells. Name the value that goes into this node as the output.", Proto.Node("ArgMax", "x", "y"));
        Check("node 'the Loop' (Loop, 1 of 1): loops cannot be imported. Keras' GRU is exported as one; export it by another way, as PyTorch does, or train an LSTM.", Proto.Node("Loop", "x", "y"));
        Check("node 'the Foo' (Foo, 1 of 1): the operator Foo cannot be imported. Name an output before it, or export a model of dense, convolutional or recurrent layers and activations.", Proto.Node("Foo", "x", "y"));
        Check("node 'the Log' (Log, 1 of 1): a logarithm can be imported only of softmax and of sigmoid.", Proto.Node("Log", "x", "y"));
        Check("node 'the Cast' (Cast, 1 of 1): it rounds computed values to Int64; a network computes in one type of numbers throughout.", Proto.Node("Cast", "x", "y", ("to", 7)));
        var foreign = Proto.Node("Gelu", "x", "y");
        foreign.Domain = "com.microsoft";
        Check("node 'the Gelu' (Gelu, 1 of 1): it is an operator of 'com.microsoft'; only those of ONNX itself can be imported. Export the model without optimising it for a runtime.", foreign);

        static void Check(string message, NodeProto node) => Refused(message, Proto.Model([4], node));
    }

    [Fact]
    public void Graphs_ThatNoNetworkIs_AreRefused()
    {
        Refused(
            "node 'the MatMul' (MatMul, 2 of 2): it multiplies two computed values, as attention does; only products with constant weights can be imported.",
            Proto.Model([4, 4], Proto.Node("Tanh", "x", "h"), Proto.Node("MatMul", "x h", "y")));
        Refused(
            "node 'the Div' (Div, 2 of 2): it divides by a computed value; only division by constants can be imported.",
            Proto.Model([4], Proto.Node("Tanh", "x", "h"), Proto.Node("Div", "x h", "y")));
        Refused(
            "node 'the Pow' (Pow, 1 of 1): its exponent is 3; only 1 and 2 can be imported. GELU by its approximation has one of 3: train, or export, with the exact form.",
            Proto.Model([4], Proto.Node("Pow", "x three", "y")).With(Proto.Floats("three", [], 3)));
        Refused(
            "node 'the Concat' (Concat, 1 of 1): it joins computed values with constants; only computed values can be joined.",
            Proto.Model([4], Proto.Node("Concat", "x w", "y", ("axis", 1))).With(Proto.Drawn("w", 1, 1, 4)));
        Refused(
            "node 'the Conv' (Conv, 3 of 3): it goes over 1x2x3, and what is before it gives 6; values of layers cannot be put into another shape.",
            Proto.Model([4], Proto.Node("MatMul", "x w", "h"), Proto.Node("Reshape", "h shape", "p"), Proto.Node("Conv", "p k", "y")).With(Proto.Drawn("w", 1, 4, 6), Proto.Ints("shape", [4], 1, 1, 2, 3), Proto.Drawn("k", 2, 1, 1, 2, 2)));
        Refused(
            "node 'the Conv 2' (Conv, 3 of 3): it goes over 3x1x4, and what is before it gives 3x4; values of layers cannot be put into another shape.",
            Proto.Model([2, 5], Proto.Node("Conv", "x k", "c"), Proto.Node("Unsqueeze", "c axes", "p"), Proto.Node("Conv", "p v", "y", ("pads", new[] { 1, 0, 1, 0 })))
                .With(Proto.Drawn("k", 1, 3, 2, 2), Proto.Ints("axes", [1], 2), Proto.Drawn("v", 2, 2, 3, 2, 2)));
        Refused(
            "node 'the Mul' (Mul, 3 of 3): it combines 2x3x3 with 18; only values of one shape can be combined in a network: no factor for a whole channel, as squeeze and excitation has it.",
            Proto.Model([2, 3, 3], Proto.Node("Conv", "x k", "c"), Proto.Node("GlobalAveragePool", "c", "g"), Proto.Node("Mul", "c g", "y")).With(Proto.Drawn("k", 1, 2, 2, 1, 1)));
        Refused(
            "'y' does not depend on any input: there is no network to import. Name another output.",
            Proto.Model([4], Proto.Node("Neg", "w", "y")).With(Proto.Drawn("w", 1, 2)));
    }

    [Fact]
    public void Windows_ThatNoLayerHas_AreRefused()
    {
        Check("it goes over [1, 2, 4, 4, 4]; only one sample of channels × length or channels × height × width can be imported.", [2, 4, 4, 4], Proto.Node("Conv", "x w", "y"), 3, 2, 2, 2, 2);
        Check("its strides are 2 and 1; only one for both axes can be imported. Train with one.", [2, 6, 6], Proto.Node("Conv", "x w", "y", ("strides", new[] { 2, 1 })), 3, 2, 2, 2);
        Check("its strides differ; only one for both axes can be imported. Train with one.", [2, 6, 6], Proto.Node("MaxPool", "x", "y", ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 1 })));
        Check("its windows have gaps (dilations); only windows without can be imported.", [2, 6, 6], Proto.Node("MaxPool", "x", "y", ("kernel_shape", new[] { 2, 2 }), ("dilations", new[] { 2, 2 })));
        Check(
            "it has a border, and values below 0 may be in it; only behind ReLU, Tanh and the like can that be imported. Train without 'pads', or with ReLU in front.",
            [2, 6, 6], Proto.Node("MaxPool", "x", "y", ("kernel_shape", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 })));
        Check("it normalises from axis 3 of [1, 2, 3, 4] on; only over all values of a layer can it be imported.", [2, 3, 4], Proto.Node("LayerNormalization", "x w", "y"), 4);

        static void Check(string message, int[] input, NodeProto node, params int[] weights) =>
            Refused($"{Named(node)}: {message}", weights.Length == 0 ? Proto.Model(input, node) : Proto.Model(input, node).With(Proto.Drawn("w", 1, weights)));
    }

    [Fact]
    public void RecurrentLayers_ThatNetGenHasNot_AreRefused()
    {
        const string Forward = "only one that goes forward can be imported.";
        Check($"it goes reverse; {Forward}", "LSTM", 4, "x w r", ("direction", "reverse"));
        Check("its input and forget gates are one (input_forget); only an LSTM with both can be imported.", "LSTM", 4, "x w r", ("input_forget", 1));
        Check("its activations are Sigmoid, Tanh, Relu; only Sigmoid, Tanh, Tanh can be imported.", "LSTM", 4, "x w r", ("activations", new[] { "Sigmoid", "Tanh", "Relu" }));
        Check("its activations have factors or bounds; only plain ones can be imported.", "LSTM", 4, "x w r", ("clip", 1f));
        Check("its gates look at the cell (peepholes); only an LSTM without can be imported.", "LSTM", 4, "x w r _ _ _ _ p");
        Check("its state begins with what is computed; only constants, and inputs of the model, can be imported.", "RNN", 1, "x w r _ _ x");
        Check("its sequences have lengths of their own (sequence_lens); only all 5 steps can be imported.", "LSTM", 4, "x w r _ n");
        Check(
            "it resets the state before the product with its weights (linear_before_reset = 0); only the other way, PyTorch's and Keras' reset_after=True, can be imported. Train with that.",
            "GRU", 3, "x w r");

        static void Check(string message, string operation, int gates, string inputs, params (string Name, object Value)[] attributes)
        {
            NodeProto node = Proto.Node(operation, inputs, "y", attributes);
            ModelProto model = Proto.Model([1, 3], node);
            model.Graph.Input[0] = Proto.Value("x", [5, null, 3]);
            TensorProto[] all = [Proto.Drawn("w", 1, 1, gates * 2, 3), Proto.Drawn("r", 2, 1, gates * 2, 2), Proto.Drawn("p", 3, 1, 6), Proto.Drawn("s", 4, 1, 1, 2), Proto.Ints("n", [1], 4)];
            Refused($"{Named(node)}: {message}", model.With([.. all.Where(tensor => node.Input.Contains(tensor.Name))]));
        }
    }

    private static string Named(NodeProto node) => $"node '{node.Name}' ({node.OpType}, 1 of 1)";

    [Fact]
    public void Inputs_WithoutAFixedSize_AreRefused()
    {
        Refused("the input 'x [?, ?]' leaves its size at axis 1 open. Export the model with a fixed size; only the batch may be open.", With([null, null]));
        Refused("the input 'x [?]' leaves its size at axis 0 open. Export the model with a fixed size; only the batch may be open.", With([null]));
        Refused("the input 'x [2000, 5]' is for batches of 2000. Export the model for one sample, or with a batch of any size.", With([2000, 5]));
        Refused("the input 'x' has no shape. Export the model with the shape of its input.", With(null));

        static ModelProto With(int?[]? shape)
        {
            ModelProto model = Proto.Model([1], Proto.Node("Relu", "x", "y"));
            model.Graph.Input[0] = Proto.Value("x", shape);
            return model;
        }
    }

    [Fact]
    public void Networks_BeyondTheLimits_AreRefused()
    {
        NodeProto[] nodes = [.. Enumerable.Range(0, 257).Select(i => Proto.Node("Tanh", i == 0 ? "x" : $"v{i}", i == 256 ? "y" : $"v{i + 1}"))];
        Refused("node 'the Tanh' (Tanh, 257 of 257): it is behind 256 layers; a network has at most so many.", Proto.Model([2], nodes));
        Refused("its inputs have 70000 values; a network takes at most 65536.", Proto.Model([70000], Proto.Node("Relu", "x", "y")));
        Refused(
            "output 'y': a layer of 4000 values of 4000, which only scales and chooses, would have 16000000 weights; at most 4194304 are for such a layer.",
            Proto.Model([4000], Proto.Node("Slice", "x from to axes steps", "r"), Proto.Node("Concat", "r", "y", ("axis", 1)))
                .With(Proto.Ints("from", [1], -1), Proto.Ints("to", [1], -5000), Proto.Ints("axes", [1], 1), Proto.Ints("steps", [1], -1)));
    }

    [Fact]
    public void Weights_ThatDoNotFitOrAreNotFinite_AreRefused()
    {
        var misfit = Proto.Model([4], Proto.Node("MatMul", "x w", "y")).With(Proto.Drawn("w", 1, 3, 2)).Read();
        var notFinite = Proto.Model([1], Proto.Node("MatMul", "x w", "y")).With(Proto.Floats("w", [1, 1], float.NaN)).Read();
        Assert.Equal(
            "the model: node 'the MatMul' (MatMul, 1 of 1): [1, 4] and weights of [3, 2] cannot be multiplied.",
            Assert.Throws<InvalidDataException>(() => OnnxImporter.Import(misfit, null, "Imported")).Message);
        Assert.Equal(
            "the model: the weights 'layers.0.weight', with what is folded into them, are not all finite.",
            Assert.Throws<InvalidDataException>(() => OnnxImporter.Import(notFinite, null, "Imported")).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("3DBall")]
    [InlineData("my-policy")]
    public void Names_ThatNoClassCanHave_AreRefused(string name)
    {
        var model = Proto.Model([4], Proto.Node("Relu", "x", "y")).Read();
        Assert.Throws<ArgumentException>(() => OnnxImporter.Import(model, null, name));
    }

    private static void Refused(string message, ModelProto proto)
    {
        OnnxModel model = proto.Read();
        var exception = Assert.Throws<NotSupportedException>(() => OnnxImporter.Import(model, "y", "Imported"));
        Assert.Equal($"the model: {message}", exception.Message);
    }
}
