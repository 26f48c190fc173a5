using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

public static partial class Lanes
{
    /// <summary>Copies rows into longer rows, with zeros behind each.</summary>
    /// <param name="source">Row-major <c>[rows][columns]</c>.</param>
    /// <param name="rows">Rows to copy.</param>
    /// <param name="columns">Elements in a source row.</param>
    /// <param name="stride">Elements in a destination row, at least <paramref name="columns"/>.</param>
    /// <param name="destination">Row-major <c>[rows][stride]</c>.</param>
    public static void PadRows<T>(ref T source, int rows, int columns, ref T destination, int stride)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<T> padded = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, row * stride), stride);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, row * columns), columns).CopyTo(padded);
            padded[columns..].Clear();
        }
    }
}
