using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>Rows of pixels: what has to do with where they end.</summary>
internal static class Pixels
{
    /// <summary>Makes what stands behind the last pixel of a row zero, which a layer that reads the whole row counts on.</summary>
    public static void ClearBehind(KernelBuilder kernel, Shapes shapes, LayerPlan layer, IEnumerable<Region> regions, Index row)
    {
        if (layer.PixelsLength == layer.PaddedOutputs)
            return;
        Flavour flavour = shapes.Of(shapes.Lanes / 4);
        foreach (Region region in regions)
            kernel.For("i", layer.PixelsLength, layer.PaddedOutputs, flavour.Step, i => kernel.Add(new Store(flavour, region + row * layer.RowStride + i, 0)));
    }
}
