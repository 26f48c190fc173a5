namespace NetGen.Onnx.Layers;

/// <summary>How a window moves along one axis.</summary>
/// <param name="Length">What it moves over.</param>
/// <param name="Size">Places of the window.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Before">Places in front of the axis.</param>
/// <param name="After">Places behind it.</param>
/// <param name="Dilation">From one place of a window to the next.</param>
internal sealed record Window(int Length, int Size, int Stride = 1, int Before = 0, int After = 0, int Dilation = 1)
{
    /// <summary>From the first place of a window to the last.</summary>
    public int Reach => Dilation * (Size - 1);

    /// <summary>How many windows fit.</summary>
    public int Count => Length + Before + After <= Reach ? 0 : ((Length + Before + After - Reach - 1) / Stride) + 1;

    /// <summary>Whether places are counted that are not there.</summary>
    public bool IsPadded => Before > 0 || After > 0;
}
