using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

// Two to four columns of float, which are no more than a vector of 128 bits: as many rows at a time as the machine's vectors hold. Of double, nothing is so narrow.
public static partial class Lanes
{
    /// <summary>False, and nothing done, where there are too many columns or too few rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TransposeNarrow(ref float source, int rows, int columns, ref float destination, nint stride)
    {
        int together = RowsTogether(rows, columns);
        for (int i = 0; together > 0 && i < rows; i += together)
        {
            nint row = int.Min(i, rows - together);
            ref float first = ref Unsafe.Add(ref source, row * columns);
            ref float lanes = ref Unsafe.Add(ref destination, row);
            if (Avx512F.IsSupported && together == 16)
            {
                TransposeSixteen(ref first, columns, ref lanes, stride);
            }
            else if (Avx.IsSupported && together == 8)
            {
                TransposeEight(ref first, columns, ref lanes, stride);
            }
            else
            {
                TransposeFour(ref first, columns, ref lanes, stride);
            }
        }

        return together > 0;
    }

    private static bool TransposeNarrow(ref double source, int rows, int columns, ref double destination, nint stride) => false;

    /// <summary>False, and nothing done, where there are too many columns or too few rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TransposeBackNarrow(ref float source, nint stride, int rows, int columns, ref float destination)
    {
        int together = RowsTogether(rows, columns);
        for (int i = 0; together > 0 && i < rows; i += together)
        {
            nint row = int.Min(i, rows - together);
            ref float lanes = ref Unsafe.Add(ref source, row);
            ref float first = ref Unsafe.Add(ref destination, row * columns);
            if (Avx512F.IsSupported && together == 16)
            {
                TransposeSixteenBack(ref lanes, stride, columns, ref first);
            }
            else if (Avx.IsSupported && together == 8)
            {
                TransposeEightBack(ref lanes, stride, columns, ref first);
            }
            else
            {
                TransposeFourBack(ref lanes, stride, columns, ref first);
            }
        }

        return together > 0;
    }

    private static bool TransposeBackNarrow(ref double source, nint stride, int rows, int columns, ref double destination) => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int RowsTogether(int rows, int columns) =>
        columns > 4 || rows < 4 ? 0 : Avx512F.IsSupported && rows >= 16 ? 16 : Avx.IsSupported && rows >= 8 ? 8 : 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(ref float rows, int columns, ref float lanes, nint stride)
    {
        if (columns == 4)
        {
            TransposeSquare(ref rows, 4, ref lanes, stride);
            return;
        }

        Vector128<float> a = Vector128.LoadUnsafe(ref rows);
        if (columns == 2)
        {
            Vector128<float> b = Vector128.LoadUnsafe(ref rows, 4);
            (a, b) = (ZipLow(a, b), ZipHigh(a, b));
            ZipLow(a, b).StoreUnsafe(ref lanes);
            ZipHigh(a, b).StoreUnsafe(ref Unsafe.Add(ref lanes, stride));
        }
        else
        {
            Vector128<float> b = Vector128.LoadUnsafe(ref rows, 3);
            Vector128<float> c = Vector128.LoadUnsafe(ref rows, 6);
            Vector128<float> d = Vector128.Shuffle(Vector128.LoadUnsafe(ref rows, 8), Vector128.Create(1, 2, 3, 0));
            (a, b, c, d) = (ZipLow(a, c), ZipHigh(a, c), ZipLow(b, d), ZipHigh(b, d));
            ZipLow(a, c).StoreUnsafe(ref lanes);
            ZipHigh(a, c).StoreUnsafe(ref Unsafe.Add(ref lanes, stride));
            ZipLow(b, d).StoreUnsafe(ref Unsafe.Add(ref lanes, 2 * stride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFourBack(ref float lanes, nint stride, int columns, ref float rows)
    {
        if (columns == 4)
        {
            TransposeSquare(ref lanes, stride, ref rows, 4);
            return;
        }

        Vector128<float> a = Vector128.LoadUnsafe(ref lanes);
        Vector128<float> b = Vector128.LoadUnsafe(ref Unsafe.Add(ref lanes, stride));
        if (columns == 2)
        {
            ZipLow(a, b).StoreUnsafe(ref rows);
            ZipHigh(a, b).StoreUnsafe(ref rows, 4);
        }
        else
        {
            // Each row is stored four wide; the next one puts its overhang right.
            Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref lanes, 2 * stride));
            (a, b, c) = (ZipLow(a, c), ZipHigh(a, c), b);
            Vector128<float> d = ZipHigh(c, c);
            c = ZipLow(c, c);
            ZipLow(a, c).StoreUnsafe(ref rows);
            ZipHigh(a, c).StoreUnsafe(ref rows, 3);
            ZipLow(b, d).StoreUnsafe(ref rows, 6);
            Store(ZipHigh(b, d), ref Unsafe.Add(ref rows, 9), 3);
        }
    }
}
