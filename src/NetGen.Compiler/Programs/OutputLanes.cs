using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>What follows the last layer's pre-activations in a batch, samples across lanes: outputs, loss, and the loss's gradient.</summary>
internal sealed class OutputLanes(NetworkPlan plan, Shapes shapes)
{
    /// <summary>The region of pre-activations, which the network's outputs replace.</summary>
    private readonly Region _z = PreActivations(plan);

    /// <summary>Nothing where outputs are pre-activations.</summary>
    public Phase Outputs => new("WriteOutputs", "The network's outputs.", kernel =>
    {
        if (Quantities.Output(plan) != Quantities.Z)
        {
            Groups.For(kernel, shapes, group => Units(kernel, group).Evaluate(
                new Evaluation(Quantities.Output(plan), (unit, value) => kernel.Add(new Store(shapes.Wide, Groups.At(plan, _z, unit.First, group), value)))));
        }
    }, Pass.WriteOutputs);

    public Phase LossGradient => new("LossGradient", $"{plan.Model.Loss} of each sample and its gradient.", EmitLoss, Pass.LossGradient);

    /// <summary>The region of scratch that has the outputs of a batch in the end.</summary>
    public static Region PreActivations(NetworkPlan plan) => plan.TurnsOutputs ? Region.TurnedOutputs : Region.PreActivations(plan.Output);

    private void EmitLoss(KernelBuilder kernel) => Groups.For(kernel, shapes, group =>
    {
        // Behind the last sample stand zeros.
        Value Present(Value value) => new Select(new LaneNumber(group) < new CountOf(Batch.Rows), value, 0);
        Region dz = plan.TurnsOutputs ? Region.TurnedOutputs : Region.Gradients(plan.Output);
        var loss = new Evaluation(Quantities.Loss(plan), (_, value) => kernel.Add(new Store(shapes.Wide, Region.Losses + group, Present(value))), Once: true);
        var gradient = new Evaluation(Quantities.OutputGradient(plan), (unit, value) => kernel.Add(new Store(shapes.Wide, Groups.At(plan, dz, unit.First, group), Present(value))));
        Units(kernel, group).Evaluate(loss, gradient);
    });

    private SampleUnits Units(KernelBuilder kernel, Index group) => new(kernel, shapes.Wide, plan.Model.OutputSize, plan.Lanes, (name, unit) =>
    {
        Region region = name == Quantities.T.Name ? Region.Targets : _z;
        return kernel.Let(shapes.Wide, region.Name.ToLowerInvariant(), new Load(Groups.At(plan, region, unit, group)));
    });
}
