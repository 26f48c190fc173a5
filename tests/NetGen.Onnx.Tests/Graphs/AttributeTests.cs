using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Tests.Graphs;

/// <summary>What a node says of itself.</summary>
public sealed class AttributeTests
{
    [Fact]
    public void Attributes_AreReadByNameAndType()
    {
        Node node = Node(
            ("i", 3), ("f", 1.5f), ("s", "text"), ("is", new[] { 1, -2 }), ("fs", new[] { 0.5f, -1f }), ("ss", new[] { "one", "two" }), ("t", Proto.Floats("weights", [1], 7)));

        Assert.Equal((3, 1.5, "text", "weights"), (node.Int("i", 9), node.Float("f", 9), node.Text("s", "none"), node.Tensor("t")?.Name));
        Assert.Equal([1, -2], node.Ints("is")!);
        Assert.Equal([0.5, -1], node.Floats("fs")!);
        Assert.Equal(["one", "two"], node.Strings("ss")!);
        node.RequireAllRead();

        Assert.Equal((9, 2.5, "none", null), (node.Int("other", 9), node.Float("other", 2.5), node.Text("other", "none"), node.Tensor("other")));
        Assert.True(node.Ints("other") is null && node.Floats("other") is null && node.Strings("other") is null);
        Assert.True(node.Has("i") && !node.Has("other"));
    }

    /// <summary>Numbers beyond those of 32 bits stay the largest and smallest.</summary>
    [Theory]
    [InlineData(long.MaxValue, int.MaxValue)]
    [InlineData(long.MinValue, int.MinValue)]
    [InlineData(-5, -5)]
    public void Numbers_AreCut(long written, int read)
    {
        var proto = Proto.Node("Op", "x", "y", ("i", 0), ("is", new[] { 1, 0 }));
        (proto.Attribute[0].I, proto.Attribute[1].Ints[1]) = (written, written);
        Node node = proto.Read();
        Assert.Equal(read, node.Int("i", 0));
        Assert.Equal([1, read], node.Ints("is")!);
    }

    [Fact]
    public void WhatIsWrong_IsSaidWithTheNode()
    {
        const string Where = "the model: node 'the Op' (Op, 1 of 1): ";
        Node node = Node(("twice", 1), ("twice", 2), ("text", "a"));
        Refuses<InvalidDataException>(Where + "its attribute 'twice' is there 2 times.", () => node.Int("twice", 0));
        Refuses<InvalidDataException>(Where + "its attribute 'text' is of type String; expected Int.", () => node.Int("text", 0));
        Refuses<NotSupportedException>(Where + "its attribute 'rest' is not supported here.", () => Node(("rest", 1)).RequireAllRead());

        node.RequireInputs(2, 3);
        node.RequireInputs(1, 2);
        node.RequireInputs(2, 2);
        Refuses<InvalidDataException>(Where + "expected 3 to 4 inputs, found 2.", () => node.RequireInputs(3, 4));
        Refuses<InvalidDataException>(Where + "expected 0 to 1 inputs, found 2.", () => node.RequireInputs(0, 1));
        Refuses<InvalidDataException>(Where + "expected 3 inputs, found 2.", () => node.RequireInputs(3, 3));

        Assert.Equal([0, 2, 2, 0], new long[] { 0, 2, -1, -3 }.Select(axis => node.Axis(axis, 3)));
        Refuses<InvalidDataException>(Where + "expected an axis from -3 to 2, found 3.", () => node.Axis(3, 3));
        Refuses<InvalidDataException>(Where + "expected an axis from -3 to 2, found -4.", () => node.Axis(-4, 3));

        static void Refuses<T>(string message, Action action)
            where T : Exception => Assert.Equal(message, Assert.Throws<T>(action).Message);
    }

    [Fact]
    public void Where_NamesTheOutputs_OfANodeWithoutAName()
    {
        NodeProto proto = Proto.Node("Op", "x", "y z");
        proto.Name = "";
        OnnxModel model = Proto.Model([2], Proto.Node("Relu", "x", "w"), proto).Read();
        Assert.Equal("node 'y, z' (Op, 2 of 2)", new Node(model, proto, 1).Where);
    }

    private static Node Node(params ReadOnlySpan<(string Name, object Value)> attributes) => Proto.Node("Op", "x x", "y", attributes).Read();
}
