namespace NetGen.Benchmarks.Baselines;

/// <summary>What a network that is written by hand does with the rows of its layers.</summary>
internal interface ILayerMath
{
    static abstract float Dot(float[] x, float[] y);

    /// <summary>sum += scale · x.</summary>
    static abstract void AddScaled(float[] sum, float scale, float[] x);

    static abstract void Sigmoid(float[] u);

    /// <summary>dy becomes dy · y · (1 − y).</summary>
    static abstract void SigmoidBackward(float[] y, float[] dy);

    static abstract void ReLU(float[] u);

    static abstract void Softmax(float[] u);
}
