using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

// The innermost step of a transpose, in registers.
public static partial class Lanes
{
    /// <summary>4 × 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare(ref float source, nint sourceStride, ref float destination, nint stride)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source);
        Vector128<float> b = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceStride));
        Vector128<float> d = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceStride));
        (a, b, c, d) = (ZipLow(a, c), ZipHigh(a, c), ZipLow(b, d), ZipHigh(b, d));
        ZipLow(a, c).StoreUnsafe(ref destination);
        ZipHigh(a, c).StoreUnsafe(ref Unsafe.Add(ref destination, stride));
        ZipLow(b, d).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * stride));
        ZipHigh(b, d).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * stride));
    }

    /// <summary>2 × 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare(ref double source, nint sourceStride, ref double destination, nint stride)
    {
        Vector128<double> a = Vector128.LoadUnsafe(ref source);
        Vector128<double> b = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        ZipLow(a, b).StoreUnsafe(ref destination);
        ZipHigh(a, b).StoreUnsafe(ref Unsafe.Add(ref destination, stride));
    }

    /// <summary>8 rows × 4 columns: rows r and r + 4 share a register, and so does each column's result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeTall(ref float source, nint sourceStride, ref float destination, nint stride)
    {
        Vector256<float> a = Pair(ref source, 0, 4 * sourceStride);
        Vector256<float> b = Pair(ref source, sourceStride, 5 * sourceStride);
        Vector256<float> c = Pair(ref source, 2 * sourceStride, 6 * sourceStride);
        Vector256<float> d = Pair(ref source, 3 * sourceStride, 7 * sourceStride);
        (a, b, c, d) = (Avx.UnpackLow(a, c), Avx.UnpackHigh(a, c), Avx.UnpackLow(b, d), Avx.UnpackHigh(b, d));
        Avx.UnpackLow(a, c).StoreUnsafe(ref destination);
        Avx.UnpackHigh(a, c).StoreUnsafe(ref Unsafe.Add(ref destination, stride));
        Avx.UnpackLow(b, d).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * stride));
        Avx.UnpackHigh(b, d).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * stride));
    }

    /// <summary>4 rows × 2 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeTall(ref double source, nint sourceStride, ref double destination, nint stride)
    {
        Vector256<double> a = Pair(ref source, 0, 2 * sourceStride);
        Vector256<double> b = Pair(ref source, sourceStride, 3 * sourceStride);
        Avx.UnpackLow(a, b).StoreUnsafe(ref destination);
        Avx.UnpackHigh(a, b).StoreUnsafe(ref Unsafe.Add(ref destination, stride));
    }

    /// <summary>4 rows × 8 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeWide(ref float source, nint sourceStride, ref float destination, nint stride)
    {
        Vector256<float> a = Vector256.LoadUnsafe(ref source);
        Vector256<float> b = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        Vector256<float> c = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceStride));
        Vector256<float> d = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceStride));
        (a, b, c, d) = (Avx.UnpackLow(a, c), Avx.UnpackHigh(a, c), Avx.UnpackLow(b, d), Avx.UnpackHigh(b, d));
        Unpair(Avx.UnpackLow(a, c), ref destination, 0, 4 * stride);
        Unpair(Avx.UnpackHigh(a, c), ref destination, stride, 5 * stride);
        Unpair(Avx.UnpackLow(b, d), ref destination, 2 * stride, 6 * stride);
        Unpair(Avx.UnpackHigh(b, d), ref destination, 3 * stride, 7 * stride);
    }

    /// <summary>2 rows × 4 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeWide(ref double source, nint sourceStride, ref double destination, nint stride)
    {
        Vector256<double> a = Vector256.LoadUnsafe(ref source);
        Vector256<double> b = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        Unpair(Avx.UnpackLow(a, b), ref destination, 0, 2 * stride);
        Unpair(Avx.UnpackHigh(a, b), ref destination, stride, 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(ref float source, nint lower, nint upper) =>
        Vector128.LoadUnsafe(ref source, (nuint)lower).ToVector256Unsafe().WithUpper(Vector128.LoadUnsafe(ref source, (nuint)upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Pair(ref double source, nint lower, nint upper) =>
        Vector128.LoadUnsafe(ref source, (nuint)lower).ToVector256Unsafe().WithUpper(Vector128.LoadUnsafe(ref source, (nuint)upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unpair(Vector256<float> value, ref float destination, nint lower, nint upper)
    {
        value.GetLower().StoreUnsafe(ref destination, (nuint)lower);
        value.GetUpper().StoreUnsafe(ref destination, (nuint)upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unpair(Vector256<double> value, ref double destination, nint lower, nint upper)
    {
        value.GetLower().StoreUnsafe(ref destination, (nuint)lower);
        value.GetUpper().StoreUnsafe(ref destination, (nuint)upper);
    }
}
