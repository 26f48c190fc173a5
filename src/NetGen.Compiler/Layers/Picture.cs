namespace NetGen.Compiler.Layers;

/// <summary>A shape seen as channels of lines of pixels: a signal of channels × length has one line.</summary>
internal readonly record struct Picture(int Channels, int Height, int Width)
{
    /// <summary>A shape of two or three dimensions as a picture.</summary>
    public static Picture Of(Shape shape) => shape.Dimensions.Count switch
    {
        1 => new(shape.Dimensions[0], 1, 1),
        2 => new(shape.Dimensions[0], 1, shape.Dimensions[1]),
        _ => new(shape.Dimensions[0], shape.Dimensions[1], shape.Dimensions[2]),
    };

    public int Pixels => Height * Width;

    /// <summary>The shape of so many channels of this height and width, with as many dimensions as another.</summary>
    public Shape Like(Shape shape) => shape.Dimensions.Count == 2 ? Shape.Of(Channels, Width) : Shape.Of(Channels, Height, Width);
}
