using NetGen.Compiler.Model;
using NetGen.Compiler.Plan;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Plan;

/// <summary>How networks run, which follows from their layers and sizes alone.</summary>
public sealed class NetworkPlanTests
{
    /// <summary>Whether training takes all of a batch at once, drops values, and goes forward through kernels of its own; and how few samples it takes.</summary>
    [Theory]
    [InlineData("2-3-2", false, false, false, 1)]
    [InlineData("16-32-bn:relu-10", true, false, false, 2)]
    [InlineData("16-32-do20-4", false, true, true, 1)]
    [InlineData("16-32-bn:relu-do20-4", true, true, false, 2)]
    [InlineData("1x8x8-4c3:relu-mp2-3", false, false, true, 1)]
    [InlineData("50x6-8gru-3:softmax", false, false, true, 1)]
    [InlineData("6-8gru-3", false, false, false, 1)]
    public void Training_TakesWhatLayersNeed(string architecture, bool wholeBatch, bool drops, bool apart, int fewest)
    {
        NetworkPlan plan = Of(architecture), untrained = Of(architecture, training: false);

        Assert.Equal((wholeBatch, drops, apart, fewest), (plan.NeedsWholeBatch, plan.Drops, plan.TrainsApart, plan.FewestSamples));
        Assert.False(untrained.NeedsWholeBatch || untrained.Drops || untrained.TrainsApart || untrained.TrainsOneSample);
    }

    /// <summary>What is left of layers where nothing is trained: dropout gives what it takes, statistics are folded into the weights before, windows into the convolution; outputs stay.</summary>
    [Theory]
    [InlineData("2-3-2", true, "0 1")]
    [InlineData("16-32-do20-4", false, "0 0 2")]
    [InlineData("16-32-bn:relu-10", false, "1 1 2")]
    [InlineData("16-32-bn", false, "1 1")]
    [InlineData("16-32:relu-bn-10", false, "0 1 2")]
    [InlineData("1x8x8-4c3-bn:relu-mp2-do20-3", false, "1 2 2 2 4")]
    [InlineData("1x8-4c3:relu-mp6", true, "0 1")]
    [InlineData("1x8x8-4c1:relu-gap-3", false, "1 1 2")]
    [InlineData("1x8x8-4c1:relu-gap", true, "0 1")]
    [InlineData("1x8x8-4c1:tanh-gap-3", true, "0 1 2")]
    [InlineData("1x8x8-4c1:relu-ap7-3", true, "0 1 2")]
    [InlineData("1x8x8-4c1:relu-mp8-3", true, "0 1 2")]
    [InlineData("16-32-do20", false, "0 1")]
    [InlineData("50x6-8gru-3:softmax", false, "0 1")]
    public void Inference_IsThePlanItself_UnlessTrainingComputesOtherwise(string architecture, bool isItself, string holders)
    {
        NetworkPlan plan = Of(architecture);

        Assert.Equal(isItself, ReferenceEquals(plan, plan.Inference));
        Assert.Equal(isItself, plan.Inference.Model.Training);
        Assert.Equal(holders, string.Join(" ", plan.Inference.Layers.Select(layer => layer.Holder)));
        Assert.Equal(plan.Inference.Layers.Count(layer => layer.Holder == layer.Index), plan.Inference.Computed.Count());
    }

    /// <summary>Where nothing is trained, a convolution leaves the zeros around its picture that the next one wants; but not where it writes pre-activations first, or channels of groups, or others take it.</summary>
    [Theory]
    [InlineData("1x8x8-16c3:relu-16c3p1:relu-3", "1 1 1 1, -, -")]
    [InlineData("1x8x8-16c3p1:relu-16c3p1g16:relu-3", "1 1 1 1, -, -")]
    [InlineData("1x8x8-16c3:relu-mp2-16c3p1:relu-3", "-, 1 1 1 1, -, -")]
    [InlineData("1x8x8-16c3-bn:relu-16c3p1:relu-3", "-, 1 1 1 1, -, -")]
    [InlineData("2x9-8c3:relu-8c4same:relu-3", "0 0 1 2, -, -")]
    [InlineData("2x9-8c3:relu-8c3causal:relu-3", "0 0 2 0, -, -")]
    [InlineData("1x8x8-16c3:tanh-16c3p1:relu-3", "-, -, -")]
    [InlineData("2x8x8-16c3g2:relu-16c3p1:relu-3", "-, -, -")]
    [InlineData("1x8x8-mp2-16c3p1:relu-3", "-, -, -")]
    [InlineData("1x8x8-16c3:relu-16c3:relu-3", "-, -, -")]
    public void Frames_AreWhereTheNextConvolutionWantsThem(string architecture, string frames)
    {
        NetworkPlan plan = Of(architecture);

        Assert.All(plan.Layers, layer => Assert.Null(layer.Frame));
        Assert.Equal(frames, string.Join(", ", plan.Inference.Layers.Select(layer => layer.Frame is { } frame ? $"{frame.Above} {frame.Below} {frame.Left} {frame.Right}" : "-")));
    }

