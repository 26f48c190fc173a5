using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Tests.Folding;

/// <summary>ONNX's own tests of single nodes, with their inputs as constants: what an operator makes while a model is read is what ONNX says.</summary>
public sealed class NodeTests
{
    /// <summary>What training does, and what no model that is imported has.</summary>
    private static readonly string[] Refused =
    [
        "test_batchnorm_epsilon_training_mode", "test_batchnorm_example_training_mode", "test_training_dropout", "test_training_dropout_default", "test_training_dropout_default_mask",
        "test_training_dropout_mask", "test_training_dropout_zero_ratio", "test_training_dropout_zero_ratio_mask",
    ];

    /// <summary>Where the largest value is, which is a second result of theirs.</summary>
    private const string Places = "test_maxpool_with_argmax";

    /// <summary>Its expected values are written with so many.</summary>
    private const string FourDigits = "test_averagepool_2d_ceil_last_window_starts_on_pad";

    /// <summary>Those of many values, whose rounding in float is not that of the result.</summary>
    private static readonly string[] Sums = ["AveragePool", "BatchNormalization", "Conv", "Elu", "GRU", "Gemm", "LSTM", "LayerNormalization", "LogSoftmax", "RNN", "Selu"];

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
        if (Refused.Contains(name))
        {
            Assert.Throws<NotSupportedException>(() => Folds.Find(node.Operation)!(node, inputs, new Budget()));
            return;
        }

        Tensor[] results = [.. Folds.Find(node.Operation)!(node, inputs, new Budget()).Zip(node.Outputs).Where(result => result.Second.Length > 0).Select(result => result.First)];
        node.RequireAllRead();

        Tensor[] expected = [.. NodeCases.Tensors(files, "output")];
        Assert.Equal(name.StartsWith(Places, StringComparison.Ordinal) ? 1 : expected.Length, results.Length);
        foreach (var (wanted, result) in expected.Zip(results))
        {
            Assert.Equal(wanted.Type, result.Type);
            Assert.Equal(wanted.Shape, result.Shape);
            Assert.Equal(wanted.Values.Length, result.Values.Length);
            for (int i = 0; i < wanted.Values.Length; i++)
            {
                double tolerance = name == FourDigits ? 1e-4 : 1e-6 * (Sums.Contains(node.Operation) ? Math.Max(1, Math.Abs(wanted.Values[i])) : Math.Abs(wanted.Values[i]));
                Assert.True(wanted.Values[i].Equals(result.Values[i]) || Math.Abs(wanted.Values[i] - result.Values[i]) <= tolerance, $"{i}: expected {wanted.Values[i]}, found {result.Values[i]}");
            }
        }
    }

    [Fact]
    public void EveryFold_IsTested()
    {
        string[] here = ["Cast", "Celu", "ConstantOfShape", "Equal", "Floor", "Mish", "PRelu", "ReduceMax", "Swish", "Where"];
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
    public void Activations_ThatOnnxHasNoTestOf_AreWhatTheirFormulasSay()
    {
        Check(Proto.Node("Celu", "x", "y", ("alpha", 2f)), [Floats(-1, 3)], Floats((float)(2 * (Math.Exp(-0.5) - 1)), 3));
        Check(Proto.Node("PRelu", "x s", "y"), [Floats(-1, 3, -2), Floats(0.5, 0.25, -1)], Floats(-0.5, 3, 2));
        Check(Proto.Node("Mish", "x", "y"), [Floats(1, 0)], Floats((float)Math.Tanh(Math.Log(1 + Math.E)), 0));
        Check(Proto.Node("Swish", "x", "y", ("alpha", 2f)), [Floats(-1, 0)], Floats((float)(-1 / (1 + Math.Exp(2))), 0));
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

    [Fact]
    public void ReduceMax_IsTheLargestAlongItsAxes()
    {
        var rows = new Tensor(ElementType.Float, [2, 3], [-1, -5, -3, 4, 7, double.NegativeInfinity]);
        Check(Proto.Node("ReduceMax", "x axes", "y"), [rows, Tensor.OfInts(1)], new(ElementType.Float, [2, 1], [-1, 7]));
        Check(Proto.Node("ReduceMax", "x axes", "y", ("keepdims", 0)), [rows, Tensor.OfInts(0)], new(ElementType.Float, [3], [4, 7, -3]));
        Check(Proto.Node("ReduceMax", "x", "y", ("keepdims", 0)), [rows], new(ElementType.Float, [], [7]));
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
