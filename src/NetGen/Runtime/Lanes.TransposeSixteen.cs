using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

// Two to four columns of float, sixteen rows at a time: as many vectors of 512 bits as there are columns, whose lanes two or three shuffles bring into place.
public static partial class Lanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSixteen(ref float rows, int columns, ref float lanes, nint stride)
    {
        Vector512<float> a = Vector512.LoadUnsafe(ref rows), b = Vector512.LoadUnsafe(ref rows, 16);
        if (columns == 2)
        {
            Avx512F.PermuteVar16x32x2(a, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), b).StoreUnsafe(ref lanes);
            Avx512F.PermuteVar16x32x2(a, Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), b).StoreUnsafe(ref Unsafe.Add(ref lanes, stride));
            return;
        }

        Vector512<float> c = Vector512.LoadUnsafe(ref rows, 32);
        if (columns == 3)
        {
            // What the third vector has takes the place of the zeros.
            Vector512<float> first = Avx512F.PermuteVar16x32x2(a, Vector512.Create(0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 0, 0, 0, 0, 0), b);
            Vector512<float> second = Avx512F.PermuteVar16x32x2(a, Vector512.Create(1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 0, 0, 0, 0, 0), b);
            Vector512<float> third = Avx512F.PermuteVar16x32x2(a, Vector512.Create(2, 5, 8, 11, 14, 17, 20, 23, 26, 29, 0, 0, 0, 0, 0, 0), b);
            Avx512F.PermuteVar16x32x2(first, Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17, 20, 23, 26, 29), c).StoreUnsafe(ref lanes);
            Avx512F.PermuteVar16x32x2(second, Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 18, 21, 24, 27, 30), c).StoreUnsafe(ref Unsafe.Add(ref lanes, stride));
            Avx512F.PermuteVar16x32x2(third, Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 19, 22, 25, 28, 31), c).StoreUnsafe(ref Unsafe.Add(ref lanes, 2 * stride));
            return;
        }

        // Two columns of eight rows in each half.
        Vector512<float> d = Vector512.LoadUnsafe(ref rows, 48);
        Vector512<int> firstTwo = Vector512.Create(0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
        Vector512<int> lastTwo = Vector512.Create(2, 6, 10, 14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);
        (Vector512<float> upper, Vector512<float> lower) = (Avx512F.PermuteVar16x32x2(a, firstTwo, b), Avx512F.PermuteVar16x32x2(c, firstTwo, d));
        Avx512F.Shuffle4x128(upper, lower, 0b01_00_01_00).StoreUnsafe(ref lanes);
        Avx512F.Shuffle4x128(upper, lower, 0b11_10_11_10).StoreUnsafe(ref Unsafe.Add(ref lanes, stride));
        (upper, lower) = (Avx512F.PermuteVar16x32x2(a, lastTwo, b), Avx512F.PermuteVar16x32x2(c, lastTwo, d));
        Avx512F.Shuffle4x128(upper, lower, 0b01_00_01_00).StoreUnsafe(ref Unsafe.Add(ref lanes, 2 * stride));
        Avx512F.Shuffle4x128(upper, lower, 0b11_10_11_10).StoreUnsafe(ref Unsafe.Add(ref lanes, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSixteenBack(ref float lanes, nint stride, int columns, ref float rows)
    {
        Vector512<float> a = Vector512.LoadUnsafe(ref lanes), b = Vector512.LoadUnsafe(ref Unsafe.Add(ref lanes, stride));
        Vector512<int> lowerPairs = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        Vector512<int> upperPairs = Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        if (columns == 2)
        {
            Avx512F.PermuteVar16x32x2(a, lowerPairs, b).StoreUnsafe(ref rows);
            Avx512F.PermuteVar16x32x2(a, upperPairs, b).StoreUnsafe(ref rows, 16);
            return;
        }

        Vector512<float> c = Vector512.LoadUnsafe(ref Unsafe.Add(ref lanes, 2 * stride));
        if (columns == 3)
        {
            // What the third column has takes the place of the zeros.
            Vector512<float> first = Avx512F.PermuteVar16x32x2(a, Vector512.Create(0, 16, 0, 1, 17, 0, 2, 18, 0, 3, 19, 0, 4, 20, 0, 5), b);
            Vector512<float> second = Avx512F.PermuteVar16x32x2(a, Vector512.Create(21, 0, 6, 22, 0, 7, 23, 0, 8, 24, 0, 9, 25, 0, 10, 26), b);
            Vector512<float> third = Avx512F.PermuteVar16x32x2(a, Vector512.Create(0, 11, 27, 0, 12, 28, 0, 13, 29, 0, 14, 30, 0, 15, 31, 0), b);
            Avx512F.PermuteVar16x32x2(first, Vector512.Create(0, 1, 16, 3, 4, 17, 6, 7, 18, 9, 10, 19, 12, 13, 20, 15), c).StoreUnsafe(ref rows);
            Avx512F.PermuteVar16x32x2(second, Vector512.Create(0, 21, 2, 3, 22, 5, 6, 23, 8, 9, 24, 11, 12, 25, 14, 15), c).StoreUnsafe(ref rows, 16);
            Avx512F.PermuteVar16x32x2(third, Vector512.Create(26, 1, 2, 27, 4, 5, 28, 7, 8, 29, 10, 11, 30, 13, 14, 31), c).StoreUnsafe(ref rows, 32);
            return;
        }

        // Pairs of columns, then pairs of pairs.
        Vector512<float> d = Vector512.LoadUnsafe(ref Unsafe.Add(ref lanes, 3 * stride));
        Vector512<long> lower = Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11), upper = Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15);
        Vector512<double> left = Avx512F.PermuteVar16x32x2(a, lowerPairs, b).AsDouble(), right = Avx512F.PermuteVar16x32x2(c, lowerPairs, d).AsDouble();
        Avx512F.PermuteVar8x64x2(left, lower, right).AsSingle().StoreUnsafe(ref rows);
        Avx512F.PermuteVar8x64x2(left, upper, right).AsSingle().StoreUnsafe(ref rows, 16);
        (left, right) = (Avx512F.PermuteVar16x32x2(a, upperPairs, b).AsDouble(), Avx512F.PermuteVar16x32x2(c, upperPairs, d).AsDouble());
        Avx512F.PermuteVar8x64x2(left, lower, right).AsSingle().StoreUnsafe(ref rows, 32);
        Avx512F.PermuteVar8x64x2(left, upper, right).AsSingle().StoreUnsafe(ref rows, 48);
    }
}
