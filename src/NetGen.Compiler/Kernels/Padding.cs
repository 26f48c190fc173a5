using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>What stands in the lanes behind a layer's last unit.</summary>
internal static class Padding
{
    /// <summary>The value with the lanes from <paramref name="units"/> on replaced; as it is where there are no such lanes.</summary>
    public static Value Replace(Value value, Index first, Flavour flavour, int units, double padding)
    {
        if (flavour.Width is int width && first.IsConstant)
            return first.Constant + width <= units ? value : new Select(new LaneNumber(0) < units - first.Constant, value, padding);
        return new Select(new LaneNumber(first) < units, value, padding);
    }
}
