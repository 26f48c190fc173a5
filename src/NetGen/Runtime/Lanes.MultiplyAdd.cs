using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Wasm;

namespace NetGen.Runtime;

// WebAssembly has no fused multiply-add, and its interpreter knows no intrinsic for the estimate: product and sum, whose bits
// are the same there, run about ten times as fast. Elsewhere the JIT folds the question away. Vectors of 256 and 512 bits do
// not exist there and call the estimate themselves, which spares the JIT's inliner a call.
public static partial class Lanes
{
    /// <summary>factor · other + addend, rounded once where the hardware can and twice elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplyAdd(Vector<float> factor, Vector<float> other, Vector<float> addend) =>
        PackedSimd.IsSupported ? factor * other + addend : Vector.MultiplyAddEstimate(factor, other, addend);

    /// <inheritdoc cref="MultiplyAdd(Vector{float}, Vector{float}, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> MultiplyAdd(Vector<double> factor, Vector<double> other, Vector<double> addend) =>
        PackedSimd.IsSupported ? factor * other + addend : Vector.MultiplyAddEstimate(factor, other, addend);

    /// <inheritdoc cref="MultiplyAdd(Vector{float}, Vector{float}, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> factor, Vector128<float> other, Vector128<float> addend) =>
        PackedSimd.IsSupported ? factor * other + addend : Vector128.MultiplyAddEstimate(factor, other, addend);

    /// <inheritdoc cref="MultiplyAdd(Vector{float}, Vector{float}, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAdd(Vector128<double> factor, Vector128<double> other, Vector128<double> addend) =>
        PackedSimd.IsSupported ? factor * other + addend : Vector128.MultiplyAddEstimate(factor, other, addend);
}
