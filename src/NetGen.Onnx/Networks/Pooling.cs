using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Networks;

/// <summary>Pooling as a layer has it: windows without border, one after the other or with one stride for both axes.</summary>
internal static class Pooling
{
    /// <returns>Null where the axes need strides that differ.</returns>
    public static NetworkLayer? Layer(NetworkLayer source, List<Window> axes, bool isMaximum)
    {
        if (Stride(axes) is not int stride)
            return null;
        int[] sizes = [.. axes.Select(axis => axis.Size)];
        bool isEqual = sizes.Distinct().Count() == 1;
        (string, object) size = ("size", isEqual ? sizes[0] : sizes);
        return new NetworkLayer(isMaximum ? "maxPooling" : "averagePooling", [source], [source.Shape[0], .. axes.Select(axis => axis.Count)])
        {
            Options = stride == 0 ? [size] : [size, ("stride", stride)],
            Text = $"{(isMaximum ? "mp" : "ap")}{(isEqual ? $"{sizes[0]}" : string.Join('x', sizes))}{(stride == 0 ? "" : $"s{stride}")}",
        };
    }

    /// <summary>One stride for all axes, 0 where each window begins behind the one before. Those with a single window take any.</summary>
    private static int? Stride(List<Window> axes)
    {
        if (axes.All(axis => (axis with { Stride = axis.Size }).Count == axis.Count && (axis.Count == 1 || axis.Stride == axis.Size)))
            return 0;
        int stride = (axes.FirstOrDefault(axis => axis.Count > 1) ?? axes[0]).Stride;
        return axes.All(axis => (axis with { Stride = stride }).Count == axis.Count && (axis.Count == 1 || axis.Stride == stride)) ? stride : null;
    }
}
