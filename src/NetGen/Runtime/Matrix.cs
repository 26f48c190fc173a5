using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>Transposition of row-major matrices that lie in larger ones, by vector registers where the machine has AVX.</summary>
internal static unsafe class Matrix
{
    /// <summary>
    /// target[c, r] = source[r, c] for all r below <paramref name="rows"/> and c below <paramref name="columns"/>; a stride is
    /// the distance between the starts of neighbouring rows. The caller has made sure that both spans are long enough.
    /// </summary>
    public static void Transpose<T>(ReadOnlySpan<T> source, int sourceStride, Span<T> target, int targetStride, int rows, int columns)
        where T : unmanaged =>
        Transpose(ref MemoryMarshal.GetReference(source), sourceStride, ref MemoryMarshal.GetReference(target), targetStride, rows, columns);

    /// <inheritdoc cref="Transpose{T}(ReadOnlySpan{T}, int, Span{T}, int, int, int)"/>
    public static void Transpose<T>(ref T source, int sourceStride, ref T target, int targetStride, int rows, int columns)
        where T : unmanaged
    {
        int least = Math.Min(rows, columns);
        if (Avx.IsSupported && sizeof(T) == sizeof(float) && least >= 8)
            Transpose8(ref Unsafe.As<T, float>(ref source), sourceStride, ref Unsafe.As<T, float>(ref target), targetStride, rows, columns);
        else if (Avx.IsSupported && sizeof(T) == sizeof(double) && least >= 4)
            Transpose4(ref Unsafe.As<T, double>(ref source), sourceStride, ref Unsafe.As<T, double>(ref target), targetStride, rows, columns);
        else
            TransposeSmall(ref source, sourceStride, ref target, targetStride, rows, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose8(ref float source, int sourceStride, ref float target, int targetStride, int rows, int columns)
    {
        // The last tile of a row or column overlaps the one before and writes some values once more, rather than one by one.
        for (int row = 0; row < rows; row += 8)
        {
            int r = Math.Min(row, rows - 8);
            for (int column = 0; column < columns; column += 8)
            {
                int c = Math.Min(column, columns - 8);
                Tile8(
                    ref Unsafe.Add(ref source, (nint)r * sourceStride + c), sourceStride,
                    ref Unsafe.Add(ref target, (nint)c * targetStride + r), targetStride);
            }
        }
    }

    /// <summary>Eight by eight floats. Rows r and r + 4 share a register from the start, which leaves the exchange across 128 bits to the loads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile8(ref float source, nint stride, ref float target, nint targetStride)
    {
        for (int half = 0; half < 8; half += 4)
        {
            Vector256<float> a = Pair(ref source, 0 * stride + half, 4 * stride + half);
            Vector256<float> b = Pair(ref source, 1 * stride + half, 5 * stride + half);
            Vector256<float> c = Pair(ref source, 2 * stride + half, 6 * stride + half);
            Vector256<float> d = Pair(ref source, 3 * stride + half, 7 * stride + half);
            Vector256<double> abLow = Avx.UnpackLow(a, b).AsDouble();
            Vector256<double> abHigh = Avx.UnpackHigh(a, b).AsDouble();
            Vector256<double> cdLow = Avx.UnpackLow(c, d).AsDouble();
            Vector256<double> cdHigh = Avx.UnpackHigh(c, d).AsDouble();
            Avx.UnpackLow(abLow, cdLow).AsSingle().StoreUnsafe(ref Unsafe.Add(ref target, (half + 0) * targetStride));
            Avx.UnpackHigh(abLow, cdLow).AsSingle().StoreUnsafe(ref Unsafe.Add(ref target, (half + 1) * targetStride));
            Avx.UnpackLow(abHigh, cdHigh).AsSingle().StoreUnsafe(ref Unsafe.Add(ref target, (half + 2) * targetStride));
            Avx.UnpackHigh(abHigh, cdHigh).AsSingle().StoreUnsafe(ref Unsafe.Add(ref target, (half + 3) * targetStride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose4(ref double source, int sourceStride, ref double target, int targetStride, int rows, int columns)
    {
        for (int row = 0; row < rows; row += 4)
        {
            int r = Math.Min(row, rows - 4);
            for (int column = 0; column < columns; column += 4)
            {
                int c = Math.Min(column, columns - 4);
                Tile4(
                    ref Unsafe.Add(ref source, (nint)r * sourceStride + c), sourceStride,
                    ref Unsafe.Add(ref target, (nint)c * targetStride + r), targetStride);
            }
        }
    }

    /// <summary>Four by four doubles, the same way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile4(ref double source, nint stride, ref double target, nint targetStride)
    {
        for (int half = 0; half < 4; half += 2)
        {
            Vector256<double> a = Pair(ref source, half, 2 * stride + half);
            Vector256<double> b = Pair(ref source, stride + half, 3 * stride + half);
            Avx.UnpackLow(a, b).StoreUnsafe(ref Unsafe.Add(ref target, half * targetStride));
            Avx.UnpackHigh(a, b).StoreUnsafe(ref Unsafe.Add(ref target, (half + 1) * targetStride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Pair<T>(ref T source, nint low, nint high) =>
        Vector256.Create(Vector128.LoadUnsafe(ref source, (nuint)low), Vector128.LoadUnsafe(ref source, (nuint)high));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeSmall<T>(ref T source, int sourceStride, ref T target, int targetStride, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                Unsafe.Add(ref target, (nint)column * targetStride + row) = Unsafe.Add(ref source, (nint)row * sourceStride + column);
        }
    }
}