    /// <summary>What somebody else takes has no zeros around it, and no layer of what goes on behind.</summary>
    [Fact]
    public void Frames_AreNotWhereOthersTakeTheSame()
    {
        NetworkModel model = Declared.Graph("""{ "input": "1x8x8", "layers": [{ "kind": "conv", "channels": 8, "kernel": 3, "padding": 1, "name": "a" }, { "kind": "conv", "channels": 8, "kernel": 3, "padding": 1 }, { "add": "a" }] }""");

        Assert.All(Planner.Plan(model).Inference.Layers, layer => Assert.Null(layer.Frame));
    }

    /// <summary>Few units lie with samples across lanes, many in rows, of which a softmax over few is turned.</summary>
    [Theory]
    [InlineData("2-3-2", nameof(Form.Lanes), true, false, 1)]
    [InlineData("64-64-10:softmax", nameof(Form.Rows), true, true, 8)]
    [InlineData("64-64-64:softmax", nameof(Form.Rows), false, false, 8)]
    public void Outputs_LieAsTheyAreSummed(string architecture, string form, bool across, bool turns, int tileRows)
    {
        NetworkPlan plan = Of(architecture);
        Assert.Equal((form, across, turns, tileRows), (plan.Batch.ToString(), plan.OutputsAcrossSamples, plan.TurnsOutputs, plan.TileRows));
        Assert.Equal(plan.Batch == Form.Rows, plan.BatchReadsTransposed);
        Assert.InRange(plan.SampleStride, plan.BlockRows, plan.BlockRows + plan.Lanes - 1);
    }

    [Theory]
    [InlineData("2-3-2", true)]
    [InlineData("16-32-bn:relu-10", false)]
    [InlineData("1x8x8-4c3-3", false)]
    [InlineData("4-6-ln-3", false)]
    public void OneSample_HasKernelsOfItsOwn_WhereEveryLayerHas(string architecture, bool has) => Assert.Equal(has, Of(architecture).TrainsOneSample);

    [Theory]
    [InlineData("2-3-2", false)]
    [InlineData("784-512-512-10:softmax", true)]
    public void OneSample_IsLong_WhereItsWeightsAreMany(string architecture, bool isLong) => Assert.Equal(isLong, Of(architecture).IsLongForOneSample);

    /// <summary>Streams of convolutions run many steps through each layer; recurrent layers need the step before.</summary>
    [Theory]
    [InlineData("1-6c3causal-6c3causald2-1", Tuning.StepsAtOnce)]
    [InlineData("1-6c3causal-4gru-1", 0)]
    [InlineData("1-4gru-1", 0)]
    [InlineData("2-3-2", 0)]
    public void Streams_RunAsManyStepsAtOnceAsTheirLayersAllow(string architecture, int steps)
    {
        NetworkPlan plan = Of(architecture);

        Assert.Equal(steps, plan.StepsAtOnce);
        Assert.Equal(steps == 0, ReferenceEquals(plan, plan.OfStream));
        if (steps > 0)
            Assert.Equal((Form.Rows, steps, false), (plan.OfSteps.Batch, plan.OfSteps.BlockRows, plan.OfSteps.Model.Training));
    }

    /// <summary>Training goes back to the first layer with parameters, and no further.</summary>
    [Theory]
    [InlineData("2-3-2", "false true")]
    [InlineData("1x8x8-mp2-4c3-3", "false false true")]
    [InlineData("1x8x8-4c3-mp2-3", "false true true")]
    public void Training_GoesBackToTheFirstParameters(string architecture, string back)
    {
        NetworkPlan plan = Of(architecture);
        Assert.Equal(back, string.Join(" ", plan.Layers.Select(layer => plan.GoesBack(layer) ? "true" : "false")));
    }

    private static NetworkPlan Of(string architecture, bool training = true) =>
        Planner.Plan(Declared.Model(new NetworkDeclaration { Architecture = architecture, Training = training }));
}
