namespace NetGen.Compiler.Plan;

/// <summary>
/// A layer's weights once more as [outputs][inputs], in panels of the width that the layer before has for its outputs. Those of a
/// kernel of several taps are a matrix for each, the last tap first.
/// </summary>
internal sealed record TransposedPlan(int Offset, int PanelWidth, int PaddedInputs, int Taps = 1)
{
    public IReadOnlyList<Panel> Panels => Panel.Of(PaddedInputs, PanelWidth);
}
