using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks.Timing;

/// <summary>Loops that do nothing but multiply and add, or load: chains enough that no unit waits for a result.</summary>
/// <remarks>Inlined where the result is dropped, they would do nothing at all.</remarks>
internal static class Probes
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float MultiplyAdds256(long steps)
    {
        Vector256<float> factor = Vector256.Create(0.999f), term = Vector256.Create(0.5f);
        Vector256<float> a0 = term, a1 = term, a2 = term, a3 = term, a4 = term, a5 = term, a6 = term, a7 = term, a8 = term, a9 = term, a10 = term, a11 = term;
        for (long step = 0; step < steps; step++)
        {
            a0 = Vector256.FusedMultiplyAdd(a0, factor, term);
            a1 = Vector256.FusedMultiplyAdd(a1, factor, term);
            a2 = Vector256.FusedMultiplyAdd(a2, factor, term);
            a3 = Vector256.FusedMultiplyAdd(a3, factor, term);
            a4 = Vector256.FusedMultiplyAdd(a4, factor, term);
            a5 = Vector256.FusedMultiplyAdd(a5, factor, term);
            a6 = Vector256.FusedMultiplyAdd(a6, factor, term);
            a7 = Vector256.FusedMultiplyAdd(a7, factor, term);
            a8 = Vector256.FusedMultiplyAdd(a8, factor, term);
            a9 = Vector256.FusedMultiplyAdd(a9, factor, term);
            a10 = Vector256.FusedMultiplyAdd(a10, factor, term);
            a11 = Vector256.FusedMultiplyAdd(a11, factor, term);
        }

        return Vector256.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float MultiplyAdds512(long steps)
    {
        Vector512<float> factor = Vector512.Create(0.999f), term = Vector512.Create(0.5f);
        Vector512<float> a0 = term, a1 = term, a2 = term, a3 = term, a4 = term, a5 = term, a6 = term, a7 = term, a8 = term, a9 = term, a10 = term, a11 = term;
        for (long step = 0; step < steps; step++)
        {
            a0 = Vector512.FusedMultiplyAdd(a0, factor, term);
            a1 = Vector512.FusedMultiplyAdd(a1, factor, term);
            a2 = Vector512.FusedMultiplyAdd(a2, factor, term);
            a3 = Vector512.FusedMultiplyAdd(a3, factor, term);
            a4 = Vector512.FusedMultiplyAdd(a4, factor, term);
            a5 = Vector512.FusedMultiplyAdd(a5, factor, term);
            a6 = Vector512.FusedMultiplyAdd(a6, factor, term);
            a7 = Vector512.FusedMultiplyAdd(a7, factor, term);
            a8 = Vector512.FusedMultiplyAdd(a8, factor, term);
            a9 = Vector512.FusedMultiplyAdd(a9, factor, term);
            a10 = Vector512.FusedMultiplyAdd(a10, factor, term);
            a11 = Vector512.FusedMultiplyAdd(a11, factor, term);
        }

        return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Loads256(ref float start, int length, long steps)
    {
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        for (long step = 0; step < steps; step++)
        {
            ref float p = ref start;
            for (int i = 0; i < length; i += 8 * Vector256<float>.Count)
            {
                a0 += Vector256.LoadUnsafe(ref p, 0);
                a1 += Vector256.LoadUnsafe(ref p, 8);
                a2 += Vector256.LoadUnsafe(ref p, 16);
                a3 += Vector256.LoadUnsafe(ref p, 24);
                a4 += Vector256.LoadUnsafe(ref p, 32);
                a5 += Vector256.LoadUnsafe(ref p, 40);
                a6 += Vector256.LoadUnsafe(ref p, 48);
                a7 += Vector256.LoadUnsafe(ref p, 56);
                p = ref Unsafe.Add(ref p, 8 * Vector256<float>.Count);
            }
        }

        return Vector256.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Loads512(ref float start, int length, long steps)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        for (long step = 0; step < steps; step++)
        {
            ref float p = ref start;
            for (int i = 0; i < length; i += 8 * Vector512<float>.Count)
            {
                a0 += Vector512.LoadUnsafe(ref p, 0);
                a1 += Vector512.LoadUnsafe(ref p, 16);
                a2 += Vector512.LoadUnsafe(ref p, 32);
                a3 += Vector512.LoadUnsafe(ref p, 48);
                a4 += Vector512.LoadUnsafe(ref p, 64);
                a5 += Vector512.LoadUnsafe(ref p, 80);
                a6 += Vector512.LoadUnsafe(ref p, 96);
                a7 += Vector512.LoadUnsafe(ref p, 112);
                p = ref Unsafe.Add(ref p, 8 * Vector512<float>.Count);
            }
        }

        return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7);
    }
}
