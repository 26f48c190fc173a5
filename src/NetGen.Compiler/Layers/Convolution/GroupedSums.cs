using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>
/// Groups of channels, one after the other, each with the channels of its own number: products with a matrix each. A group of few
/// channels ends within a vector, so that it is computed beside its place and copied there pixel by pixel.
/// </summary>
internal sealed class GroupedSums(Shapes shapes) : ConvolutionSums(shapes)
{
    private readonly PanelSums _panels = new(shapes);

    public override void Forward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Sink sink) =>
        Together(kernel, convolution, convolution.To, layer.PaddedChannels, convolution.GroupOutputs, layer.PaddedGroup, sink, (group, store) =>
            _panels.Forward(kernel, layer, convolution, Channels(kernel, image, group * convolution.GroupInputs), group, store));

    public override void Backward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, LayerPlan before, Image image, Sink sink) =>
        Together(kernel, convolution, convolution.From, before.PaddedChannels, convolution.GroupInputs, layer.Transposed!.PaddedInputs, sink, (group, store) =>
            _panels.Backward(kernel, layer, convolution, before, Channels(kernel, image, group * convolution.GroupOutputs), group, store));

    public override void Gradient(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Pointer gradients)
    {
        // The lanes behind a group are 0, so that the padding of its weights stays so.
        kernel.Clear(Shapes.Of(layer.PaddedGroup), Region.Group, layer.Pixels * layer.PaddedGroup);
        kernel.For("group", convolution.Groups, 1, group =>
        {
            Pixels.CopyChannels(kernel, layer.Pixels, convolution.GroupOutputs, gradients + group * convolution.GroupOutputs, layer.PaddedChannels, Region.Group, layer.PaddedGroup);
            _panels.Gradient(kernel, layer, convolution, Channels(kernel, image, group * convolution.GroupInputs), Region.Group, group);
        });
    }

    /// <summary>A picture from a channel on.</summary>
    private static Image Channels(KernelBuilder kernel, Image image, Index first) => image with { At = kernel.Point("channels", image.At + first * image.Shape.Channel) };

    /// <summary>The sums of all groups, to a sink in the order of pixels.</summary>
    /// <param name="padded">Channels of a pixel of all groups.</param>
    /// <param name="channels">Channels of a group.</param>
    /// <param name="paddedGroup">Those with padding.</param>
    /// <param name="sums">Computes those of a group.</param>
    private void Together(KernelBuilder kernel, ConvolutionLayer convolution, Picture picture, int padded, int channels, int paddedGroup, Sink sink, Action<Index, Sink> sums)
    {
        Flavour flavour = Shapes.OfPixels(padded);
        int pixels = picture.Pixels;
        ImageShape own = ImageShape.Pixels(paddedGroup, picture.Height, picture.Width);
        if (padded > convolution.Groups * channels)
            kernel.Clear(flavour, Region.Together, pixels * padded);
        kernel.For("group", convolution.Groups, 1, group =>
        {
            sums(group, (pixel, vector, sum) => kernel.Add(new Store(vector.Flavour, Region.Group + pixel.In(own) + vector.First, sum)));
            Pixels.CopyChannels(kernel, pixels, channels, Region.Group, paddedGroup, Region.Together + group * channels, padded);
        });
        kernel.For("pixel", pixels, 1, pixel => kernel.For("j", padded, flavour.Step, j => sink(pixel, new UnitVector(j, flavour), new Load(Region.Together + pixel * padded + j))));
    }
}
