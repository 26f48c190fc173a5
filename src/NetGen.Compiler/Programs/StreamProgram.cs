using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>The kernels of a block of steps of one stream: layer after layer over all of them, x to y.</summary>
internal static class StreamProgram
{
    /// <param name="plan">That of a block of steps.</param>
    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace)
    {
        Dictionary<LayerKind, IBlockLayer> kinds = plan.Layers.Select(layer => layer.Layer.Kind).Distinct().ToDictionary(kind => kind, kind => kind.Rows(plan, shapes));
        return Methods.Apart([.. plan.Computed.Select(layer => kinds[layer.Layer.Kind].Forward(layer)), new OutputRows(plan, shapes).Outputs], workspace);
    }
}
