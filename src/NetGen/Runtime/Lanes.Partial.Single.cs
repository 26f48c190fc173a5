using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

// With a constant count these fold to one or two moves.
public static partial class Lanes
{
    /// <inheritdoc cref="Store(Vector128{float}, ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination, int count)
    {
        if (count >= Vector256<float>.Count)
        {
            value.StoreUnsafe(ref destination);
        }
        else if (count > Vector128<float>.Count)
        {
            value.GetLower().StoreUnsafe(ref destination);
            Store(value.GetUpper(), ref Unsafe.Add(ref destination, Vector128<float>.Count), count - Vector128<float>.Count);
        }
        else
        {
            Store(value.GetLower(), ref destination, count);
        }
    }

    /// <inheritdoc cref="Store(Vector128{float}, ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float destination, int count)
    {
        if (count >= Vector512<float>.Count)
        {
            value.StoreUnsafe(ref destination);
        }
        else if (count > Vector256<float>.Count)
        {
            value.GetLower().StoreUnsafe(ref destination);
            Store(value.GetUpper(), ref Unsafe.Add(ref destination, Vector256<float>.Count), count - Vector256<float>.Count);
        }
        else
        {
            Store(value.GetLower(), ref destination, count);
        }
    }

    /// <inheritdoc cref="Store(Vector128{float}, ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, ref float destination, int count)
    {
        if (Vector<float>.Count == Vector128<float>.Count)
        {
            Store(value.AsVector128(), ref destination, count);
        }
        else if (Vector<float>.Count == Vector256<float>.Count)
        {
            Store(value.AsVector256(), ref destination, count);
        }
        else
        {
            Store(value.AsVector512(), ref destination, count);
        }
    }

    /// <inheritdoc cref="Load128(ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load256(ref float source, int count) =>
        count >= Vector256<float>.Count ? Vector256.LoadUnsafe(ref source)
        : count <= Vector128<float>.Count ? Load128(ref source, count).ToVector256()
        : Vector128.LoadUnsafe(ref source).ToVector256Unsafe().WithUpper(
            Load128(ref Unsafe.Add(ref source, Vector128<float>.Count), count - Vector128<float>.Count));

    /// <inheritdoc cref="Load128(ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load512(ref float source, int count) =>
        count >= Vector512<float>.Count ? Vector512.LoadUnsafe(ref source)
        : count <= Vector256<float>.Count ? Load256(ref source, count).ToVector512()
        : Vector256.LoadUnsafe(ref source).ToVector512Unsafe().WithUpper(
            Load256(ref Unsafe.Add(ref source, Vector256<float>.Count), count - Vector256<float>.Count));

    /// <inheritdoc cref="Load128(ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(ref float source, int count) =>
        Vector<float>.Count == Vector128<float>.Count ? Load128(ref source, count).AsVector()
        : Vector<float>.Count == Vector256<float>.Count ? Load256(ref source, count).AsVector()
        : Load512(ref source, count).AsVector();
}
