using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

// One number in every lane. The C# compiler takes over a millisecond to choose among the 25 overloads of a Create, and emitted
// code has one on nearly every line; here it has a name for every width and next to nothing to choose from.
public static partial class Lanes
{
    /// <summary>The number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Splat(float number) => Vector.Create(number);

    /// <summary>The element behind <paramref name="first"/> by that many in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Splat(ref float first, nuint index) => Vector.Create(Unsafe.Add(ref first, index));

    /// <inheritdoc cref="Splat(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Splat128(float number) => Vector128.Create(number);

    /// <inheritdoc cref="Splat(ref float, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Splat128(ref float first, nuint index) => Vector128.Create(Unsafe.Add(ref first, index));

    /// <inheritdoc cref="Splat(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Splat256(float number) => Vector256.Create(number);

    /// <inheritdoc cref="Splat(ref float, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Splat256(ref float first, nuint index) => Vector256.Create(Unsafe.Add(ref first, index));

    /// <inheritdoc cref="Splat(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Splat512(float number) => Vector512.Create(number);

    /// <inheritdoc cref="Splat(ref float, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Splat512(ref float first, nuint index) => Vector512.Create(Unsafe.Add(ref first, index));
}
