using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>The kernels of a block of samples: forward, and for training the loss and back.</summary>
internal sealed class BatchProgram(NetworkPlan plan, Shapes shapes)
{
    private readonly Dictionary<LayerKind, IBlockLayer> _kinds = Kinds(plan, shapes);

    /// <summary>For each kind of vectors, in scratch that is the same for all.</summary>
    public static PlacedKernels Of(NetworkPlan plan, IReadOnlyList<Shapes> shapes)
    {
        Workspace declared = Workspace.ForBatch(plan);
        (Shapes, IReadOnlyList<Kernel> Kernels)[] all = [.. shapes.Select(shapes => (shapes, Methods.Apart(new BatchProgram(plan, shapes).Phases(), declared)))];
        return new(declared.Of([.. all.Select(one => Run(one.Kernels, Pass.Forward, Pass.WriteOutputs))], [.. all.SelectMany(one => Training(one.Kernels))]), all);
    }

    /// <summary>What the library runs for a block to know its loss, and to train on it, where it may ask for the outputs in the end.</summary>
    private static IEnumerable<IReadOnlyList<Kernel>> Training(IReadOnlyList<Kernel> kernels) =>
    [
        Run(kernels, Pass.Forward, Pass.LossGradient),
        Run(kernels, kernels.Any(kernel => kernel.Pass == Pass.TrainForward) ? Pass.TrainForward : Pass.Forward, Pass.LossGradient, Pass.Back, Pass.WriteOutputs),
    ];

    private static IReadOnlyList<Kernel> Run(IReadOnlyList<Kernel> kernels, params Pass[] passes) => [.. passes.SelectMany(pass => kernels.Where(kernel => kernel.Pass == pass))];

    private IEnumerable<Phase> Phases()
    {
        (Phase outputs, Phase loss) = Output();
        NetworkPlan inference = plan.Inference;
        Dictionary<LayerKind, IBlockLayer> kinds = Kinds(inference, shapes);
        foreach (LayerPlan layer in inference.Computed)
            yield return kinds[layer.Layer.Kind].Forward(layer);
        yield return outputs;
        if (!plan.Model.Training)
            yield break;
        yield return loss;
        foreach (LayerPlan layer in (plan.Drops || plan.TrainsApart) && !plan.NeedsWholeBatch ? plan.Computed : [])
            yield return InTraining(Of(layer).Forward(layer));
        foreach (Phase phase in plan.NeedsWholeBatch ? InStages() : plan.Batch == Form.Lanes ? AllBackThenGradients() : BackLayerByLayer())
            yield return phase;
    }

    private IEnumerable<Phase> BackLayerByLayer() => plan.Layers.Reverse().SelectMany(BackAndGradient);

    /// <summary>What a layer's gradient needs is in the cache when the layer has just been gone back through.</summary>
    private Phase[] BackAndGradient(LayerPlan layer) => [.. Backward(layer), .. layer.Tensors.Count > 0 ? [Of(layer).Gradient(layer)] : Array.Empty<Phase>()];

    private IEnumerable<Phase> Backward(LayerPlan layer) => plan.GoesBack(layer) ? [Of(layer).Backward(layer)] : [];

    /// <summary>All of a tiny network is in the cache, and short methods of one sort after another are as fast as can be.</summary>
    private IEnumerable<Phase> AllBackThenGradients() =>
        [.. plan.Layers.Where(plan.GoesBack).Reverse().Select(layer => Of(layer).Backward(layer)), .. plan.Layers.Select(layer => Of(layer).Gradient(layer))];

    /// <summary>Forward and back where training needs whole batches.</summary>
    private IEnumerable<Phase> InStages() =>
    [
        .. Staged(plan.Computed.Select(layer => Steps(layer, whole => whole.TrainForward(layer), () => [Of(layer).Forward(layer)])))
            .Select(InTraining),
        .. Staged(plan.Layers.Reverse().Select(layer => Steps(layer, whole => whole.TrainBack(layer), () => BackAndGradient(layer)))),
    ];

    private static Phase InTraining(Phase phase) => phase with { Name = "Train" + phase.Name, Pass = Pass.TrainForward };

    /// <summary>What a layer does to a block before all blocks must have come so far; then the next.</summary>
    private IEnumerable<Phase[]> Steps(LayerPlan layer, Func<IWholeBatchLayer, IEnumerable<Phase>> waiting, Func<Phase[]> other) =>
        Of(layer) is IWholeBatchLayer whole ? waiting(whole).Select(phase => new[] { phase }) : [other()];

    private static IEnumerable<Phase> Staged(IEnumerable<IEnumerable<Phase[]>> layers)
    {
        int stage = 0;
        foreach (Phase[][] steps in layers.Select(layer => layer.ToArray()))
        {
            for (int step = 0; step < steps.Length; step++)
            {
                if (step > 0)
                    stage++;
                foreach (Phase phase in steps[step])
                    yield return phase with { Stage = stage };
            }
        }
    }

    private static Dictionary<LayerKind, IBlockLayer> Kinds(NetworkPlan plan, Shapes shapes) => plan.Layers.Select(layer => layer.Layer.Kind).Distinct()
        .ToDictionary(kind => kind, kind => plan.Batch == Form.Lanes ? kind.Lanes(plan, shapes)! : kind.Rows(plan, shapes));

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
