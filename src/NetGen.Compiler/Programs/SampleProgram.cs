using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>The kernels of one sample, units across lanes.</summary>
internal static class SampleProgram
{
    /// <summary>x to y, in scratch of which there is only what they use: one sample has so little to do that even clearing memory would show.</summary>
    public static PlacedKernels Forward(NetworkPlan plan, Shapes shapes)
    {
        Workspace declared = Workspace.ForSample(plan, training: false);
        IReadOnlyList<Kernel> kernels = Forward(plan, shapes, declared);
        return new(declared.Of([kernels], []), [(shapes, kernels)]);
    }

    /// <summary>One SGD step for each kind of vectors: x and the target row T to the loss in Losses, the parameters moved by <c>rate</c> times the gradient.</summary>
    public static PlacedKernels Training(NetworkPlan plan, IReadOnlyList<Shapes> shapes)
    {
        Workspace declared = Workspace.ForSample(plan, training: true);
        (Shapes, IReadOnlyList<Kernel> Kernels)[] all = [.. shapes.Select(shapes => (shapes, Training(plan, shapes, declared)))];
        return new(declared.Of([], [.. all.Select(one => one.Kernels)]), all);
    }

    /// <summary>x to y. Layers that go through a block sample by sample have the kernels of a block, which is one of one sample.</summary>
    public static IReadOnlyList<Kernel> Forward(NetworkPlan plan, Shapes shapes, Workspace workspace) =>
        Methods.Group(plan, "Layers", "One sample through every layer.", together => Forward(plan, Kinds(plan, shapes, together, new Held(shapes, together, trains: false))), workspace);

    private static IReadOnlyList<Kernel> Training(NetworkPlan plan, Shapes shapes, Workspace workspace) =>
        Methods.Group(plan, "Step", "One sample.", together => Training(plan, shapes, together), workspace);

    private static Dictionary<LayerKind, ISampleLayer> Kinds(NetworkPlan plan, Shapes shapes, bool together, Held held) =>
        plan.Layers.Select(layer => layer.Layer.Kind).Distinct().ToDictionary(kind => kind, kind => kind.Sample(plan, shapes, together, held));

    private static IEnumerable<Phase> Forward(NetworkPlan plan, Dictionary<LayerKind, ISampleLayer> kinds) =>
    [
        .. plan.Computed.Select(layer => plan.IsLongForOneSample && kinds[layer.Layer.Kind] is IRowByRowLayer ofBlocks
            ? ofBlocks.Forward(layer)
            : new Phase("Layer" + layer.Index, layer.Summary, kernel => kinds[layer.Layer.Kind].Forward(kernel, layer))),
        new Phase("WriteOutputs", "The network's outputs.", kernel => OutputRows.Write(kernel, plan, kinds[plan.Output.Layer.Kind].Output(kernel), Region.PreActivations(plan.Output), Region.Outputs)),
    ];

    private static IEnumerable<Phase> Training(NetworkPlan plan, Shapes shapes, bool together)
    {
        var held = new Held(shapes, together, trains: true);
        Dictionary<LayerKind, ISampleLayer> kinds = Kinds(plan, shapes, together, held);
        ISampleTraining Of(LayerPlan layer) => (ISampleTraining)kinds[layer.Layer.Kind];
        foreach (LayerPlan layer in plan.Layers)
            yield return new Phase("TrainLayer" + layer.Index, layer.Summary, kernel => Of(layer).Forward(kernel, layer));
        yield return new Phase("Loss", $"{plan.Model.Loss} and its gradient.", kernel => Loss(kernel, plan, Of(plan.Output).Output(kernel), held));

        // What the next sample needs first moves first, where no layer's parameters leave the first cache meanwhile.
        LayerPlan[] back = [.. plan.Layers.Reverse()];
        IEnumerable<Phase?> phases = together && plan.SampleReadsTransposed ? back.Select(Back).Concat(plan.Layers.Select(Update)) : back.SelectMany(layer => new[] { Back(layer), Update(layer) });
        foreach (Phase phase in phases.OfType<Phase>())
            yield return phase;

        Phase? Back(LayerPlan layer) => Of(layer).Back(layer);
        Phase Update(LayerPlan layer) => Of(layer).Update(layer);
    }

    private static void Loss(KernelBuilder kernel, NetworkPlan plan, Units row, Held held) => row.Evaluate(
        new Evaluation(Quantities.OutputGradient(plan), (vector, value) => held.Store(kernel, Region.Gradients(plan.Output), "dz" + plan.Output.Index, vector, value)),
        new Evaluation(Quantities.Loss(plan), (vector, value) => kernel.Add(new StoreFirst(vector.Flavour, Region.Losses, value)), Once: true));
}
