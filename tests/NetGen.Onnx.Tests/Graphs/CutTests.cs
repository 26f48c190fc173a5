using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Tests.Graphs;

/// <summary>What of a model leads to one value.</summary>
public sealed class CutTests
{
    [Theory]
    [InlineData("JumperHard.onnx", null, "output", "obs", 7)]
    [InlineData("3DBall.onnx", "deterministic_continuous_actions", "deterministic_continuous_actions", "obs_0", 14)]
    [InlineData("3DBall.onnx", "onnx::Gemm_28", "onnx::Gemm_28", "obs_0", 7)]
    [InlineData("mnist-12.onnx", null, "Plus214_Output_0", "Input3", 12)]
    [InlineData("ferroflow_mlp_dynamo.onnx", null, "output", "input", 5)]
    public void Cut_LeavesWhatLeadsToTheOutput(string file, string? asked, string output, string inputs, int nodes)
    {
        var cut = Cut.Of(OnnxModel.Read(ModelFiles.Of(file)), asked is null ? [] : [asked]);

        Assert.Equal((output, inputs, nodes), (Assert.Single(cut.Outputs), string.Join(' ', cut.Inputs.Select(input => input.Name)), cut.Nodes.Count));
        HashSet<string> made = [.. cut.Inputs.Select(input => input.Name), .. cut.Constants.Select(tensor => tensor.Name)];
        Assert.All(cut.Nodes, node =>
        {
            Assert.All(node.Inputs, input => Assert.Contains(input, made));
            made.UnionWith(node.Outputs);
        });
    }

    [Fact]
    public void Cut_WithoutAName_AsksForOneOfSeveral()
    {
        var exception = Assert.Throws<ArgumentException>(() => Cut.Of(OnnxModel.Read(ModelFiles.Of("3DBall.onnx"))));
        Assert.Equal(
            "3DBall.onnx: name the output that you want; the model has 'version_number', 'memory_size', 'continuous_actions', 'continuous_action_output_shape', 'deterministic_continuous_actions'. (Parameter 'output')",
            exception.Message);
    }

    [Fact]
    public void Cut_ToWhatIsNotThere_NamesTheOutputs()
    {
        var exception = Assert.Throws<ArgumentException>(() => Cut.Of(OnnxModel.Read(ModelFiles.Of("BallChase.onnx")), "actions"));
        Assert.StartsWith("BallChase.onnx: no node makes 'actions'; the model's outputs are 'output', 'state_outs'.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_ThatIsNone_IsRefused()
    {
        Check("the model: node 'the Relu' (Relu, 2 of 2): needs what it makes itself, by way of 'b': the graph has a loop.", Proto.Node("Add", "x b", "a"), Proto.Node("Relu", "a", "b"));
        Check("the model: node 'the Relu' (Relu, 1 of 1): needs what it makes itself, by way of 'y': the graph has a loop.", Proto.Node("Relu", "y", "y"));
        Check("the model: node 'the Tanh' (Tanh, 2 of 2): makes 'y', which is there already.", Proto.Node("Relu", "x", "y"), Proto.Node("Tanh", "x", "y"));
        Check("the model: node 'the Tanh' (Tanh, 1 of 1): makes 'x', which is there already.", Proto.Node("Tanh", "x", "x"));
        Check("the model: node 'the Add' (Add, 1 of 1): needs 'w', which is no input, no weights of the file, and made by no node.", Proto.Node("Add", "x w", "y"));

        static void Check(string message, params ReadOnlySpan<NodeProto> nodes)
        {
            OnnxModel model = Proto.Model([2], nodes).Read();
            string output = nodes[^1].Output[0];
            Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Cut.Of(model, output)).Message);
        }
    }

