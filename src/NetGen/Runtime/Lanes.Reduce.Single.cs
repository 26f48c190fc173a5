using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

public static partial class Lanes
{
    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> value) => Sum(value.GetLower() + value.GetUpper());

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> value) => Sum(value.GetLower() + value.GetUpper());

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector<float> value) =>
        Vector<float>.Count == Vector128<float>.Count ? Sum(value.AsVector128())
        : Vector<float>.Count == Vector256<float>.Count ? Sum(value.AsVector256())
        : Sum(value.AsVector512());

    /// <inheritdoc cref="Larger(Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Larger(Vector256<float> left, Vector256<float> right) =>
        Avx.IsSupported ? Avx.Max(left, right) : Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), left, right);

    /// <inheritdoc cref="Larger(Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Larger(Vector512<float> left, Vector512<float> right) =>
        Avx512F.IsSupported ? Avx512F.Max(left, right) : Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), left, right);

    /// <inheritdoc cref="Larger(Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Larger(Vector<float> left, Vector<float> right) =>
        Sse.IsSupported ? Vector.MaxNative(left, right) : Vector.ConditionalSelect(Vector.GreaterThan(left, right), left, right);

    /// <inheritdoc cref="Smaller(Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Smaller(Vector256<float> left, Vector256<float> right) =>
        Avx.IsSupported ? Avx.Min(left, right) : Vector256.ConditionalSelect(Vector256.LessThan(left, right), left, right);

    /// <inheritdoc cref="Smaller(Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Smaller(Vector512<float> left, Vector512<float> right) =>
        Avx512F.IsSupported ? Avx512F.Min(left, right) : Vector512.ConditionalSelect(Vector512.LessThan(left, right), left, right);

    /// <inheritdoc cref="Smaller(Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Smaller(Vector<float> left, Vector<float> right) =>
        Sse.IsSupported ? Vector.MinNative(left, right) : Vector.ConditionalSelect(Vector.LessThan(left, right), left, right);

    /// <inheritdoc cref="Max(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256<float> value) => Max(Larger(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="Max(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> value) => Max(Larger(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="Max(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector<float> value) =>
        Vector<float>.Count == Vector128<float>.Count ? Max(value.AsVector128())
        : Vector<float>.Count == Vector256<float>.Count ? Max(value.AsVector256())
        : Max(value.AsVector512());

    /// <summary>
    /// The sum of a row in memory whose <paramref name="length"/> is a positive multiple of the virtual lanes: lane l takes
    /// elements l, l + L, l + 2L … in order, then the fixed tree. The same bits at every vector width.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sum(ref float row, int length)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> sum = Vector512.LoadUnsafe(ref row);
            for (nint i = Vector512<float>.Count; i < length; i += Vector512<float>.Count)
            {
                sum += Vector512.LoadUnsafe(ref row, (nuint)i);
            }

            return Sum(sum);
        }

        Vector256<float> low = Vector256.LoadUnsafe(ref row);
        Vector256<float> high = Vector256.LoadUnsafe(ref row, (nuint)Vector256<float>.Count);
        for (nint i = Vector512<float>.Count; i < length; i += Vector512<float>.Count)
        {
            low += Vector256.LoadUnsafe(ref row, (nuint)i);
            high += Vector256.LoadUnsafe(ref row, (nuint)i + (nuint)Vector256<float>.Count);
        }

        return Sum(low + high);
    }

    /// <summary>
    /// What <see cref="ArgMax(ref float, int)"/> gives of every sample, where values are [count][stride] and samples lie across lanes; the
    /// values of unit 0 are overwritten.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ArgMaxAcross(ref float values, int stride, int rows, int count, ref int indices)
    {
        for (nuint row = 0; row < (nuint)rows; row += (nuint)Vector<float>.Count)
        {
            Vector<float> largest = Vector.Create(float.NaN), at = Vector<float>.Zero;
            for (int unit = 0; unit < count; unit++)
            {
                Vector<float> next = Vector.LoadUnsafe(ref values, (nuint)unit * (nuint)stride + row);

                // A number that is not at most the largest so far is above it, or the first.
                var wins = Vector.AndNot(Vector.Equals(next, next), Vector.LessThanOrEqual(next, largest));
                largest = Vector.ConditionalSelect(wins, next, largest);
                at = Vector.ConditionalSelect(wins, Vector.Create((float)unit), at);
            }

            at.StoreUnsafe(ref values, row);
        }

        for (nint row = 0; row < rows; row++)
            Unsafe.Add(ref indices, row) = (int)Unsafe.Add(ref values, row);
    }

    /// <summary>
    /// The index of the largest of <paramref name="length"/> ≥ 1 elements, the lowest on ties. NaN never wins, unless all
    /// are NaN: then 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ArgMax(ref float row, int length)
    {
        Vector128<float> lanes = Vector128.Create(float.NegativeInfinity);
        nint i = 0;
        for (; i <= length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            Vector128<float> next = Vector128.LoadUnsafe(ref row, (nuint)i);
            lanes = Vector128.ConditionalSelect(Vector128.GreaterThan(next, lanes), next, lanes);
        }

        float largest = Max(lanes);
        for (; i < length; i++)
        {
            float next = Unsafe.Add(ref row, i);
            largest = next > largest ? next : largest;
        }

        // The first element equal to the largest. Where all are NaN, none is.
        lanes = Vector128.Create(largest);
        for (i = 0; i <= length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            uint equal = Vector128.Equals(Vector128.LoadUnsafe(ref row, (nuint)i), lanes).ExtractMostSignificantBits();
            if (equal != 0)
            {
                return (int)i + BitOperations.TrailingZeroCount(equal);
            }
        }

        for (; i < length; i++)
        {
            if (Unsafe.Add(ref row, i) == largest)
            {
                return (int)i;
            }
        }

        return 0;
    }
}
