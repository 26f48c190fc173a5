using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>The kernels of a stream: of one step, and of a block of steps where there are such, in the memory of its state.</summary>
internal sealed class StreamProgram
{
    /// <param name="plan">What runs where nothing is trained.</param>
    /// <param name="ofStep">For one step.</param>
    /// <param name="ofSteps">For a block of them.</param>
    public StreamProgram(NetworkPlan plan, IReadOnlyList<Shapes> ofStep, IReadOnlyList<Shapes> ofSteps)
    {
        Workspace declared = Workspace.ForState(plan);
        (Shapes, IReadOnlyList<Kernel> Kernels)[] step = [.. ofStep.Select(shapes => (shapes, SampleProgram.Forward(plan.OfStream, shapes, declared)))];
        (Shapes, IReadOnlyList<Kernel> Kernels)[] steps = [.. plan.StepsAtOnce == 0 ? [] : ofSteps.Select(shapes => (shapes, Kernels(plan.OfSteps, shapes, declared)))];
        State = declared.Of([.. step.Concat(steps).Select(program => program.Kernels)], []);
        Step = new PlacedKernels(State, step);
        Steps = new PlacedKernels(State, steps);
    }

    /// <summary>The same for all vectors.</summary>
    public Workspace State { get; }

    /// <summary>One step, x to y.</summary>
    public PlacedKernels Step { get; }

    /// <summary>A block of steps: layer after layer over all of them, x to y.</summary>
    public PlacedKernels Steps { get; }

    private static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace)
    {
        Dictionary<LayerKind, IBlockLayer> kinds = plan.Layers.Select(layer => layer.Layer.Kind).Distinct().ToDictionary(kind => kind, kind => kind.Rows(plan, shapes));
        return Methods.Apart([.. plan.Computed.Select(layer => kinds[layer.Layer.Kind].Forward(layer)), new OutputRows(plan, shapes).Outputs], workspace);
    }
}
