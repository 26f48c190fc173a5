namespace NetGen.Compiler.Plan;

/// <summary>A layer's weights once more as [outputs][inputs], in panels of the width that the layer before has for its outputs.</summary>
internal sealed record TransposedPlan(int Offset, int PanelWidth, int PaddedInputs)
{
    public IReadOnlyList<Panel> Panels => Panel.Of(PaddedInputs, PanelWidth);
}
