namespace NetGen.Compiler.Layers;

/// <summary>Zeros around a picture, in pixels.</summary>
internal sealed record Frame(int Above, int Below, int Left, int Right)
{
    /// <summary>A picture with them.</summary>
    public Picture Around(Picture picture) => picture with { Height = Above + picture.Height + Below, Width = Left + picture.Width + Right };
}
