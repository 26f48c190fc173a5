using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Plan;

/// <summary>A layer without parameters.</summary>
internal sealed record UntrainedPlan(int Index, Layer Layer, int PaddedOutputs, int RowStride) : LayerPlan(Index, Layer, PaddedOutputs, RowStride)
{
    public override IReadOnlyList<TensorPlan> Tensors => [];
}
