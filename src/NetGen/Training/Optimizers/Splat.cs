using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Training;

/// <summary>Vectors that update rules share.</summary>
internal static class Splat
{
    /// <summary>A double in every lane, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Of<T>(double value)
        where T : unmanaged, IFloatingPointIeee754<T> => new(T.CreateTruncating(value));

    /// <summary>The same without subnormal numbers, which become 0: a mean of gradients that have ended shrinks to them, and arithmetic is slow with them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Normal<T>(Vector<T> value)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.AndNot(value, Vector.LessThan(Vector.Abs(value), Vector.Create(SmallestNormal<T>())));

    /// <summary>1, −1 or, for 0, 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sign<T>(Vector<T> value)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(
            Vector.GreaterThan(value, Vector<T>.Zero),
            Vector<T>.One,
            Vector.ConditionalSelect(Vector.LessThan(value, Vector<T>.Zero), -Vector<T>.One, Vector<T>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SmallestNormal<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        T.CreateTruncating(typeof(T) == typeof(float) ? BitConverter.UInt32BitsToSingle(0x0080_0000) : BitConverter.UInt64BitsToDouble(0x0010_0000_0000_0000));
}
