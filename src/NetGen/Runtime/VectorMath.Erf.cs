using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

// With a = |x|, erf a = 1 − e^−L(a), where L(a) = −ln erfc a is close to a parabola. Float: L(a) = a + a Q(a) and the cancellation
// near 0 is avoided as in Expm1, whose polynomial this is. Double: that for a ≥ 1, else a + a P(a²).
// Q, L and P are our own minimax fits; erf a is 1 from a = 4 (6) on.
public static partial class VectorMath
{
    /// <summary>The error function, 2/√π ∫₀ˣ e^−t² dt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Erf(Vector<float> x)
    {
        Vector<float> a = Lanes.Smaller(Vector.Create(4f), Vector.Abs(x));
        Vector<float> q = Polynomial(
            a,
            0.128379166f, 0.636619866f, 0.102771096f, -0.0191179346f, -0.000250114856f,
            0.0017927509f, -0.000733856752f, 0.000163814519f, -2.03673062e-05f, 1.08819017e-06f);
        Vector<float> l = Lanes.MultiplyAdd(a, q, a);

        Vector<float> shifted = Lanes.MultiplyAdd(l, Vector.Create(-1.44269502f), Vector.Create(12583039f));
        Vector<float> k = shifted - Vector.Create(12583039f);
        Vector<float> r = Lanes.MultiplyAdd(k, Vector.Create(0.693359375f), l);
        r = Lanes.MultiplyAdd(k, Vector.Create(-2.12194440e-4f), r);
        Vector<float> power = Vector.As<int, float>(Vector.ShiftLeft(Vector.As<float, int>(shifted), 23));

        // 1 − e^−r = r − r² q(−r).
        Vector<float> r2 = r * r;
        Vector<float> low = Lanes.MultiplyAdd(r, Vector.Create(0.166665375f), Vector.Create(-0.49999997f));
        Vector<float> high = Lanes.MultiplyAdd(r, Vector.Create(0.00836731866f), Vector.Create(-0.0416677408f));
        high = Lanes.MultiplyAdd(r2, Vector.Create(-0.00138378609f), high);
        Vector<float> rise = Lanes.MultiplyAdd(Lanes.MultiplyAdd(high, r2, low), r2, r);
        return Vector.CopySign(Lanes.MultiplyAdd(rise, power, Vector.Create(1f) - power), x);
    }

    /// <inheritdoc cref="Erf(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Erf(Vector<double> x)
    {
        Vector<double> a = Lanes.Smaller(Vector.Create(6d), Vector.Abs(x));
        Vector<double> u = a - Vector.Create(2.5);
        Vector<double> low = Polynomial(
            u,
            7.806815272727279, 5.352680750986661, 0.9438937335243173, 0.01085807273230438, -0.0021654769147298578,
            0.0004209325793940053, -7.703071091349574e-05, 1.2755885716055275e-05, -1.769141914765169e-06, 1.5578008022106182e-07);
        Vector<double> high = Polynomial(
            u,
            1.2675408746711403e-08, -1.0735003568481659e-08, 3.554908071297555e-09, -9.234806253350439e-10, 1.2127497763561185e-10,
            -1.078331296709145e-11, 1.2511449878546241e-11, 4.0719729816066256e-13, -1.2942990411419002e-12, 0d);
        Vector<double> u2 = u * u;
        Vector<double> u4 = u2 * u2;
        Vector<double> far = Vector.Create(1d) - Exp(-Lanes.MultiplyAdd(high, u4 * u4 * u2, low));

        Vector<double> z = a * a;
        Vector<double> z2 = z * z;
        Vector<double> z4 = z2 * z2;
        Vector<double> near = Polynomial(
            z,
            0.12837916709551256, -0.37612638903183343, 0.1128379167093695, -0.02686617064195914, 0.005223977596735902,
            -0.0008548325485002327, 0.0001205528049678781, -1.492446564616125e-05, 1.644415067505154e-06, -1.6183992110680961e-07);
        Vector<double> end = Lanes.MultiplyAdd(z, Vector.Create(-7.60782042094155e-10), Vector.Create(1.3616703621796545e-08));
        near = Lanes.MultiplyAdd(a, Lanes.MultiplyAdd(end, z4 * z4 * z2, near), a);
        return Vector.CopySign(Vector.ConditionalSelect(Vector.LessThan<double>(a, Vector.Create(1d)), near, far), x);
    }
}
