using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.EndToEnd;

/// <summary>
/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − r m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
/// D. P. Kingma and J. Ba, arXiv:1412.6980.
/// </summary>
internal sealed class Adam(int parameterCount, float rate)
{
    private const float Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f;
    private readonly float[] _m = new float[Padded(parameterCount)], _v = new float[Padded(parameterCount)];
    private double _beta1Power = 1, _beta2Power = 1;

    /// <summary>The length of the spans that <see cref="Step"/> takes: whole vectors.</summary>
    public static int Padded(int parameterCount) => (parameterCount + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>Moves the parameters.</summary>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient)
    {
        _beta1Power *= Beta1;
        _beta2Power *= Beta2;
        double correction = Math.Sqrt(1 - _beta2Power);
        var stepSize = new Vector<float>((float)(rate * correction / (1 - _beta1Power)));
        var epsilon = new Vector<float>((float)(Epsilon * correction));

        Span<Vector<float>> w = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        ReadOnlySpan<Vector<float>> g = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        Span<Vector<float>> m = MemoryMarshal.Cast<float, Vector<float>>(_m), v = MemoryMarshal.Cast<float, Vector<float>>(_v);
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = (Beta1 * m[i]) + ((1 - Beta1) * g[i]);
            v[i] = (Beta2 * v[i]) + ((1 - Beta2) * g[i] * g[i]);
            w[i] -= stepSize * m[i] / (Vector.SquareRoot(v[i]) + epsilon);
        }
    }
}
