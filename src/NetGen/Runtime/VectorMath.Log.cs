using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

// x = 2^k (1 + f) with 1 + f in [√½, √2): ln x = k ln 2 + ln(1 + f). Subnormal x are first multiplied by a power of two.
// Float: ln(1 + f) = f − ½f² + f³ P(f). Double: with s = f / (2 + f), ln(1 + f) = 2 artanh s = f − s (f − s² G(s²)).
// P and G are our own minimax fits.
public static partial class VectorMath
{
    /// <summary>The natural logarithm: −∞ at ±0, NaN under 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log(Vector<float> x)
    {
        Vector<float> small = Vector.LessThan<float>(x, Vector.Create(1.17549435e-38f));
        Vector<float> normal = Vector.ConditionalSelect(small, x * Vector.Create(8388608f), x);
        Vector<int> bits = Vector.As<float, int>(normal) - Vector.Create(0x3F3504F3);
        Vector<float> k = Vector.ConvertToSingle(Vector.ShiftRightArithmetic(bits, 23))
            - Vector.ConditionalSelect(small, Vector.Create(23f), Vector<float>.Zero);
        Vector<float> f = Vector.As<int, float>((bits & Vector.Create(0x7FFFFF)) + Vector.Create(0x3F3504F3)) - Vector.Create(1f);
        Vector<float> log = LogNear1(f, k);
        Vector<float> atMost0 = Vector.ConditionalSelect(
            Vector.Equals<float>(x, Vector<float>.Zero), Vector.Create(float.NegativeInfinity), Vector.Create(float.NaN));
        log = Vector.ConditionalSelect(Vector.LessThan<float>(x, Vector.Create(float.PositiveInfinity)), log, x);
        return Vector.ConditionalSelect(Vector.LessThanOrEqual<float>(x, Vector<float>.Zero), atMost0, log);
    }

    /// <inheritdoc cref="Log(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log(Vector<double> x)
    {
        Vector<double> small = Vector.LessThan<double>(x, Vector.Create(2.2250738585072014e-308));
        Vector<double> normal = Vector.ConditionalSelect(small, x * Vector.Create(4503599627370496d), x);

        // The exponent is kept positive (+ 1024) for a logical shift, and becomes a double by joining the bits of 1.5 · 2^52.
        Vector<long> bits = Vector.As<double, long>(normal) + Vector.Create(0x4000_0000_0000_0000 - 0x3FE6_A09E_667F_3BCD);
        Vector<double> k = Vector.As<long, double>(Vector.ShiftRightLogical(bits, 52) + Vector.Create(0x4338_0000_0000_0000))
            - Vector.ConditionalSelect(small, Vector.Create(6755399441056820d), Vector.Create(6755399441056768d));
        Vector<double> f = Vector.As<long, double>((bits & Vector.Create(0xF_FFFF_FFFF_FFFF)) + Vector.Create(0x3FE6_A09E_667F_3BCD))
            - Vector.Create(1d);
        Vector<double> log = LogNear1(f, k);
        Vector<double> atMost0 = Vector.ConditionalSelect(
            Vector.Equals<double>(x, Vector<double>.Zero), Vector.Create(double.NegativeInfinity), Vector.Create(double.NaN));
        log = Vector.ConditionalSelect(Vector.LessThan<double>(x, Vector.Create(double.PositiveInfinity)), log, x);
        return Vector.ConditionalSelect(Vector.LessThanOrEqual<double>(x, Vector<double>.Zero), atMost0, log);
    }

    /// <summary>ln x for 1 ≤ x &lt; ∞, in fewer steps; NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LogAbove1(Vector<float> x)
    {
        Vector<int> bits = Vector.As<float, int>(x) - Vector.Create(0x3F3504F3);
        Vector<float> k = Vector.ConvertToSingle(Vector.ShiftRightArithmetic(bits, 23));
        Vector<float> f = Vector.As<int, float>((bits & Vector.Create(0x7FFFFF)) + Vector.Create(0x3F3504F3)) - Vector.Create(1f);

        // 0 · x lets NaN through, whose bits would pass for a number's.
        return LogNear1(Lanes.MultiplyAdd(x, Vector<float>.Zero, f), k);
    }

