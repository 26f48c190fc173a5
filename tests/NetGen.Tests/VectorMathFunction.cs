using System.Numerics;
using System.Runtime.Intrinsics;
using NetGen.Runtime;

namespace NetGen.Tests;

/// <summary>One function of <see cref="VectorMath"/> in all its flavours, with its reference and its error bounds in ulp.</summary>
internal sealed record VectorMathFunction(
    string Name,
    Func<Vector<float>, Vector<float>> Single,
    Func<Vector128<float>, Vector128<float>> Single128,
    Func<Vector256<float>, Vector256<float>> Single256,
    Func<Vector512<float>, Vector512<float>> Single512,
    Func<Vector<double>, Vector<double>> Double,
    Func<Vector128<double>, Vector128<double>> Double128,
    Func<Vector256<double>, Vector256<double>> Double256,
    Func<Vector512<double>, Vector512<double>> Double512,
    Func<double, (double High, double Low)> Exact,
    Func<double, double> Reference,
    (double Single, double Double) Bounds,
    (double Single, double Double) BoundsWithoutFusedMultiplyAdd)
{
    public static readonly VectorMathFunction[] All =
    [
        new("Exp", VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp,
            Real.Exp, Math.Exp, (1.6, 1.6), (1.6, 1.6)),
        new("ExpNegative",
            x => VectorMath.ExpNegative(-Vector.Abs(x)), x => VectorMath.ExpNegative(-Vector128.Abs(x)), x => VectorMath.ExpNegative(-Vector256.Abs(x)), x => VectorMath.ExpNegative(-Vector512.Abs(x)),
            x => VectorMath.ExpNegative(-Vector.Abs(x)), x => VectorMath.ExpNegative(-Vector128.Abs(x)), x => VectorMath.ExpNegative(-Vector256.Abs(x)), x => VectorMath.ExpNegative(-Vector512.Abs(x)),
            x => Real.Exp(-Math.Abs(x)), x => Math.Exp(-Math.Abs(x)), (1.6, 1.6), (1.6, 1.6)),
        new("Expm1", VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1,
            Real.Expm1, Expm1, (1.7, 2), (1.8, 2.2)),
        new("Log", VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log,
            Real.Log, Math.Log, (0.9, 0.8), (0.9, 0.8)),
        new("LogAbove1",
            x => VectorMath.LogAbove1(Finite(x)), x => VectorMath.LogAbove1(Finite(x)), x => VectorMath.LogAbove1(Finite(x)), x => VectorMath.LogAbove1(Finite(x)),
            x => VectorMath.LogAbove1(Finite(x)), x => VectorMath.LogAbove1(Finite(x)), x => VectorMath.LogAbove1(Finite(x)), x => VectorMath.LogAbove1(Finite(x)),
            x => Real.Log(Math.Clamp(x, 1, double.MaxValue)), x => Math.Log(Math.Clamp(x, 1, float.MaxValue)), (0.9, 0.8), (0.9, 0.8)),
        new("Sigmoid", VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid,
            Real.Sigmoid, x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)), (2.5, 2), (2.5, 2)),
        new("Tanh", VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh,
            Real.Tanh, Math.Tanh, (2.6, 2.5), (2.6, 2.5)),
        new("QuickSigmoid",
            VectorMath.QuickSigmoid, VectorMath.QuickSigmoid, VectorMath.QuickSigmoid, VectorMath.QuickSigmoid, VectorMath.QuickSigmoid, VectorMath.QuickSigmoid, VectorMath.QuickSigmoid, VectorMath.QuickSigmoid,
            Real.Sigmoid, x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)), (3.2, 2), (66, 2)),
        new("QuickTanh", VectorMath.QuickTanh, VectorMath.QuickTanh, VectorMath.QuickTanh, VectorMath.QuickTanh, VectorMath.QuickTanh, VectorMath.QuickTanh, VectorMath.QuickTanh, VectorMath.QuickTanh,
            Real.Tanh, Math.Tanh, (4.6, 2.5), (5.1, 2.5)),
        new("QuickSigmoidDivisor",
            x => Vector<float>.One / VectorMath.QuickSigmoidDivisor(x), x => Vector128<float>.One / VectorMath.QuickSigmoidDivisor(x),
            x => Vector256<float>.One / VectorMath.QuickSigmoidDivisor(x), x => Vector512<float>.One / VectorMath.QuickSigmoidDivisor(x),
            x => Vector<double>.One / VectorMath.QuickSigmoidDivisor(x), x => Vector128<double>.One / VectorMath.QuickSigmoidDivisor(x),
            x => Vector256<double>.One / VectorMath.QuickSigmoidDivisor(x), x => Vector512<double>.One / VectorMath.QuickSigmoidDivisor(x),
            Real.Sigmoid, x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)), (3.2, 2.6), (66, 2.6)),
        new("QuickTanhOver",
            x => VectorMath.QuickTanhOver(x, Vector.Create(2f)), x => VectorMath.QuickTanhOver(x, Vector128.Create(2f)),
            x => VectorMath.QuickTanhOver(x, Vector256.Create(2f)), x => VectorMath.QuickTanhOver(x, Vector512.Create(2f)),
            x => VectorMath.QuickTanhOver(x, Vector.Create(2d)), x => VectorMath.QuickTanhOver(x, Vector128.Create(2d)),
            x => VectorMath.QuickTanhOver(x, Vector256.Create(2d)), x => VectorMath.QuickTanhOver(x, Vector512.Create(2d)),
            x => (Real.Tanh(x).High / 2, Real.Tanh(x).Low / 2), x => Math.Tanh(x) / 2, (4.6, 2.5), (5.1, 2.5)),
        new("Softplus", VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus,
            Real.Softplus, x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))), (3.3, 2.8), (3.3, 2.8)),
        new("Erf", VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf,
            Real.Erf, x => VectorMath.Erf(Vector128.Create(x))[0], (2, 1.4), (2.2, 1.8)),
    ];

    public (double Single, double Double) BoundsHere =>
        double.MultiplyAddEstimate(1 + 1e-9, 1 - 1e-9, -1) != 0 ? Bounds : BoundsWithoutFusedMultiplyAdd;

    // The arguments that LogAbove1 is for.
    private static Vector<float> Finite(Vector<float> x) => Vector.Min(Vector.Max(x, Vector<float>.One), Vector.Create(float.MaxValue));

    private static Vector<double> Finite(Vector<double> x) => Vector.Min(Vector.Max(x, Vector<double>.One), Vector.Create(double.MaxValue));

    private static Vector128<float> Finite(Vector128<float> x) => Vector128.Min(Vector128.Max(x, Vector128<float>.One), Vector128.Create(float.MaxValue));

    private static Vector128<double> Finite(Vector128<double> x) => Vector128.Min(Vector128.Max(x, Vector128<double>.One), Vector128.Create(double.MaxValue));

    private static Vector256<float> Finite(Vector256<float> x) => Vector256.Min(Vector256.Max(x, Vector256<float>.One), Vector256.Create(float.MaxValue));

    private static Vector256<double> Finite(Vector256<double> x) => Vector256.Min(Vector256.Max(x, Vector256<double>.One), Vector256.Create(double.MaxValue));

    private static Vector512<float> Finite(Vector512<float> x) => Vector512.Min(Vector512.Max(x, Vector512<float>.One), Vector512.Create(float.MaxValue));

    private static Vector512<double> Finite(Vector512<double> x) => Vector512.Min(Vector512.Max(x, Vector512<double>.One), Vector512.Create(double.MaxValue));

    // Kahan's corrections: the rounding of 1 + e (eˣ − 1) is undone by the quotient.
    private static double Log1p(double e) => 1 + e == 1 ? e : Math.Log(1 + e) * (e / ((1 + e) - 1));

    private static double Expm1(double x)
    {
        double power = Math.Exp(x);
        return power == 1 ? x : power - 1 == -1 || double.IsInfinity(power) ? power - 1 : (power - 1) * (x / Math.Log(power));
    }
}