    [Fact]
    public void Weights_ThatNobodyUsesOrThatAreThereTwice_AreRefused()
    {
        var relu = Proto.Node("Relu", "x", "y");
        Check("the model: the weights 'w' are used by no node. Export the model again, or take them out.", Proto.Model([2], relu).With(Proto.Drawn("w", 1, 2)));
        Check("the model: the weights 'w' are there twice.", Proto.Model([2], Proto.Node("Add", "x w", "y")).With(Proto.Drawn("w", 1, 2), Proto.Drawn("w", 2, 2)));

        static void Check(string message, ModelProto proto)
        {
            OnnxModel model = proto.Read();
            Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Cut.Of(model)).Message);
        }
    }

    /// <summary>The one that needs an input and weights.</summary>
    [Fact]
    public void Cut_WithoutAName_TakesTheOnlyOutputThatIsComputed()
    {
        ModelProto model = Proto.Model([2], Proto.Node("Relu", "x", "a"), Proto.Node("Tanh", "w", "b"), Proto.Node("Add", "x w", "y")).With(Proto.Drawn("w", 1, 2));
        model.Graph.Output.Insert(0, Proto.Value("a", null));
        model.Graph.Output.Add(Proto.Value("b", null));
        Assert.Equal(["y"], Cut.Of(model.Read()).Outputs);
        Assert.Equal(["b", "a"], Cut.Of(model.Read(), "b", "a").Outputs);
        Assert.Equal(["Tanh", "Relu"], Cut.Of(model.Read(), "b", "a").Nodes.Select(node => node.Operation));
    }

    [Fact]
    public void Outputs_ThatSayNothing_AreRefused()
    {
        ModelProto model = Proto.Model([2], Proto.Node("Relu", "x", "y"));
        Check("the model: expected each output once, found 'y' 2 times. (Parameter 'outputs')", "y", "y");
        model.Graph.Output.Clear();
        Check("the model: name the output that you want; the model has none. (Parameter 'output')");
        model.Graph.Output.AddRange(Enumerable.Repeat(Proto.Value("y", null), 64));
        Check($"the model: name the output that you want; the model has {string.Join(", ", Enumerable.Repeat("'y'", 64))}. (Parameter 'output')");
        model.Graph.Output.Add(Proto.Value("y", null));
        Check("the model: the model has 65 outputs; name the one that you want. (Parameter 'output')");

        void Check(string message, params string[] outputs) => Assert.Equal(message, Assert.Throws<ArgumentException>(() => Cut.Of(model.Read(), outputs)).Message);
    }

    [Fact]
    public void Inputs_ThatAreThereTwice_AreRefused()
    {
        ModelProto model = Proto.Model([2], Proto.Node("Relu", "x", "y"));
        model.Graph.Input.Add(Proto.Value("x", [2]));
        Assert.Equal("the model: the input 'x' is there twice.", Assert.Throws<InvalidDataException>(() => Cut.Of(model.Read())).Message);
    }

    /// <summary>Values without a name are none: they are left out among inputs, and may be made by several nodes.</summary>
    [Fact]
    public void Names_MayBeLeftOut()
    {
        var cut = Cut.Of(Proto.Model([2], Proto.Node("Dropout", "x _", "a _"), Proto.Node("Dropout", "a", "y _")).Read());
        Assert.Equal((2, "x"), (cut.Nodes.Count, Assert.Single(cut.Inputs).Name));
    }

    /// <summary>By nodes of a graph within a node, by its outputs, and by the model's own outputs.</summary>
    [Fact]
    public void Weights_AreUsedFromWithin()
    {
        NodeProto choice = Proto.Node("If", "x", "y");
        GraphProto[] branches = [new() { Node = { Proto.Node("Relu", "a", "o") } }, new() { Output = { Proto.Value("b", null) } }];
        choice.Attribute.Add(new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = branches[0] });
        choice.Attribute.Add(new AttributeProto { Name = "others", Type = AttributeProto.Types.AttributeType.Graphs, Graphs = { branches[1] } });
        ModelProto model = Proto.Model([2], choice).With(Proto.Drawn("a", 1, 2), Proto.Drawn("b", 2, 2), Proto.Drawn("c", 3, 2));
        model.Graph.Output.Add(Proto.Value("c", null));
        Assert.Empty(Cut.Of(model.Read(), "y").Constants);
    }

    /// <summary>No recursion, and no second look at a node.</summary>
    [Fact]
    public void Cut_OfAHundredThousandNodes_IsNoTrouble()
    {
        var nodes = Enumerable.Range(0, 100_000).Select(i => Proto.Node("Add", $"v{i} v{i}", $"v{i + 1}")).ToArray();
        nodes[0].Input[0] = nodes[0].Input[1] = "x";
        Assert.Equal(100_000, Cut.Of(Proto.Model([2], nodes).Read(), "v100000").Nodes.Count);
    }
}
