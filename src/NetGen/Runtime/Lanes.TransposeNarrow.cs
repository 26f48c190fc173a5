using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

// Two or three columns of float are narrower than a vector: they have their own ways. Of double, nothing is too narrow.
public static partial class Lanes
{
    /// <summary>False, and nothing done, where there are more columns or fewer than four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TransposeNarrow(ref float source, int rows, int columns, ref float destination, nint stride)
    {
        if (rows < 4 || columns > 3)
        {
            return false;
        }

        for (int i = 0; i < rows; i += 4)
        {
            nint row = int.Min(i, rows - 4);
            ref float first = ref Unsafe.Add(ref source, row * columns);
            ref float lanes = ref Unsafe.Add(ref destination, row);
            Vector128<float> a = Vector128.LoadUnsafe(ref first);
            if (columns == 2)
            {
                Vector128<float> b = Vector128.LoadUnsafe(ref first, 4);
                (a, b) = (ZipLow(a, b), ZipHigh(a, b));
                ZipLow(a, b).StoreUnsafe(ref lanes);
                ZipHigh(a, b).StoreUnsafe(ref Unsafe.Add(ref lanes, stride));
            }
            else
            {
                Vector128<float> b = Vector128.LoadUnsafe(ref first, 3);
                Vector128<float> c = Vector128.LoadUnsafe(ref first, 6);
                Vector128<float> d = Vector128.Shuffle(Vector128.LoadUnsafe(ref first, 8), Vector128.Create(1, 2, 3, 0));
                (a, b, c, d) = (ZipLow(a, c), ZipHigh(a, c), ZipLow(b, d), ZipHigh(b, d));
                ZipLow(a, c).StoreUnsafe(ref lanes);
                ZipHigh(a, c).StoreUnsafe(ref Unsafe.Add(ref lanes, stride));
                ZipLow(b, d).StoreUnsafe(ref Unsafe.Add(ref lanes, 2 * stride));
            }
        }

        return true;
    }

    private static bool TransposeNarrow(ref double source, int rows, int columns, ref double destination, nint stride) => false;

    /// <summary>False, and nothing done, where there are more columns or fewer than four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TransposeBackNarrow(ref float source, nint stride, int rows, int columns, ref float destination)
    {
        if (rows < 4 || columns > 3)
        {
            return false;
        }

        for (int i = 0; i < rows; i += 4)
        {
            nint row = int.Min(i, rows - 4);
            ref float lanes = ref Unsafe.Add(ref source, row);
            ref float first = ref Unsafe.Add(ref destination, row * columns);
            Vector128<float> a = Vector128.LoadUnsafe(ref lanes);
            Vector128<float> b = Vector128.LoadUnsafe(ref Unsafe.Add(ref lanes, stride));
            if (columns == 2)
            {
                ZipLow(a, b).StoreUnsafe(ref first);
                ZipHigh(a, b).StoreUnsafe(ref first, 4);
            }
            else
            {
                // Each row is stored four wide; the next one puts its overhang right.
                Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref lanes, 2 * stride));
                (a, b, c) = (ZipLow(a, c), ZipHigh(a, c), b);
                Vector128<float> d = ZipHigh(c, c);
                c = ZipLow(c, c);
                ZipLow(a, c).StoreUnsafe(ref first);
                ZipHigh(a, c).StoreUnsafe(ref first, 3);
                ZipLow(b, d).StoreUnsafe(ref first, 6);
                Store(ZipHigh(b, d), ref Unsafe.Add(ref first, 9), 3);
            }
        }

        return true;
    }

    private static bool TransposeBackNarrow(ref double source, nint stride, int rows, int columns, ref double destination) => false;
}
