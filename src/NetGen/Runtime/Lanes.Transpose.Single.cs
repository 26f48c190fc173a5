using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

public static partial class Lanes
{
    /// <summary>
    /// Row-major [rows][columns] → [columns][stride]: samples across lanes. In each destination row the lanes from
    /// <paramref name="rows"/> to the next multiple of the virtual lanes become 0; those beyond are left alone.
    /// </summary>
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
    /// [rows][stride] → [columns][stride] in square blocks of one Vector128. The last block in each direction ends at the
    /// edge and may overlap the one before it.
    /// </summary>
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

        for (int i = 0; i < rows; i += side)
        {
            nint row = int.Min(i, rows - side);
            for (int j = 0; j < columns; j += side)
            {
                nint column = int.Min(j, columns - side);
                TransposeBlock(
                    ref Unsafe.Add(ref source, (row * sourceStride) + column), sourceStride,
                    ref Unsafe.Add(ref destination, (column * stride) + row), stride);
            }
        }
    }

    private static void Copy(ref float source, ref float destination, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(MemoryMarshal.CreateSpan(ref destination, length));

    /// <summary>Labels → one-hot rows [rows][stride], row-major, zeroed up to the stride. Labels must be in range.</summary>
    public static void OneHotRows(ref int labels, int rows, ref float destination, int stride)
    {
        MemoryMarshal.CreateSpan(ref destination, rows * stride).Clear();
        for (nint row = 0; row < rows; row++)
        {
            Unsafe.Add(ref destination, (row * stride) + Unsafe.Add(ref labels, row)) = 1;
        }
    }
}
