using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>Which numbers a weights file may hold, and training go on with.</summary>
internal static class Finite
{
    /// <summary>Whether none is NaN or infinite: only of those is the difference to itself not 0.</summary>
    public static bool All<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        Vector<T> differences = Vector<T>.Zero;
        foreach (Vector<T> vector in vectors)
            differences += vector - vector;
        return differences == Vector<T>.Zero && IndexOfOther(values[(vectors.Length * Vector<T>.Count)..]) < 0;
    }

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
