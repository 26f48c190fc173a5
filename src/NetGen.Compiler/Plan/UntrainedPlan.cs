using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Plan;

/// <summary>A layer without parameters.</summary>
internal sealed record UntrainedPlan(int Index, Layer Layer, int PaddedOutputs, int RowStride) : LayerPlan(Index, Layer, PaddedOutputs, RowStride)
{
    /// <summary>A layer that gives a row of pixels, or of features, which is one pixel.</summary>
    public static UntrainedPlan OfPixels(int index, Layer layer, int lanes)
    {
        Picture to = Picture.Of(layer.Output);
        (int channels, int outputs) = RowShape.OfPixels(to.Pixels, to.Channels, lanes);
        return new(index, layer, outputs, RowShape.Stride(outputs, lanes)) { Pixels = to.Pixels, PaddedChannels = channels };
    }

    /// <summary>Where its buffers lie, one behind the other, each a number for every channel with padding.</summary>
    public int BuffersOffset { get; init; }

    public override IReadOnlyList<TensorPlan> Tensors => [];

    public override IReadOnlyList<TensorPlan> Buffers =>
        [.. Layer.Buffers.Select((buffer, place) => new TensorPlan(buffer, BuffersOffset + place * PaddedChannels, PaddedChannels, PaddedChannels, 1))];
}
