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
    private readonly int _paddedGroup;

    /// <summary>Groups of outputs with their own inputs each, which are products of their own, one after the other.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Outputs of a group, rounded up to whole vectors; where there is one group, channels of a pixel.</summary>
    public int PaddedGroup
    {
        get => Groups == 1 ? PaddedChannels : _paddedGroup;
        init => _paddedGroup = value;
    }

    /// <summary>The panels of a group.</summary>
    public IReadOnlyList<Panel> Panels => Panel.Of(PaddedGroup, PanelWidth);

    /// <summary>Channels that the inputs of a sum have, with padding, where they lie in memory as pixels do and in files channel by channel; else 1 of 1.</summary>
    public (int Count, int Padded) InputChannels { get; init; } = (1, 1);

    public override IReadOnlyList<TensorPlan> Tensors =>
    [
        new(Layer.Tensors[0], WeightOffset, PanelWidth, Groups * PaddedGroup, Steps, Transposed) { Channels = InputChannels, Groups = Groups },
        new(Layer.Tensors[1], BiasOffset, PanelWidth, Groups * PaddedGroup, 1) { Groups = Groups },
    ];
}
