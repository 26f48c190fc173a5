using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>The kernels of a block of samples: forward, and for training the loss and back.</summary>
internal sealed class BatchProgram(NetworkPlan plan, Shapes shapes)
{
    private readonly Dictionary<LayerKind, IBlockLayer> _kinds = plan.Layers.Select(layer => layer.Layer.Kind).Distinct()
        .ToDictionary(kind => kind, kind => plan.Batch == Form.Lanes ? kind.Lanes(plan, shapes)! : kind.Rows(plan, shapes));

    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace) =>
        Methods.Apart(new BatchProgram(plan, shapes).Phases(), workspace);

    private IEnumerable<Phase> Phases()
    {
        (Phase outputs, Phase loss) = Output();
        foreach (LayerPlan layer in plan.Computed)
            yield return Of(layer).Forward(layer);
        yield return outputs;
        if (!plan.Model.Training)
            yield break;
        yield return loss;
        foreach (Phase phase in plan.Batch == Form.Lanes ? AllBackThenGradients() : BackLayerByLayer())
            yield return phase;
    }

    /// <summary>What a layer's gradient needs is in the cache when the layer has just been gone back through.</summary>
    private IEnumerable<Phase> BackLayerByLayer() => plan.Layers.Reverse().SelectMany(layer =>
        Backward(layer).Concat(layer.Tensors.Count > 0 ? [Of(layer).Gradient(layer)] : []));

    private IEnumerable<Phase> Backward(LayerPlan layer) => plan.GoesBack(layer) ? [Of(layer).Backward(layer)] : [];

    /// <summary>All of a tiny network is in the cache, and short methods of one sort after another are as fast as can be.</summary>
    private IEnumerable<Phase> AllBackThenGradients() =>
        [.. plan.Layers.Where(plan.GoesBack).Reverse().Select(layer => Of(layer).Backward(layer)), .. plan.Layers.Select(layer => Of(layer).Gradient(layer))];

    private IBlockLayer Of(LayerPlan layer) => _kinds[layer.Layer.Kind];

    private (Phase Outputs, Phase Loss) Output()
    {
        if (plan.OutputsAcrossSamples)
        {
            var lanes = new OutputLanes(plan, shapes);
            return (lanes.Outputs, lanes.LossGradient);
        }

        var rows = new OutputRows(plan, shapes);
        return (rows.Outputs, rows.LossGradient);
    }
}
