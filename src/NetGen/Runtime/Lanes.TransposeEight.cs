using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

// Two to four columns of float, eight rows at a time: rows r and r + 4 share a register of 256 bits.
public static partial class Lanes
{
    private const byte Evens = 0b10_00_10_00, Odds = 0b11_01_11_01;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeEight(ref float rows, int columns, ref float lanes, nint stride)
    {
        switch (columns)
        {
            case 2:
                Vector256<float> upper = Pair(ref rows, 0, 8), lower = Pair(ref rows, 4, 12);
                Avx.Shuffle(upper, lower, Evens).StoreUnsafe(ref lanes);
                Avx.Shuffle(upper, lower, Odds).StoreUnsafe(ref Unsafe.Add(ref lanes, stride));
                break;
            case 3:
                // x0 y0 z0 x1, y1 z1 x2 y2 and z2 x3 y3 z3 of four rows.
                Vector256<float> a = Pair(ref rows, 0, 12), b = Pair(ref rows, 4, 16), c = Pair(ref rows, 8, 20);
                Vector256<float> y0z0y1z1 = Avx.Shuffle(a, b, 0b01_00_10_01), x2y2x3y3 = Avx.Shuffle(b, c, 0b10_01_11_10);
                Avx.Shuffle(a, x2y2x3y3, 0b10_00_11_00).StoreUnsafe(ref lanes);
                Avx.Shuffle(y0z0y1z1, x2y2x3y3, 0b11_01_10_00).StoreUnsafe(ref Unsafe.Add(ref lanes, stride));
                Avx.Shuffle(y0z0y1z1, c, 0b11_00_11_01).StoreUnsafe(ref Unsafe.Add(ref lanes, 2 * stride));
                break;
            default:
                TransposeTall(ref rows, 4, ref lanes, stride);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeEightBack(ref float lanes, nint stride, int columns, ref float rows)
    {
        if (columns == 4)
        {
            TransposeWide(ref lanes, stride, ref rows, 4);
            return;
        }

        Vector256<float> x = Vector256.LoadUnsafe(ref lanes), y = Vector256.LoadUnsafe(ref Unsafe.Add(ref lanes, stride));
        if (columns == 2)
        {
            Unpair(Avx.UnpackLow(x, y), ref rows, 0, 8);
            Unpair(Avx.UnpackHigh(x, y), ref rows, 4, 12);
            return;
        }

        Vector256<float> z = Vector256.LoadUnsafe(ref Unsafe.Add(ref lanes, 2 * stride));
        Vector256<float> x0x2y0y2 = Avx.Shuffle(x, y, Evens), y1y3z1z3 = Avx.Shuffle(y, z, Odds), z0z2x1x3 = Avx.Shuffle(z, x, 0b11_01_10_00);
        Unpair(Avx.Shuffle(x0x2y0y2, z0z2x1x3, Evens), ref rows, 0, 12);
        Unpair(Avx.Shuffle(y1y3z1z3, x0x2y0y2, 0b11_01_10_00), ref rows, 4, 16);
        Unpair(Avx.Shuffle(z0z2x1x3, y1y3z1z3, Odds), ref rows, 8, 20);
    }
}
