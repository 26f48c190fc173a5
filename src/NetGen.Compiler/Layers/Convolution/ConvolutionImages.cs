using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>The pictures that a convolution moves over, with zeros around them where its kernel reaches out.</summary>
internal static class ConvolutionImages
{
    /// <summary>Whether its inputs are not read where they lie: where there are zeros around them, or they lie channel after channel and channels are in vectors.</summary>
    /// <param name="before">The layer that they come from; null for the network's own inputs.</param>
    public static bool NeedsImage(ConvolutionLayer layer, LayerPlan? before) =>
        layer.Frame is not null && before?.Frame is null || layer.IsDepthwise && before is null;

    /// <summary>Its inputs with zeros around.</summary>
    /// <param name="before">The layer that they come from; null for the network's own inputs.</param>
    public static ImageShape Padded(ConvolutionLayer layer, LayerPlan plan, LayerPlan? before)
    {
        Picture framed = layer.From.Within(layer.Frame);
        return before is null && layer.IsDepthwise ? ImageShape.Pixels(plan.PaddedChannels, framed.Height, framed.Width) : ShapeOf(framed, before);
    }

    /// <summary>
    /// The gradient by its pre-activations, spread and surrounded with zeros so that a kernel turned round, moving over it from
    /// pixel to pixel, gives the gradient by its inputs.
    /// </summary>
    public static ImageShape Gradient(ConvolutionLayer layer, LayerPlan plan) =>
        ImageShape.Pixels(plan.PaddedChannels, layer.From.Height + layer.Lines.Reach, layer.From.Width + layer.Places.Reach);

    /// <summary>Makes the zeros around the inputs, which no sample overwrites.</summary>
    public static void Clear(KernelBuilder kernel, Flavour flavour, ConvolutionLayer layer, LayerPlan plan, LayerPlan? before)
    {
        if (NeedsImage(layer, before))
            kernel.Clear(flavour, Region.Image, Padded(layer, plan, before).Length);
    }

    /// <summary>Makes the zeros around and between the gradient.</summary>
    public static void ClearGradient(KernelBuilder kernel, Flavour flavour, ConvolutionLayer layer, LayerPlan plan) =>
        kernel.Clear(flavour, Region.GradientImage, Gradient(layer, plan).Length);

    /// <summary>A sample's inputs as the kernel moves over them.</summary>
    /// <param name="at">Where the sample's row is.</param>
    public static Image Input(KernelBuilder kernel, ConvolutionLayer layer, LayerPlan plan, LayerPlan? before, Pointer at)
    {
        Picture from = layer.From;
        ImageShape shape = ShapeOf(from, before), padded = Padded(layer, plan, before);
        if (!NeedsImage(layer, before))
            return new Image(at, padded);
        int first = padded.Inside(layer.Frame);
        bool isPlanes = before is null, isTurned = padded.Pixel != shape.Pixel;
        kernel.For("c", isPlanes ? from.Channels : 1, 1, channel => kernel.For("line", from.Height, 1, line => kernel.For("place", isTurned ? from.Width : 1, 1, place => kernel.Add(new Copy(
            at + channel * shape.Channel + line * shape.Line + place * shape.Pixel,
            Region.Image + channel * padded.Channel + line * padded.Line + place * padded.Pixel + first,
            isTurned ? 1 : from.Width * shape.Pixel)))));
        return new Image(Region.Image, padded);
    }

    /// <summary>A sample's gradient as <see cref="Gradient(ConvolutionLayer, LayerPlan)"/> says.</summary>
    /// <param name="at">Where the sample's row is.</param>
    public static Image Gradient(KernelBuilder kernel, ConvolutionLayer layer, LayerPlan plan, Pointer at)
    {
        Picture to = layer.To;
        ImageShape spread = Gradient(layer, plan);
        int pixel = plan.PaddedChannels;
        int first = (layer.Lines.Reach - layer.Lines.Before) * spread.Line + (layer.Places.Reach - layer.Places.Before) * pixel;
        bool isDense = layer.Places.Stride == 1;
        kernel.For("line", to.Height, 1, line => kernel.For("place", isDense ? 1 : to.Width, 1, place => kernel.Add(new Copy(
            at + line * (to.Width * pixel) + place * pixel,
            Region.GradientImage + line * (layer.Lines.Stride * spread.Line) + place * (layer.Places.Stride * pixel) + first,
            isDense ? to.Width * pixel : pixel))));
        return new Image(Region.GradientImage, spread);
    }

    /// <summary>A picture of inputs: the network's own lie channel after channel, those of a layer pixel after pixel.</summary>
    private static ImageShape ShapeOf(Picture picture, LayerPlan? before) =>
        before is null ? ImageShape.Planes(picture.Channels, picture.Height, picture.Width) : ImageShape.Pixels(before.PaddedChannels, picture.Height, picture.Width);
}
