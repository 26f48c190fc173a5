using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.LayerNorm;

/// <summary>A layer normalisation: weight and bias lie in the parameter block as a row of its outputs does, one behind the other.</summary>
/// <param name="Offset">Where the weight starts.</param>
internal sealed record LayerNormPlan(int Index, Layer Layer, int PaddedOutputs, int RowStride, int Offset) : LayerPlan(Index, Layer, PaddedOutputs, RowStride)
{
    public override IReadOnlyList<TensorPlan> Tensors => [Of(Layer.Tensors[0], Offset), Of(Layer.Tensors[1], Offset + PixelsLength)];

    private TensorPlan Of(Tensor tensor, int offset) => new(tensor, offset, PaddedChannels, PaddedChannels, Pixels);
}
