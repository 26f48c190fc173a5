using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

// ln(1 + eˣ) = max(x, 0) + ln(1 + e) with e = e^−|x| in [0, 1]. Float: ln(1 + e) = e P(e). Double: with s = e / (2 + e),
// ln(1 + e) = 2 artanh s = 2s + s³ G(s²). P and G are our own minimax fits.
public static partial class VectorMath
{
    /// <summary>ln(1 + eˣ) without overflow. Results under the smallest normal number are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Softplus(Vector<float> x)
    {
        Vector<float> e = Exp(-Vector.Abs(x));
        Vector<float> p = Polynomial(
            e,
            1f, -0.499999315f, 0.333304644f, -0.24958019f, 0.196921051f,
            -0.153448954f, 0.106611609f, -0.057457637f, 0.0200865027f, -0.00329053588f);
        return Lanes.MultiplyAdd(e, p, Lanes.Larger(Vector<float>.Zero, x));
    }

    /// <inheritdoc cref="Softplus(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Softplus(Vector<double> x)
    {
        Vector<double> e = Exp(-Vector.Abs(x));
        Vector<double> s = e / (e + Vector.Create(2d));
        Vector<double> z = s * s;
        Vector<double> g = Polynomial(
            z,
            0.6666666666666631, 0.40000000000156216, 0.2857142854795662, 0.2222222396440958, 0.18181744086294016,
            0.15386556898138432, 0.13301009105184555, 0.12105831822293996, 0.08341118163021453, 0.17016838325730183);
        return Lanes.Larger(Vector<double>.Zero, x) + Lanes.MultiplyAdd(s * z, g, s + s);
    }
}
