namespace NetGen.Compiler.Layers;

/// <summary>How a window moves along one axis of a picture.</summary>
/// <param name="Size">Places of the window.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Before">Zeros in front of the picture.</param>
/// <param name="After">Zeros behind it.</param>
/// <param name="Dilation">From one place of a window to the next.</param>
internal sealed record Axis(int Size, int Stride = 1, int Before = 0, int After = 0, int Dilation = 1)
{
    /// <summary>From the first place of a window to the last.</summary>
    public int Reach => Dilation * (Size - 1);

    /// <summary>How many windows fit, by the floor rule; none or fewer where not even one does.</summary>
    public int Windows(int length) => length + Before + After <= Reach ? 0 : ((length + Before + After - Reach - 1) / Stride) + 1;

    /// <summary>Whether windows of neighbours that do not overlap leave nothing out.</summary>
    public bool SeesAll(int length) => Size == length || Stride == Size && length % Size == 0;
}
