using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

public static partial class Lanes
{
    /// <summary>The sum of all lanes in the fixed tree: lane l + lane l + half, halving down to one lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> value)
    {
        Vector64<float> half = value.GetLower() + value.GetUpper();
        return Vector64<float>.Count == 1 ? half[0] : half[0] + half[Vector64<float>.Count - 1];
    }

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> value) => Sum(value.GetLower() + value.GetUpper());

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> value) => Sum(value.GetLower() + value.GetUpper());

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector<float> value) =>
        Vector<float>.Count == Vector512<float>.Count ? Sum(value.AsVector512())
        : Vector<float>.Count == Vector256<float>.Count ? Sum(value.AsVector256())
        : Sum(value.AsVector128());

    /// <summary>The largest lane; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector128<float> value)
    {
        float largest = float.Max(value[0], value[1]);
        return Vector128<float>.Count == 2
            ? largest
            : float.Max(largest, float.Max(value[Vector128<float>.Count - 2], value[Vector128<float>.Count - 1]));
    }

    /// <inheritdoc cref="Max(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256<float> value) => Max(Vector128.Max(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="Max(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> value) => Max(Vector256.Max(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="Max(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector<float> value) =>
        Vector<float>.Count == Vector512<float>.Count ? Max(value.AsVector512())
        : Vector<float>.Count == Vector256<float>.Count ? Max(value.AsVector256())
        : Max(value.AsVector128());

    /// <summary>
    /// The sum of a row in memory whose <paramref name="length"/> is a positive multiple of the virtual lanes: lane l takes
    /// elements l, l + L, l + 2L … in order, then the fixed tree. The same bits at every vector width.
    /// </summary>
    public static float Sum(ref float row, int length)
    {
        Vector512<float> sum = Vector512.LoadUnsafe(ref row);
        for (int i = Vector512<float>.Count; i < length; i += Vector512<float>.Count)
        {
            sum += Vector512.LoadUnsafe(ref row, (nuint)i);
        }

        return Sum(sum);
    }

    /// <summary>The largest of <paramref name="length"/> ≥ 1 elements in memory; NaN if there is one.</summary>
    public static float Max(ref float row, int length)
    {
        float largest = row;
        for (int i = 1; i < length; i++)
        {
            largest = float.Max(largest, Unsafe.Add(ref row, i));
        }

        return largest;
    }

    /// <summary>
    /// Sums of <paramref name="count"/> rows (a multiple of the virtual lanes), each one 512-bit vector wide and added up in
    /// the fixed tree, to <paramref name="sums"/>.
    /// </summary>
    public static void SumRows(ref float rows, int count, ref float sums)
    {
        for (int row = 0; row < count; row++)
        {
            Unsafe.Add(ref sums, row) = Sum(Vector512.LoadUnsafe(ref rows, (nuint)(row * Vector512<float>.Count)));
        }
    }

    /// <summary>
    /// The index of the largest of <paramref name="length"/> ≥ 1 elements, the lowest on ties. NaN never wins, unless all
    /// are NaN: then 0.
    /// </summary>
    public static int ArgMax(ref float row, int length)
    {
        int best = 0;
        float largest = row;
        for (int i = 1; i < length; i++)
        {
            float candidate = Unsafe.Add(ref row, i);
            if (candidate > largest || (float.IsNaN(largest) && !float.IsNaN(candidate)))
            {
                best = i;
                largest = candidate;
            }
        }

        return best;
    }
}
