using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

// x = k ln 2 + r with k the nearest integer, so that k = 0 around 0 and the result is e^r − 1 there, to full accuracy;
// elsewhere 2^k (e^r − 1) + (2^k − 1). Half of that is formed, since 2^128 is no float where e^88.5 still is one.
public static partial class VectorMath
{
    /// <summary>eˣ − 1 without cancellation near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Expm1(Vector<float> x)
    {
        Vector<float> a = Lanes.Larger(Vector.Create(-40f), Lanes.Smaller(Vector.Create(88.8f), x));
        Vector<float> shifted = Lanes.MultiplyAdd(a, Vector.Create(1.44269502f), Vector.Create(12583038f));
        Vector<float> k = shifted - Vector.Create(12583038f);
        Vector<float> r = Lanes.MultiplyAdd(k, Vector.Create(-0.693359375f), a);
        r = Lanes.MultiplyAdd(k, Vector.Create(2.12194440e-4f), r);
        Vector<float> half = Vector.As<int, float>(Vector.ShiftLeft(Vector.As<float, int>(shifted), 23));

        half = Lanes.MultiplyAdd(Expm1Near0(r), half, half - Vector.Create(0.5f));
        return Vector.CopySign(half + half, x);
    }

    /// <inheritdoc cref="Expm1(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Expm1(Vector<double> x)
    {
        Vector<double> a = Lanes.Larger(Vector.Create(-80d), Lanes.Smaller(Vector.Create(710d), x));
        Vector<double> shifted = Lanes.MultiplyAdd(a, Vector.Create(1.4426950408889634), Vector.Create(6755399441056766d));
        Vector<double> k = shifted - Vector.Create(6755399441056766d);
        Vector<double> r = Lanes.MultiplyAdd(k, Vector.Create(-0.6931471805601177), a);
        r = Lanes.MultiplyAdd(k, Vector.Create(1.7239444525614835e-13), r);
        Vector<double> half = Vector.As<long, double>(Vector.ShiftLeft(Vector.As<double, long>(shifted), 52));
        half = Lanes.MultiplyAdd(Expm1Near0(r), half, half - Vector.Create(0.5));
        return Vector.CopySign(half + half, x);
    }

    /// <summary>e^r − 1 for |r| ≤ ½ ln 2: r + r² times our own minimax fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Expm1Near0(Vector<float> r)
    {
        Vector<float> r2 = r * r;
        Vector<float> low = Lanes.MultiplyAdd(r, Vector.Create(0.166665375f), Vector.Create(0.49999997f));
        Vector<float> high = Lanes.MultiplyAdd(r, Vector.Create(0.00836731866f), Vector.Create(0.0416677408f));
        high = Lanes.MultiplyAdd(r2, Vector.Create(0.00138378609f), high);
        return Lanes.MultiplyAdd(Lanes.MultiplyAdd(high, r2, low), r2, r);
    }

    /// <inheritdoc cref="Expm1Near0(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Expm1Near0(Vector<double> r)
    {
        Vector<double> tail = Polynomial(
            r,
            0.5000000000000006, 0.1666666666666647, 0.041666666666569784, 0.008333333333492364, 0.001388888893425725,
            0.00019841269446010072, 2.4801501726440103e-05, 2.7557692270772594e-06, 2.762753398328915e-07, 2.4951877377266378e-08);
        return Lanes.MultiplyAdd(tail, r * r, r);
    }
}
