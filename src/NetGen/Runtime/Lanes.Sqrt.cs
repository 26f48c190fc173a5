using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

// One name for what is called differently of vectors of a known and of the machine's length.
public static partial class Lanes
{
    /// <summary>√x, lane by lane, rounded as IEEE 754 says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sqrt<T>(Vector<T> x) => Vector.SquareRoot(x);

    /// <inheritdoc cref="Sqrt{T}(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Sqrt<T>(Vector128<T> x) => Vector128.Sqrt(x);

    /// <inheritdoc cref="Sqrt{T}(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Sqrt<T>(Vector256<T> x) => Vector256.Sqrt(x);

    /// <inheritdoc cref="Sqrt{T}(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sqrt<T>(Vector512<T> x) => Vector512.Sqrt(x);
}
