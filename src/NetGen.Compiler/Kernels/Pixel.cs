namespace NetGen.Compiler.Kernels;

/// <summary>Where a pixel is in a picture. By its number it is a place of one line, as lines go on where the last one ends.</summary>
internal readonly record struct Pixel(Index Line, Index Place)
{
    /// <summary>Its distance from the first one.</summary>
    public Index In(ImageShape shape) => Line * shape.Line + Place * shape.Pixel;

    public static implicit operator Pixel(Index number) => new(0, number);
}
