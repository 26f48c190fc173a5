using System.Numerics.Tensors;

namespace NetGen.Benchmarks.Baselines;

/// <summary>By the vectorised functions of System.Numerics.Tensors.</summary>
internal readonly struct TensorMath : ILayerMath
{
    public static float Dot(float[] x, float[] y) => TensorPrimitives.Dot(x, y);

    public static void AddScaled(float[] sum, float scale, float[] x) => TensorPrimitives.MultiplyAdd(x, scale, sum, sum);

    public static void Sigmoid(float[] u) => TensorPrimitives.Sigmoid(u, u);

    /// <summary>y · dy − y · (y · dy): no function of the library has the factor 1 − y.</summary>
    public static void SigmoidBackward(float[] y, float[] dy)
    {
        TensorPrimitives.Multiply(y, dy, dy);
        for (int i = 0; i < y.Length; i++)
            dy[i] -= y[i] * dy[i];
    }

    public static void ReLU(float[] u) => TensorPrimitives.Max(u, 0f, u);

    /// <summary>Shifted by the largest, as the library's own SoftMax does not shift.</summary>
    public static void Softmax(float[] u)
    {
        TensorPrimitives.Subtract(u, TensorPrimitives.Max(u), u);
        TensorPrimitives.SoftMax(u, u);
    }
}
