using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Tests.Folding;

/// <summary>ONNX's own tests of single nodes, with their inputs as constants: what an operator makes while a model is read is what ONNX says.</summary>
public sealed class NodeTests
{
    public static TheoryData<string> Names => [.. NodeCases.All.Where(given => Folds.Find(Operation(given.Value)) is not null).Select(given => given.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fold_GivesWhatOnnxSays(string name)
    {
        var files = NodeCases.All[name];
        OnnxModel model = OnnxModel.Read(new MemoryStream(files["model.onnx"]));
        var node = new Node(model, model.Proto.Graph.Node[0], 0);
        var given = new Queue<Tensor>(NodeCases.Tensors(files, "input"));
        Tensor?[] inputs = [.. node.Inputs.Select(input => input.Length == 0 ? null : given.Dequeue())];

        Tensor[] results = Folds.Find(node.Operation)!(node, inputs, new Budget());
        node.RequireAllRead();

        Tensor[] expected = [.. NodeCases.Tensors(files, "output")];
        Assert.Equal(expected.Length, results.Length);
        foreach (var (wanted, result) in expected.Zip(results))
        {
            Assert.Equal(wanted.Type, result.Type);
            Assert.Equal(wanted.Shape, result.Shape);
            Assert.Equal(wanted.Values.Length, result.Values.Length);
            for (int i = 0; i < wanted.Values.Length; i++)
                Assert.True(wanted.Values[i].Equals(result.Values[i]) || Math.Abs(wanted.Values[i] - result.Values[i]) <= 1e-6 * Math.Abs(wanted.Values[i]), $"{i}: expected {wanted.Values[i]}, found {result.Values[i]}");
        }
    }

    [Fact]
    public void EveryFold_IsTested()
    {
        string[] here = ["Cast", "ConstantOfShape", "Equal", "Floor", "Where"];
        IEnumerable<string> there = NodeCases.All.Values.Select(Operation).Where(operation => Folds.Find(operation) is not null);
        Assert.Equal(Folds.Names, there.Concat(here).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cast_CutsOffAndRounds()
    {
        Check(Proto.Node("Cast", "x", "y", ("to", (int)ElementType.Int64)), [Floats(1.9, -1.9, 3)], new(ElementType.Int64, [3], [1, -1, 3]));
        Check(Proto.Node("Cast", "x", "y", ("to", (int)ElementType.Bool)), [Floats(0.5, 0)], new(ElementType.Bool, [2], [1, 0]));
        Check(Proto.Node("Cast", "x", "y", ("to", (int)ElementType.Float)), [new(ElementType.Double, [1], [0.1])], Floats(0.1f));
    }

    [Fact]
    public void ConstantOfShape_RepeatsItsValue()
    {
        Check(Proto.Node("ConstantOfShape", "x", "y"), [Tensor.OfInts(2, 1)], new(ElementType.Float, [2, 1], [0, 0]));
        Check(Proto.Node("ConstantOfShape", "x", "y", ("value", Proto.Ints("v", [1], 7))), [Tensor.OfInts(3)], new(ElementType.Int64, [3], [7, 7, 7]));
    }

    [Fact]
    public void EqualFloorAndWhere_GoPlaceByPlace()
    {
        Check(Proto.Node("Equal", "a b", "y"), [Tensor.OfInts(1, -1), Tensor.OfInts(-1)], new(ElementType.Bool, [2], [0, 1]));
        Check(Proto.Node("Floor", "x", "y"), [Floats(1.5, -1.5)], Floats(1, -2));
        Check(Proto.Node("Where", "c a b", "y"), [new(ElementType.Bool, [2], [1, 0]), Floats(1, 2), Floats(9)], Floats(1, 9));
    }

    /// <summary>A few bytes that ask for more than there is.</summary>
    [Fact]
    public void WhatIsComputed_IsBounded()
    {
        var budget = new Budget();
        Refused(Proto.Node("ConstantOfShape", "x", "y"), [Tensor.OfInts(100_000, 100_000)], "expected at most 268435456 numbers, found the shape [100000, 100000].");
        Refused(Proto.Node("ConstantOfShape", "x", "y"), [Tensor.OfInts(-5)], "expected sizes from 0 on, found -5.");
        Refused(Proto.Node("Expand", "x s", "y"), [Floats(1), Tensor.OfInts(70_000, 70_000)], "expected at most 268435456 numbers, found the shape [70000, 70000].");
        var (node, tensor) = (NodeOf(Proto.Node("MatMul", "a b", "y")), new Tensor(ElementType.Float, [1000, 1000], new double[1_000_000]));
        var exception = Assert.Throws<InvalidDataException>(() => Folds.Find("MatMul")!(node, [tensor, tensor], budget));
        Assert.EndsWith("what is constant in this model takes more than 268435456 numbers to compute.", exception.Message, StringComparison.Ordinal);

        void Refused(NodeProto proto, Tensor[] inputs, string message)
        {
            var exception = Assert.Throws<InvalidDataException>(() => Folds.Find(proto.OpType)!(NodeOf(proto), inputs, budget));
            Assert.EndsWith(message, exception.Message, StringComparison.Ordinal);
        }
    }

    private static void Check(NodeProto proto, Tensor[] inputs, Tensor expected)
    {
        Tensor result = Assert.Single(Folds.Find(proto.OpType)!(NodeOf(proto), inputs, new Budget()));
        Assert.Equal(expected.Type, result.Type);
        Assert.Equal(expected.Shape, result.Shape);
        Assert.Equal(expected.Values, result.Values);
    }

    private static string Operation(Dictionary<string, byte[]> files) => OnnxModel.Read(new MemoryStream(files["model.onnx"])).Proto.Graph.Node[0].OpType;

    private static Node NodeOf(NodeProto proto) => new(Proto.Model([1], proto).Read(), proto, 0);

    private static Tensor Floats(params double[] values) => new(ElementType.Float, [values.Length], values);
}
