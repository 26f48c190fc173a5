using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers.Dense;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>The kernels of a block of samples, units across lanes: forward, and for training the loss and back.</summary>
internal static class RowsProgram
{
    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace)
    {
        var dense = new DenseRows(plan, shapes);
        (Phase outputs, Phase[] loss) = Output(plan, shapes);
        return Methods.Apart([.. plan.Layers.Select(dense.Forward), outputs, .. plan.Model.Training ? [.. loss, .. plan.Layers.Reverse().SelectMany(Back)] : Array.Empty<Phase>()], workspace);

        IEnumerable<Phase> Back(LayerPlan layer) => layer.Index > 0 ? [dense.Backward(layer), dense.Gradient(layer)] : [dense.Gradient(layer)];
    }

    private static (Phase Outputs, Phase[] Loss) Output(NetworkPlan plan, Shapes shapes)
    {
        if (plan.OutputsAcrossSamples)
        {
            var lanes = new OutputLanes(plan, shapes);
            return (lanes.Outputs, [lanes.Loss, lanes.LossGradient]);
        }

        var rows = new OutputRows(plan, shapes);
        return (rows.Outputs, [rows.Loss, rows.LossGradient]);
    }
}