    /// <inheritdoc cref="LogAbove1(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> LogAbove1(Vector<double> x)
    {
        Vector<long> bits = Vector.As<double, long>(x) + Vector.Create(0x4000_0000_0000_0000 - 0x3FE6_A09E_667F_3BCD);
        Vector<double> k = Vector.As<long, double>(Vector.ShiftRightLogical(bits, 52) + Vector.Create(0x4338_0000_0000_0000))
            - Vector.Create(6755399441056768d);
        Vector<double> f = Vector.As<long, double>((bits & Vector.Create(0xF_FFFF_FFFF_FFFF)) + Vector.Create(0x3FE6_A09E_667F_3BCD))
            - Vector.Create(1d);
        return LogNear1(Lanes.MultiplyAdd(x, Vector<double>.Zero, f), k);
    }

    /// <summary>k ln 2 + ln(1 + f) for 1 + f in [√½, √2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LogNear1(Vector<float> f, Vector<float> k)
    {
        Vector<float> f2 = f * f;
        Vector<float> f4 = f2 * f2;
        Vector<float> p0 = Lanes.MultiplyAdd(f, Vector.Create(-0.250008255f), Vector.Create(0.333333313f));
        Vector<float> p2 = Lanes.MultiplyAdd(f, Vector.Create(-0.166232184f), Vector.Create(0.200012654f));
        Vector<float> p4 = Lanes.MultiplyAdd(f, Vector.Create(-0.131605372f), Vector.Create(0.142007262f));
        Vector<float> p6 = Lanes.MultiplyAdd(f, Vector.Create(-0.0764395073f), Vector.Create(0.127695709f));
        Vector<float> p = Lanes.MultiplyAdd(
            Lanes.MultiplyAdd(p6, f2, p4), f4, Lanes.MultiplyAdd(p2, f2, p0));
        Vector<float> tail = Lanes.MultiplyAdd(f2 * f, p, k * Vector.Create(-2.12194440e-4f));
        tail = Lanes.MultiplyAdd(f2, Vector.Create(-0.5f), tail);
        return Lanes.MultiplyAdd(k, Vector.Create(0.693359375f), f + tail);
    }

    /// <inheritdoc cref="LogNear1(Vector{float}, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> LogNear1(Vector<double> f, Vector<double> k)
    {
        Vector<double> s = f / (f + Vector.Create(2d));
        Vector<double> z = s * s;
        Vector<double> z2 = z * z;
        Vector<double> g0 = Lanes.MultiplyAdd(z, Vector.Create(0.39999999999416597), Vector.Create(0.6666666666666734));
        Vector<double> g2 = Lanes.MultiplyAdd(z, Vector.Create(0.22222198602883064), Vector.Create(0.28571428742044513));
        Vector<double> g4 = Lanes.MultiplyAdd(z, Vector.Create(0.15314080972699576), Vector.Create(0.18183562984898127));
        g4 = Lanes.MultiplyAdd(z2, Vector.Create(0.14795676020630616), g4);
        Vector<double> g = Lanes.MultiplyAdd(Lanes.MultiplyAdd(g4, z2, g2), z2, g0);

        // f − s (f − z g) = f − (½f² − s (½f² + z g)): the correction to f stays small.
        Vector<double> square = f * f * Vector.Create(0.5);
        Vector<double> tail = Lanes.MultiplyAdd(
            s, Lanes.MultiplyAdd(z, g, square), k * Vector.Create(-1.7239444525614835e-13));
        return Lanes.MultiplyAdd(k, Vector.Create(0.6931471805601177), f - (square - tail));
    }
}
