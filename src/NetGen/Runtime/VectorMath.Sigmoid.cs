using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

public static partial class VectorMath
{
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => Vector.Create(1f) / (Vector.Create(1f) + Exp(-x));

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Sigmoid(Vector<double> x) => Vector.Create(1d) / (Vector.Create(1d) + Exp(-x));

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x) => Vector.Create(2f) * Sigmoid(x + x) - Vector.Create(1f);

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Tanh(Vector<double> x) => Vector.Create(2d) * Sigmoid(x + x) - Vector.Create(1d);
}
