namespace NetGen.Insight.Tests;

/// <summary>A network whose Backward says something else than its loss does.</summary>
internal sealed class Liar(Flowers honest, Liar.Lie lie) : INetwork<Liar, float>
{
    public delegate void Lie(Span<float> gradient);

    public static int InputSize => Flowers.InputSize;

    public static int OutputSize => Flowers.OutputSize;

    public static int ParameterCount => Flowers.ParameterCount;

    public static NetworkInfo Info => Flowers.Info;

    public static Liar Create(int seed) => throw new NotSupportedException();

    public static Liar Load(string path) => throw new NotSupportedException();

    public static Liar Load(Stream stream) => throw new NotSupportedException();

    public float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        float loss = honest.Backward(inputs, targets, gradient);
        lie(gradient);
        return loss;
    }

    public Liar Clone() => new(honest.Clone(), lie);

    public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => honest.Evaluate(inputs, targets);

    public void GetParameters(Span<float> parameters) => honest.GetParameters(parameters);

    public void SetParameters(ReadOnlySpan<float> parameters) => honest.SetParameters(parameters);

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => throw new NotSupportedException();

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => throw new NotSupportedException();

    public float Train(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float learningRate) => throw new NotSupportedException();

    public float TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate) => throw new NotSupportedException();

    public void CopyFrom(Liar other) => throw new NotSupportedException();

    public void Save(string path) => throw new NotSupportedException();

    public void Save(Stream stream) => throw new NotSupportedException();
}
