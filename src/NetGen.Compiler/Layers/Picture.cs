namespace NetGen.Compiler.Layers;

/// <summary>A shape seen as channels of lines of pixels: a signal of channels × length has one line, and with more dimensions lines follow lines.</summary>
internal readonly record struct Picture(int Channels, int Height, int Width)
{
    /// <summary>A shape as a picture; features are channels of one pixel.</summary>
    public static Picture Of(Shape shape)
    {
        EquatableArray<int> sizes = shape.Dimensions;
        int width = sizes.Count > 1 ? sizes[sizes.Count - 1] : 1;
        return new(sizes[0], shape.Size / sizes[0] / width, width);
    }

    public int Pixels => Height * Width;

    /// <summary>With zeros around it, where there are any.</summary>
    public Picture Within(Frame? frame) => frame is null ? this : this with { Height = frame.Above + Height + frame.Below, Width = frame.Left + Width + frame.Right };

    /// <summary>The shape of so many channels of this height and width, with as many dimensions as another.</summary>
    public Shape Like(Shape shape) => shape.Dimensions.Count == 2 ? Shape.Of(Channels, Width) : Shape.Of(Channels, Height, Width);
}
