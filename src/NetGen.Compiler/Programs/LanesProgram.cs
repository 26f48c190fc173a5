using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers.Dense;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>The kernels of a block of samples, samples across lanes: forward, and for training the loss and back.</summary>
internal static class LanesProgram
{
    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace)
    {
        var dense = new DenseLanes(plan, shapes);
        var output = new OutputLanes(plan, shapes);
        return Methods.Apart(
            [
                .. plan.Layers.Select(dense.Forward),
                output.Outputs,
                .. plan.Model.Training ? Training() : [],
            ],
            workspace);

        IEnumerable<Phase> Training() =>
            [output.Loss, output.LossGradient, .. plan.Layers.Skip(1).Reverse().Select(dense.Backward), .. plan.Layers.Select(dense.Gradient)];
    }
}
