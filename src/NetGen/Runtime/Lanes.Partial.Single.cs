using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

public static partial class Lanes
{
    /// <summary>Stores the first <paramref name="count"/> lanes and touches nothing beyond them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, ref float destination, int count)
    {
        for (int lane = 0; lane < count; lane++)
        {
            Unsafe.Add(ref destination, lane) = value.GetElement(lane);
        }
    }

    /// <inheritdoc cref="Store(Vector128{float}, ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination, int count)
    {
        for (int lane = 0; lane < count; lane++)
        {
            Unsafe.Add(ref destination, lane) = value.GetElement(lane);
        }
    }

    /// <inheritdoc cref="Store(Vector128{float}, ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float destination, int count)
    {
        for (int lane = 0; lane < count; lane++)
        {
            Unsafe.Add(ref destination, lane) = value.GetElement(lane);
        }
    }

    /// <inheritdoc cref="Store(Vector128{float}, ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, ref float destination, int count)
    {
        for (int lane = 0; lane < count; lane++)
        {
            Unsafe.Add(ref destination, lane) = value.GetElement(lane);
        }
    }

    /// <summary>Loads the first <paramref name="count"/> lanes, reads nothing beyond them; the other lanes are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load128(ref float source, int count)
    {
        Vector128<float> value = default;
        for (int lane = 0; lane < count; lane++)
        {
            value = value.WithElement(lane, Unsafe.Add(ref source, lane));
        }

        return value;
    }

    /// <inheritdoc cref="Load128(ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load256(ref float source, int count)
    {
        Vector256<float> value = default;
        for (int lane = 0; lane < count; lane++)
        {
            value = value.WithElement(lane, Unsafe.Add(ref source, lane));
        }

        return value;
    }

    /// <inheritdoc cref="Load128(ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load512(ref float source, int count)
    {
        Vector512<float> value = default;
        for (int lane = 0; lane < count; lane++)
        {
            value = value.WithElement(lane, Unsafe.Add(ref source, lane));
        }

        return value;
    }

    /// <inheritdoc cref="Load128(ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(ref float source, int count)
    {
        Vector<float> value = default;
        for (int lane = 0; lane < count; lane++)
        {
            value = value.WithElement(lane, Unsafe.Add(ref source, lane));
        }

        return value;
    }
}
