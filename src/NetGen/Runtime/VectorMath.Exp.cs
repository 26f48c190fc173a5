using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

// x = m ln 2 + r with m = ⌊x / ln 2⌋ and r in [0, ln 2): then 2^m is a normal number exactly where eˣ is one, and its
// exponent field runs into 0 and ∞ by itself where eˣ does. ln 2 comes in two parts, the first short enough that m times
// it is exact. Adding 1.5 · 2^23 (2^52) rounds to an integer in the low bits of the sum; with the exponent's bias in the
// same constant, one shift makes 2^m of them. 1 / ln 2 is rounded down, so that m never reaches ∞'s exponent too early.
// e^r − 1 − r is r² times a polynomial, our own minimax fit.
// Under 0 nothing overflows, so that m can be the nearest integer: |r| ≤ ½ ln 2 and the polynomial is that of Expm1.
public static partial class VectorMath
{
    /// <summary>eˣ. Results under the smallest normal number are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        x = Lanes.Larger(Vector.Create(-87.7f), Lanes.Smaller(Vector.Create(88.8f), x));
        Vector<float> shifted = Lanes.MultiplyAdd(x, Vector.Create(1.44269502f), Vector.Create(-0.5f)) + Vector.Create(12583039f);
        Vector<float> m = shifted - Vector.Create(12583039f);
        Vector<float> r = Lanes.MultiplyAdd(m, Vector.Create(-0.693359375f), x);
        r = Lanes.MultiplyAdd(m, Vector.Create(2.12194440e-4f), r);
        Vector<float> power = Vector.As<int, float>(Vector.ShiftLeft(Vector.As<float, int>(shifted), 23));

        Vector<float> r2 = r * r;
        Vector<float> low = Lanes.MultiplyAdd(r, Vector.Create(0.166627005f), Vector.Create(0.500002742f));
        Vector<float> high = Lanes.MultiplyAdd(r, Vector.Create(0.00784102734f), Vector.Create(0.0418729894f));
        high = Lanes.MultiplyAdd(r2, Vector.Create(0.0019273177f), high);
        Vector<float> expm1 = Lanes.MultiplyAdd(Lanes.MultiplyAdd(high, r2, low), r2, r);
        return Lanes.MultiplyAdd(expm1, power, power);
    }

    /// <inheritdoc cref="Exp(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Exp(Vector<double> x)
    {
        x = Lanes.Larger(Vector.Create(-709d), Lanes.Smaller(Vector.Create(710d), x));
        Vector<double> shifted = Lanes.MultiplyAdd(x, Vector.Create(1.4426950408889632), Vector.Create(-0.5)) + Vector.Create(6755399441056767d);
        Vector<double> m = shifted - Vector.Create(6755399441056767d);
        Vector<double> r = Lanes.MultiplyAdd(m, Vector.Create(-0.6931471805601177), x);
        r = Lanes.MultiplyAdd(m, Vector.Create(1.7239444525614835e-13), r);
        Vector<double> power = Vector.As<long, double>(Vector.ShiftLeft(Vector.As<double, long>(shifted), 52));
        Vector<double> tail = Polynomial(
            r,
            0.499999999999966, 0.1666666666682084, 0.041666666639229494, 0.008333333593449978, 0.0013888874035614385,
            0.00019841811396242065, 2.4788690785203182e-05, 2.7756615489648716e-06, 2.5642618747614587e-07, 3.525408890824906e-08);
        return Lanes.MultiplyAdd(Lanes.MultiplyAdd(tail, r * r, r), power, power);
    }

    /// <summary>eˣ for x ≤ 0, in fewer steps. 0 under the smallest normal number, but for subnormals right below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> ExpNegative(Vector<float> x)
    {
        x = Lanes.Larger(Vector.Create(-87.7f), x);
        Vector<float> shifted = Lanes.MultiplyAdd(x, Vector.Create(1.44269502f), Vector.Create(12583039f));
        Vector<float> m = shifted - Vector.Create(12583039f);
        Vector<float> r = Lanes.MultiplyAdd(m, Vector.Create(-0.693359375f), x);
        r = Lanes.MultiplyAdd(m, Vector.Create(2.12194440e-4f), r);
        Vector<float> power = Vector.As<int, float>(Vector.ShiftLeft(Vector.As<float, int>(shifted), 23));
        return Lanes.MultiplyAdd(Expm1Near0(r), power, power);
    }

    /// <inheritdoc cref="ExpNegative(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> ExpNegative(Vector<double> x)
    {
        x = Lanes.Larger(Vector.Create(-709d), x);
        Vector<double> shifted = Lanes.MultiplyAdd(x, Vector.Create(1.4426950408889634), Vector.Create(6755399441056767d));
        Vector<double> m = shifted - Vector.Create(6755399441056767d);
        Vector<double> r = Lanes.MultiplyAdd(m, Vector.Create(-0.6931471805601177), x);
        r = Lanes.MultiplyAdd(m, Vector.Create(1.7239444525614835e-13), r);
        Vector<double> power = Vector.As<long, double>(Vector.ShiftLeft(Vector.As<double, long>(shifted), 52));
        return Lanes.MultiplyAdd(Expm1Near0(r), power, power);
    }
}
