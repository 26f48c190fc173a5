using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Plan;

/// <summary>
/// How one dense layer lies in the parameter block and how its sums run. Weights stand as panels of
/// <see cref="PanelWidth"/> outputs, each panel [inputs][width], so that one pass over a panel reads memory in order.
/// </summary>
/// <param name="Index">0 for the first layer after the input, as in the names of its tensors.</param>
/// <param name="PanelWidth">Outputs in a panel; the last panel of a layer may be narrower.</param>
/// <param name="PaddedOutputs">Outputs rounded up to whole vectors; the padding is always zero.</param>
/// <param name="RowStride">From one sample's row of units to the next, where a batch keeps rows: at least the padded outputs.</param>
/// <param name="Splits">Into how many partial sums the sum over inputs is split; partial p covers inputs [pK/s, (p+1)K/s).</param>
/// <param name="WeightOffset">Where the panels start in the block.</param>
/// <param name="BiasOffset">Where the padded bias starts in the block.</param>
/// <param name="Transposed">The copy that the gradient by the layer's inputs reads, or null for the first layer and without training.</param>
internal sealed record LayerPlan(
    int Index,
    Layer Layer,
    int PanelWidth,
    int PaddedOutputs,
    int RowStride,
    int Splits,
    int WeightOffset,
    int BiasOffset,
    TransposedPlan? Transposed)
{
    public int Inputs => Layer.Inputs;

    public int Outputs => Layer.Outputs;

    /// <summary>What the names of its tensors begin with.</summary>
    public string Name => $"layers.{Index}";

    /// <summary>In a line.</summary>
    public string Summary => $"{Name}: {Inputs} → {Outputs}, {Layer.Activation}.";

    public IReadOnlyList<Panel> Panels => Panel.Of(PaddedOutputs, PanelWidth);
}
