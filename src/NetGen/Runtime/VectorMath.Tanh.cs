using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

// tanh a = h / (h + 1) with h = ½(e^2a − 1) and a = |x|: no cancellation. 2a = k ln 2 + 2r with k the nearest integer, and
// h = 2^k · ½(e^2r − 1) + ½(2^k − 1). One rounded ln 2 is enough, since tanh flattens as k grows. The polynomial is that
// of Expm1 for 2r.
public static partial class VectorMath
{
    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        Vector<float> a = Lanes.Smaller(Vector.Create(20f), Vector.Abs(x));
        Vector<float> shifted = Lanes.MultiplyAdd(a, Vector.Create(2.88539004f), Vector.Create(12583039f));
        Vector<float> k = shifted - Vector.Create(12583039f);
        Vector<float> r = Lanes.MultiplyAdd(k, Vector.Create(-0.34657359f), a);
        Vector<float> power = Vector.As<int, float>(Vector.ShiftLeft(Vector.As<float, int>(shifted), 23));

        Vector<float> r2 = r * r;
        Vector<float> low = Lanes.MultiplyAdd(r, Vector.Create(4 * 0.166665375f), Vector.Create(2 * 0.49999997f));
        Vector<float> high = Lanes.MultiplyAdd(r, Vector.Create(16 * 0.00836731866f), Vector.Create(8 * 0.0416677408f));
        high = Lanes.MultiplyAdd(r2, Vector.Create(32 * 0.00138378609f), high);
        Vector<float> half = Lanes.MultiplyAdd(Lanes.MultiplyAdd(high, r2, low), r2, r);
        half = Lanes.MultiplyAdd(half, power, Lanes.MultiplyAdd(power, Vector.Create(0.5f), Vector.Create(-0.5f)));
        return Vector.CopySign(half / (half + Vector.Create(1f)), x);
    }

    /// <inheritdoc cref="Tanh(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Tanh(Vector<double> x)
    {
        Vector<double> a = Lanes.Smaller(Vector.Create(40d), Vector.Abs(x));
        Vector<double> shifted = Lanes.MultiplyAdd(a, Vector.Create(2.8853900817779268), Vector.Create(6755399441056767d));
        Vector<double> k = shifted - Vector.Create(6755399441056767d);
        Vector<double> r = Lanes.MultiplyAdd(k, Vector.Create(-0.34657359027997264), a);
        Vector<double> power = Vector.As<long, double>(Vector.ShiftLeft(Vector.As<double, long>(shifted), 52));
        Vector<double> half = Lanes.MultiplyAdd(Expm1Near0(r + r), power, power - Vector.Create(1d)) * Vector.Create(0.5);
        return Vector.CopySign(half / (half + Vector.Create(1d)), x);
    }
}
