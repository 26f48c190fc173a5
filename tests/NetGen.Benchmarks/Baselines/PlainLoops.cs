namespace NetGen.Benchmarks.Baselines;

/// <summary>As it is written first: one loop each.</summary>
internal readonly struct PlainLoops : ILayerMath
{
    public static float Dot(float[] x, float[] y)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    public static void AddScaled(float[] sum, float scale, float[] x)
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += scale * x[i];
    }

    public static void Sigmoid(float[] u)
    {
        for (int i = 0; i < u.Length; i++)
            u[i] = 1 / (1 + MathF.Exp(-u[i]));
    }

    public static void SigmoidBackward(float[] y, float[] dy)
    {
        for (int i = 0; i < y.Length; i++)
            dy[i] *= y[i] * (1 - y[i]);
    }

    public static void ReLU(float[] u)
    {
        for (int i = 0; i < u.Length; i++)
            u[i] = MathF.Max(0, u[i]);
    }

    public static void Softmax(float[] u)
    {
        float highest = u[0], sum = 0;
        for (int i = 1; i < u.Length; i++)
            highest = MathF.Max(highest, u[i]);
        for (int i = 0; i < u.Length; i++)
        {
            u[i] = MathF.Exp(u[i] - highest);
            sum += u[i];
        }

        for (int i = 0; i < u.Length; i++)
            u[i] /= sum;
    }
}
