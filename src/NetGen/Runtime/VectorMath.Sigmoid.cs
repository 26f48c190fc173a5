using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

// −x = k ln 2 − r with k the nearest integer: e⁻ˣ = 2^k e^−r. Where 2^k overflows, the result lies under the smallest
// normal number. The polynomial is that of Expm1.
public static partial class VectorMath
{
    /// <summary>1 / (1 + e⁻ˣ). Results under the smallest normal number are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x)
    {
        x = Lanes.Larger(Vector.Create(-88.8f), Lanes.Smaller(Vector.Create(40f), x));
        Vector<float> shifted = Lanes.MultiplyAdd(x, Vector.Create(-1.44269502f), Vector.Create(12583039f));
        Vector<float> k = shifted - Vector.Create(12583039f);
        Vector<float> r = Lanes.MultiplyAdd(k, Vector.Create(0.693359375f), x);
        r = Lanes.MultiplyAdd(k, Vector.Create(-2.12194440e-4f), r);
        Vector<float> power = Vector.As<int, float>(Vector.ShiftLeft(Vector.As<float, int>(shifted), 23));

        Vector<float> r2 = r * r;
        Vector<float> low = Lanes.MultiplyAdd(r, Vector.Create(0.166665375f), Vector.Create(-0.49999997f));
        Vector<float> high = Lanes.MultiplyAdd(r, Vector.Create(0.00836731866f), Vector.Create(-0.0416677408f));
        high = Lanes.MultiplyAdd(r2, Vector.Create(-0.00138378609f), high);
        Vector<float> fall = Lanes.MultiplyAdd(Lanes.MultiplyAdd(high, r2, low), r2, r);
        Vector<float> exp = Vector.Create(1f) - fall;
        return Vector.Create(1f) / Lanes.MultiplyAdd(exp, power, Vector.Create(1f));
    }

    /// <inheritdoc cref="Sigmoid(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Sigmoid(Vector<double> x)
    {
        x = Lanes.Larger(Vector.Create(-710d), Lanes.Smaller(Vector.Create(80d), x));
        Vector<double> shifted = Lanes.MultiplyAdd(x, Vector.Create(-1.4426950408889634), Vector.Create(6755399441056767d));
        Vector<double> k = shifted - Vector.Create(6755399441056767d);
        Vector<double> r = Lanes.MultiplyAdd(k, Vector.Create(0.6931471805601177), x);
        r = Lanes.MultiplyAdd(k, Vector.Create(-1.7239444525614835e-13), r);
        Vector<double> power = Vector.As<long, double>(Vector.ShiftLeft(Vector.As<double, long>(shifted), 52));
        Vector<double> exp = Expm1Near0(-r) + Vector.Create(1d);
        return Vector.Create(1d) / Lanes.MultiplyAdd(exp, power, Vector.Create(1d));
    }
}
