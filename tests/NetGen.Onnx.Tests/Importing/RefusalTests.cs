using NetGen.Onnx.Format;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>What would have to be another network: refused by operator, node and what to do.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Operators_ThatMeanSomethingElse_AreRefused()
    {
        Check("node 'the LeakyRelu' (LeakyRelu, 1 of 1): its alpha is 0.2; only 0.01 can be imported. Train with that, or with another activation.", Proto.Node("LeakyRelu", "x", "y", ("alpha", 0.2f)));
        Check("node 'the Elu' (Elu, 1 of 1): its alpha is 0.5; only 1 can be imported. Train with that, or with another activation.", Proto.Node("Elu", "x", "y", ("alpha", 0.5f)));
        Check("node 'the Gelu' (Gelu, 1 of 1): it is the approximation 'tanh' of GELU; only the exact form can be imported.", Proto.Node("Gelu", "x", "y", ("approximate", "tanh")));
        Check("node 'the Softmax' (Softmax, 1 of 1): it is over axis 0 of [1, 4]; only over all values of a layer can it be imported.", Proto.Node("Softmax", "x", "y", ("axis", 0)));
        Check("node 'the Erf' (Erf, 1 of 1)", Proto.Node("Erf", "x", "y"), "Erf can be imported only as a part of GELU, ½ x (1 + erf(x / √2)).");
        Check("node 'the Relu' (Relu, 1 of 1): its attribute 'slope' is not supported here.", Proto.Node("Relu", "x", "y", ("slope", 1f)));
        Check("node 'the ArgMax' (ArgMax, 1 of 1): the place of the largest value is what Predict of a network tells. Name the value that goes into this node as the output.", Proto.Node("ArgMax", "x", "y"));
        Check("node 'the Loop' (Loop, 1 of 1): loops cannot be imported. Keras' GRU is exported as one; train with a dense layer in its place.", Proto.Node("Loop", "x", "y"));
        Check("node 'the Foo' (Foo, 1 of 1): the operator Foo cannot be imported. Name an output before it, or export a model of dense layers and activations.", Proto.Node("Foo", "x", "y"));
        Check("node 'the Log' (Log, 1 of 1): a logarithm can be imported only of softmax.", Proto.Node("Log", "x", "y"));
        Check("node 'the Cast' (Cast, 1 of 1): it rounds computed values to Int64; a network computes in one type of numbers throughout.", Proto.Node("Cast", "x", "y", ("to", 7)));
        var foreign = Proto.Node("Gelu", "x", "y");
        foreign.Domain = "com.microsoft";
        Check("node 'the Gelu' (Gelu, 1 of 1): it is an operator of 'com.microsoft'; only those of ONNX itself can be imported. Export the model without optimising it for a runtime.", foreign);

        static void Check(string message, NodeProto node, string? instead = null) => Refused(instead ?? message, Proto.Model([4], node));
    }

    [Fact]
    public void Graphs_ThatAreNoChain_AreRefused()
    {
        Refused(
            "node 'the Add' (Add, 2 of 2): it joins two computed values, as residual layers do; only chains of layers can be imported.",
            Proto.Model([4], Proto.Node("Tanh", "x", "h"), Proto.Node("Add", "x h", "y")));
        Refused(
            "node 'the Concat' (Concat, 2 of 2): it joins values from different layers; only chains of layers can be imported, and joins of inputs or of parts of one layer.",
            Proto.Model([4], Proto.Node("Tanh", "x", "h"), Proto.Node("Concat", "x h", "y", ("axis", 1))));
        Refused(
            "node 'the Mul' (Mul, 2 of 2): it multiplies two computed values, as gates, masks and attention do; of such products only SiLU, HardSwish, Mish and GELU can be imported. Name a value before it as the output, such as 'x'.",
            Proto.Model([4], Proto.Node("Tanh", "x", "h"), Proto.Node("Mul", "x h", "y")));
        Refused(
            "node 'the MatMul' (MatMul, 1 of 1): it multiplies the same weights with 3 rows of one sample ([1, 3, 4]), as attention does; a dense layer multiplies one.",
            Proto.Model([3, 4], Proto.Node("MatMul", "x w", "y")).With(Proto.Drawn("w", 1, 4, 2)));
        Refused(
            "'y' does not depend on any input: there is no network to import. Name another output.",
            Proto.Model([4], Proto.Node("Neg", "w", "y")).With(Proto.Drawn("w", 1, 2)));
    }

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
        NodeProto[] nodes = [.. Enumerable.Range(0, 65).Select(i => Proto.Node("Tanh", i == 0 ? "x" : $"v{i}", i == 64 ? "y" : $"v{i + 1}"))];
        Refused("node 'the Tanh 64' (Tanh, 65 of 65): it is behind 64 layers; a network has at most so many.", Proto.Model([2], nodes));
        Refused("a layer of 70000 values of 70000 is too large; a layer has at most 65536.", Proto.Model([70000], Proto.Node("Relu", "x", "y")));
        Refused("a layer of 4000 values of 4000, which only scales and chooses, would have 16000000 weights; at most 4194304 are for such a layer.", Proto.Model([4000], Proto.Node("Relu", "x", "y")));
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
            "the model: the weights of layer 0, with what is folded into them, are not all finite.",
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
