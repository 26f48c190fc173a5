using System.Globalization;
using System.Numerics;

namespace NetGen.Runtime;

/// <summary>Which numbers a weights file may hold.</summary>
internal static class Finite
{
    /// <summary>Where the first NaN or infinity is, or −1.</summary>
    public static int IndexOfOther<T>(ReadOnlySpan<T> values)
        where T : IFloatingPointIeee754<T>
    {
        for (int index = 0; index < values.Length; index++)
        {
            if (!T.IsFinite(values[index]))
                return index;
        }
        return -1;
    }

    /// <summary>NaN, Infinity or -Infinity, in any culture.</summary>
    public static string Text<T>(T value)
        where T : IFloatingPointIeee754<T> => value.ToString(null, CultureInfo.InvariantCulture);
}
