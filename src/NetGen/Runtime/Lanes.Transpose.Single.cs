using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

public static partial class Lanes
{
    /// <summary>
    /// Row-major [rows][columns] → [columns][stride]: samples across lanes. In each destination row the lanes from
    /// <paramref name="rows"/> to the next multiple of the virtual lanes become 0; those beyond are left alone.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ref float source, int rows, int columns, ref float destination, int stride)
    {
        if (columns == 1)
        {
            Copy(ref source, ref destination, rows);
        }
        else if (!TransposeNarrow(ref source, rows, columns, ref destination, stride))
        {
            TransposeBlocks(ref source, columns, rows, columns, ref destination, stride);
        }

        int tail = -rows & (Vector512<float>.Count - 1);
        if (tail != 0)
        {
            for (nint column = 0; column < columns; column++)
            {
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, (column * stride) + rows), tail).Clear();
            }
        }
    }

    /// <summary>[columns][stride] → row-major [rows][columns], the way back from <c>Transpose</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransposeBack(ref float source, int stride, int rows, int columns, ref float destination)
    {
        if (columns == 1)
        {
            Copy(ref source, ref destination, rows);
        }
        else if (!TransposeBackNarrow(ref source, stride, rows, columns, ref destination))
        {
            TransposeBlocks(ref source, stride, columns, rows, ref destination, columns);
        }
    }

    /// <summary>
    /// [rows][stride] → [columns][stride] in blocks that fit the registers, tile after tile of whole cache lines. The last
    /// block in each direction ends at the edge and may overlap the one before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeBlocks(ref float source, nint sourceStride, int rows, int columns, ref float destination, nint stride)
    {
        int side = Vector128<float>.Count;
        if (rows < side || columns < side)
        {
            for (nint row = 0; row < rows; row++)
            {
                for (nint column = 0; column < columns; column++)
                {
                    Unsafe.Add(ref destination, (column * stride) + row) = Unsafe.Add(ref source, (row * sourceStride) + column);
                }
            }

            return;
        }

        int height = Avx.IsSupported && rows >= 2 * side ? 2 * side : side;
        int width = Avx.IsSupported && height == side && columns >= 2 * side ? 2 * side : side;
        int tile = Vector512<float>.Count;
        for (int top = 0; top < rows; top += tile)
        {
            for (int left = 0; left < columns; left += tile)
            {
                for (int i = left; i < int.Min(left + tile, columns); i += width)
                {
                    nint column = int.Min(i, columns - width);
                    for (int j = top; j < int.Min(top + tile, rows); j += height)
                    {
                        nint row = int.Min(j, rows - height);
                        ref float from = ref Unsafe.Add(ref source, (row * sourceStride) + column);
                        ref float to = ref Unsafe.Add(ref destination, (column * stride) + row);
                        if (height > side)
                        {
                            TransposeTall(ref from, sourceStride, ref to, stride);
                        }
                        else if (width > side)
                        {
                            TransposeWide(ref from, sourceStride, ref to, stride);
                        }
                        else
                        {
                            TransposeSquare(ref from, sourceStride, ref to, stride);
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref float source, ref float destination, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(MemoryMarshal.CreateSpan(ref destination, length));

    /// <summary>Labels → one-hot rows [rows][stride], row-major, zeroed up to the stride. Labels must be in range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OneHotRows(ref int labels, int rows, ref float destination, int stride)
    {
        MemoryMarshal.CreateSpan(ref destination, rows * stride).Clear();
        for (nint row = 0; row < rows; row++)
        {
            Unsafe.Add(ref destination, (row * stride) + Unsafe.Add(ref labels, row)) = 1;
        }
    }
}
