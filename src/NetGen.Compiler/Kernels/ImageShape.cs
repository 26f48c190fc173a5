using NetGen.Compiler.Layers;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>How a picture of one sample lies in memory.</summary>
/// <param name="Channel">From one channel of a pixel to the next.</param>
/// <param name="Pixel">From one pixel of a line to the next.</param>
/// <param name="Line">From one line to the next.</param>
/// <param name="Length">All of it.</param>
internal sealed record ImageShape(int Channel, int Pixel, int Line, int Length)
{
    /// <summary>Channel after channel, as inputs of networks lie.</summary>
    public static ImageShape Planes(int channels, int height, int width) => new(height * width, 1, width, channels * height * width);

    /// <summary>Pixel after pixel, as layers hand pictures on.</summary>
    public static ImageShape Pixels(int paddedChannels, int height, int width) => new(1, paddedChannels, width * paddedChannels, height * width * paddedChannels);

    /// <summary>What a layer gives, with the zeros around it.</summary>
    public static ImageShape Of(LayerPlan layer)
    {
        Picture framed = Picture.Of(layer.Layer.Output).Within(layer.Frame);
        return Pixels(layer.PaddedChannels, framed.Height, framed.Width);
    }

    /// <summary>From the first of the zeros to the first pixel of what they are around.</summary>
    public int Inside(Frame? frame) => frame is null ? 0 : frame.Above * Line + frame.Left * Pixel;
}

/// <summary>A picture in memory.</summary>
internal sealed record Image(Pointer At, ImageShape Shape);
