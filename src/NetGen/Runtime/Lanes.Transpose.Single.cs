using System.Runtime.CompilerServices;
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
        int padded = (rows + Vector512<float>.Count - 1) / Vector512<float>.Count * Vector512<float>.Count;
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < padded; row++)
            {
                Unsafe.Add(ref destination, (column * stride) + row) =
                    row < rows ? Unsafe.Add(ref source, (row * columns) + column) : 0;
            }
        }
    }

    /// <summary>[columns][stride] → row-major [rows][columns], the way back from <c>Transpose</c>.</summary>
    public static void TransposeBack(ref float source, int stride, int rows, int columns, ref float destination)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Unsafe.Add(ref destination, (row * columns) + column) = Unsafe.Add(ref source, (column * stride) + row);
            }
        }
    }

    /// <summary>
    /// Labels → one-hot [classes][stride], samples across lanes; the lanes from <paramref name="rows"/> to the next multiple
    /// of the virtual lanes become 0. Labels must be in range.
    /// </summary>
    public static void OneHot(ref int labels, int rows, int classes, ref float destination, int stride)
    {
        int padded = (rows + Vector512<float>.Count - 1) / Vector512<float>.Count * Vector512<float>.Count;
        for (int c = 0; c < classes; c++)
        {
            for (int row = 0; row < padded; row++)
            {
                Unsafe.Add(ref destination, (c * stride) + row) = row < rows && Unsafe.Add(ref labels, row) == c ? 1 : 0;
            }
        }
    }

    /// <summary>Labels → one-hot rows [rows][stride], row-major, zeroed up to the stride. Labels must be in range.</summary>
    public static void OneHotRows(ref int labels, int rows, ref float destination, int stride)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < stride; i++)
            {
                Unsafe.Add(ref destination, (row * stride) + i) = Unsafe.Add(ref labels, row) == i ? 1 : 0;
            }
        }
    }
}
