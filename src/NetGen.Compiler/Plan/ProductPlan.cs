using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Plan;

/// <summary>
/// A layer of sums Σ w x + b: how its weights lie in the parameter block and how the sums run. Weights stand as panels of
/// <see cref="PanelWidth"/> outputs, each panel [steps][width], so that one pass over a panel reads memory in order.
/// </summary>
/// <param name="Steps">Products of a sum, as they lie in memory: rows of a panel.</param>
/// <param name="PanelWidth">Outputs in a panel; the last panel of a layer may be narrower.</param>
/// <param name="Splits">Into how many partial sums the sum over inputs is split; partial p covers steps [pK/s, (p+1)K/s).</param>
/// <param name="WeightOffset">Where the panels start in the block.</param>
/// <param name="BiasOffset">Where the padded bias starts in the block.</param>
/// <param name="Transposed">The copy that the gradient by the layer's inputs reads, or null for the first layer and without training.</param>
internal sealed record ProductPlan(
    int Index,
    Layer Layer,
    int PaddedOutputs,
    int RowStride,
    int Steps,
    int PanelWidth,
    int Splits,
    int WeightOffset,
    int BiasOffset,
    TransposedPlan? Transposed)
    : LayerPlan(Index, Layer, PaddedOutputs, RowStride)
{
    public IReadOnlyList<Panel> Panels => Panel.Of(PaddedChannels, PanelWidth);

    /// <summary>Channels that the inputs of a sum have, with padding, where they lie in memory as pixels do and in files channel by channel; else 1 of 1.</summary>
    public (int Count, int Padded) InputChannels { get; init; } = (1, 1);

    public override IReadOnlyList<TensorPlan> Tensors =>
    [
        new(Layer.Tensors[0], WeightOffset, PanelWidth, PaddedChannels, Steps, Transposed) { Channels = InputChannels },
        new(Layer.Tensors[1], BiasOffset, PanelWidth, PaddedChannels, 1),
    ];
}
