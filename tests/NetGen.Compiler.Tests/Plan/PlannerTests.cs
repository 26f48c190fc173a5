using NetGen.Compiler.Plan;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Plan;

/// <summary>Where things lie in the parameter block, and in which form networks run.</summary>
public sealed class PlannerTests
{
    public static TheoryData<string, string> Architectures =>
        new MatrixTheoryData<string, string>(
            [
                "2-3-2", "784-512-512-10:softmax", "33-70-9-1", "1x28x28-6c5p2:relu-mp2-16c5:relu-mp2-120:relu-10:softmax", "4x128-8c3g2:tanh-8c3g8-gap-3",
                "16-32-bn:relu-10", "16-ln:relu-do20-4", "1x8x8-4c3-bn:relu-ap2-3", "50x6-32gru-8lstm-3:softmax", "9x5-7rnn", "6-32gru-3",
            ],
            ["single", "double"]);

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Block_HoldsEveryTensorOnWholeVectors_AndNoElementTwice(string architecture, string precision)
    {
        NetworkPlan plan = Plan(architecture, precision);
        List<(int First, int End)> trained = [.. plan.Tensors.Select(tensor => (tensor.Offset, tensor.Offset + tensor.Length))];
        List<(int First, int End)> others =
        [
            .. plan.Buffers.Select(tensor => (tensor.Offset, tensor.Offset + tensor.Length)),
            .. plan.Tensors.Where(tensor => tensor.Transposed is not null).Select(tensor => (tensor.Transposed!.Offset, tensor.Transposed.Offset + tensor.CopyLength)),
            .. plan.Layers.SelectMany(layer => layer.Notes).Select(note => (note.Offset, note.Offset + note.Length)),
        ];

        Assert.All(trained, stretch => Assert.InRange(stretch.End, stretch.First, plan.TrainableLength));
        Assert.All(others, stretch => Assert.InRange(stretch.First, plan.TrainableLength, stretch.End));
        List<(int First, int End)> all = [.. trained, .. others];
        all.Sort();
        // A quarter of the virtual lanes is the narrowest vector that rows are padded to.
        Assert.All(all, stretch => Assert.True(stretch.First % (plan.Lanes / 4) == 0 && stretch.End <= plan.BlockLength, $"{stretch} of {plan.BlockLength}"));
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.First, $"{pair.First} reaches into {pair.Second}"));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Tensors_AreThoseOfTheModel_InItsOrder(string architecture, string precision)
    {
        NetworkPlan plan = Plan(architecture, precision);

        Assert.Equal(
            plan.Model.Nodes.SelectMany(node => node.Layer.Tensors).Select(tensor => (tensor.Name, tensor.Shape.Size)),
            plan.Tensors.Select(tensor => (tensor.Tensor.Name, tensor.Tensor.Shape.Size)));
        Assert.All(plan.Tensors, tensor => Assert.InRange(tensor.Tensor.Shape.Size, 1, tensor.Length));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Layers_TakeWhatLiesBeforeThem(string architecture, string precision) => Assert.All(Plan(architecture, precision).Layers, layer =>
    {
        Assert.All(layer.Sources, source => Assert.InRange(source, -1, layer.Index - 1));
        Assert.InRange(layer.PaddedOutputs, layer.Outputs, layer.RowStride);
    });

    /// <summary>Samples lie across lanes where every width is small, and units do elsewhere.</summary>
    [Theory]
    [InlineData("2-3-2", nameof(Form.Lanes))]
    [InlineData("32-32-32", nameof(Form.Lanes))]
    [InlineData("33-2-2", nameof(Form.Rows))]
    [InlineData("2-33-2", nameof(Form.Rows))]
    [InlineData("1x4x4-2c3-2", nameof(Form.Rows))]
    public void Form_FollowsFromWidths(string architecture, string form) => Assert.Equal(form, Plan(architecture, "single").Batch.ToString());

    [Theory]
    [InlineData("2-3-2", true)]
    [InlineData("784-512-512-10", false)]
    public void OneSample_ReadsTransposedCopies_WhileTheyStayInTheFirstCache(string architecture, bool reads) =>
        Assert.Equal(reads, Plan(architecture, "single").SampleReadsTransposed);

    private static NetworkPlan Plan(string architecture, string precision) =>
        Planner.Plan(Declared.Model(new NetworkDeclaration { Architecture = architecture, Precision = precision }));
}
