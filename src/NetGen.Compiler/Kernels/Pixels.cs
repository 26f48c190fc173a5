using NetGen.Compiler.Layers;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>Rows of pixels: what has to do with where they end.</summary>
internal static class Pixels
{
    /// <summary>Copies some channels of every pixel.</summary>
    /// <param name="from">The first of them in the first pixel.</param>
    /// <param name="fromPixel">From there to the next pixel.</param>
    /// <param name="toPixel">The same where they go.</param>
    public static void CopyChannels(KernelBuilder kernel, int pixels, int channels, Pointer from, int fromPixel, Pointer to, int toPixel) =>
        kernel.For("pixel", pixels, 1, pixel => kernel.Add(new Copy(from + pixel * fromPixel, to + pixel * toPixel, channels)));

    /// <summary>Copies a picture that lies channel after channel to one that lies pixel after pixel.</summary>
    /// <param name="between">From one pixel to the next.</param>
    public static void FromPlanes(KernelBuilder kernel, Picture picture, Pointer from, Pointer to, int between)
    {
        if (picture.Pixels == 1)
        {
            kernel.Add(new Copy(from, to, picture.Channels));
            return;
        }

        kernel.For("c", picture.Channels, 1, c => kernel.For("pixel", picture.Pixels, 1, pixel =>
            kernel.Add(new Copy(from + c * picture.Pixels + pixel, to + pixel * between + c, 1))));
    }

    /// <summary>Makes what stands around the pixels of a row zero.</summary>
    private static void ClearAround(KernelBuilder kernel, Shapes shapes, LayerPlan layer, Region region, Index row)
    {
        var picture = Picture.Of(layer.Layer.Output);
        var shape = ImageShape.Of(layer);
        int first = shape.Inside(layer.Frame), line = picture.Width * shape.Pixel;
        Flavour flavour = shapes.OfPixels(layer.PaddedChannels);
        Clear(region, first);
        kernel.For("line", picture.Height - 1, 1, y => Clear(region + (y * shape.Line + (first + line)), shape.Line - line));
        int last = first + (picture.Height - 1) * shape.Line + line;
        Clear(region + last, layer.PaddedOutputs - last);

        void Clear(Pointer from, int length) => kernel.For("i", length, flavour.Step, i => kernel.Add(new Store(flavour, from + row * layer.RowStride + i, 0)));
    }

    /// <summary>Makes what stands behind the last pixel of a row zero, which a layer that reads the whole row counts on; and what stands around its picture.</summary>
    public static void ClearBehind(KernelBuilder kernel, Shapes shapes, LayerPlan layer, IEnumerable<Region> regions, Index row)
    {
        if (layer.PixelsLength == layer.PaddedOutputs)
            return;
        Flavour flavour = shapes.Of(shapes.Lanes / 4);
        foreach (Region region in regions)
        {
            if (layer.Frame is not null)
                ClearAround(kernel, shapes, layer, region, row);
            else
                kernel.For("i", layer.PixelsLength, layer.PaddedOutputs, flavour.Step, i => kernel.Add(new Store(flavour, region + row * layer.RowStride + i, 0)));
        }
    }
}
