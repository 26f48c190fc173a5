using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

// For recurrent layers, which wait for one function after the other: fewer dependent steps, for a few more roundings.
// Sigmoid: 1 + e⁻ˣ = 1 + 2^k (1 − r) + 2^k r² q(r), whose parts but q are there before q is. r takes ln 2 in one part; what
// that lacks comes in beside it. Arguments are held where 2^k is ∞ and r is not 0.
// Tanh: x P(x²) / Q(x²), our own minimax fit. Arguments are held before a result could round to 1, with or without fused
// multiply-add, so that none is larger.
public static partial class VectorMath
{
    /// <summary>1 / (1 + e⁻ˣ), with a few roundings more. Results under the smallest normal number are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> QuickSigmoid(Vector<float> x) => Vector.Create(1f) / QuickSigmoidDivisor(x);

    /// <inheritdoc cref="Sigmoid(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> QuickSigmoid(Vector<double> x) => Sigmoid(x);

    /// <summary>1 + e⁻ˣ, by which what a sigmoid is a factor of can be divided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> QuickSigmoidDivisor(Vector<float> x)
    {
        x = Lanes.Larger(Vector.Create(-88.6f), Lanes.Smaller(Vector.Create(40f), x));
        Vector<float> shifted = Lanes.MultiplyAdd(x, Vector.Create(-1.44269502f), Vector.Create(12583039f));
        Vector<float> k = shifted - Vector.Create(12583039f);
        Vector<float> r = Lanes.MultiplyAdd(k, Vector.Create(0.693147182f), x);
        Vector<float> rest = Lanes.MultiplyAdd(k, Vector.Create(-1.90465421e-9f), r);
        Vector<float> power = Vector.As<int, float>(Vector.ShiftLeft(Vector.As<float, int>(shifted), 23));

        Vector<float> r2 = r * r;
        Vector<float> low = Lanes.MultiplyAdd(r, Vector.Create(-0.166665375f), Vector.Create(0.49999997f));
        Vector<float> high = Lanes.MultiplyAdd(r, Vector.Create(-0.00836731866f), Vector.Create(0.0416677408f));
        high = Lanes.MultiplyAdd(r2, Vector.Create(0.00138378609f), high);
        Vector<float> linear = Lanes.MultiplyAdd(power, Vector.Create(1f) - rest, Vector.Create(1f));
        return Lanes.MultiplyAdd(Lanes.MultiplyAdd(high, r2, low), power * r2, linear);
    }

    /// <inheritdoc cref="QuickSigmoidDivisor(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> QuickSigmoidDivisor(Vector<double> x) => Vector.Create(1d) + Exp(-x);

    /// <summary>The hyperbolic tangent, with a few roundings more; less than 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> QuickTanh(Vector<float> x)
    {
        Vector<float> numerator = QuickTanhQuotient(x, out Vector<float> first, out Vector<float> factor, out Vector<float> second);
        return numerator / Lanes.MultiplyAdd(factor, second, first);
    }

    /// <inheritdoc cref="Tanh(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> QuickTanh(Vector<double> x) => Tanh(x);

    /// <summary>The hyperbolic tangent of x, divided by a number of 1 or more; that costs no division of its own, and x waits for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> QuickTanhOver(Vector<float> x, Vector<float> divisor)
    {
        Vector<float> numerator = QuickTanhQuotient(x, out Vector<float> first, out Vector<float> factor, out Vector<float> second);
        return numerator / Lanes.MultiplyAdd(factor, second * divisor, first * divisor);
    }

    /// <inheritdoc cref="QuickTanhOver(Vector{float}, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> QuickTanhOver(Vector<double> x, Vector<double> divisor) => Tanh(x) / divisor;

    /// <summary>The numerator; the denominator is factor · second + first, of which factor is there last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> QuickTanhQuotient(Vector<float> x, out Vector<float> first, out Vector<float> factor, out Vector<float> second)
    {
        Vector<float> size = Lanes.Smaller(Vector.Create(7.88f), Vector.Abs(x));
        x = size | (x & Vector.Create(-0f));
        Vector<float> x2 = size * size;
        Vector<float> x4 = x2 * x2;
        Vector<float> low = Lanes.MultiplyAdd(x2, Vector.Create(0.13409558f), Vector.Create(1f));
        Vector<float> high = Lanes.MultiplyAdd(x2, Vector.Create(2.1172067e-5f), Vector.Create(0.003529535f));
        high = Lanes.MultiplyAdd(x4, Vector.Create(1.4148226e-8f), high);
        Vector<float> numerator = Lanes.MultiplyAdd(high, x4 * x, low * x);
        first = Lanes.MultiplyAdd(x2, Vector.Create(0.46742883f), Vector.Create(1f));
        factor = Lanes.MultiplyAdd(x2, Vector.Create(3.3413107e-4f), Vector.Create(0.026005954f));
        factor = Lanes.MultiplyAdd(x4, Vector.Create(8.09818e-7f), factor);
        second = x4;
        return numerator;
    }
}
