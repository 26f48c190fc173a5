using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

// Polynomials by Estrin's scheme: short chains of dependent multiply-adds for one multiplication more than Horner.
public static partial class VectorMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Polynomial(
        Vector<float> x, float c0, float c1, float c2, float c3, float c4, float c5, float c6, float c7, float c8, float c9)
    {
        Vector<float> x2 = x * x;
        Vector<float> x4 = x2 * x2;
        Vector<float> p0 = Lanes.MultiplyAdd(x, Vector.Create(c1), Vector.Create(c0));
        Vector<float> p2 = Lanes.MultiplyAdd(x, Vector.Create(c3), Vector.Create(c2));
        Vector<float> p4 = Lanes.MultiplyAdd(x, Vector.Create(c5), Vector.Create(c4));
        Vector<float> p6 = Lanes.MultiplyAdd(x, Vector.Create(c7), Vector.Create(c6));
        Vector<float> p8 = Lanes.MultiplyAdd(x, Vector.Create(c9), Vector.Create(c8));
        Vector<float> low = Lanes.MultiplyAdd(p2, x2, p0);
        Vector<float> high = Lanes.MultiplyAdd(p8, x4, Lanes.MultiplyAdd(p6, x2, p4));
        return Lanes.MultiplyAdd(high, x4, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Polynomial(
        Vector<double> x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8, double c9)
    {
        Vector<double> x2 = x * x;
        Vector<double> x4 = x2 * x2;
        Vector<double> p0 = Lanes.MultiplyAdd(x, Vector.Create(c1), Vector.Create(c0));
        Vector<double> p2 = Lanes.MultiplyAdd(x, Vector.Create(c3), Vector.Create(c2));
        Vector<double> p4 = Lanes.MultiplyAdd(x, Vector.Create(c5), Vector.Create(c4));
        Vector<double> p6 = Lanes.MultiplyAdd(x, Vector.Create(c7), Vector.Create(c6));
        Vector<double> p8 = Lanes.MultiplyAdd(x, Vector.Create(c9), Vector.Create(c8));
        Vector<double> low = Lanes.MultiplyAdd(p2, x2, p0);
        Vector<double> high = Lanes.MultiplyAdd(p8, x4, Lanes.MultiplyAdd(p6, x2, p4));
        return Lanes.MultiplyAdd(high, x4, low);
    }
}
