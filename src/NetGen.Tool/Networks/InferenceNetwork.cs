using System.Numerics;
using NetGen.Onnx;
using NetGen.Plots;
using NetGen.Runtime;

namespace NetGen.Tool.Networks;

/// <summary>A network that takes whole samples.</summary>
internal class InferenceNetwork<TSelf, T>(Stream? weights, int seed) : CompiledNetwork
    where TSelf : class, IInference<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BatchSize = 256;

    protected TSelf Network { get; } = weights is null ? TSelf.Create(seed) : TSelf.Load(weights);

    /// <inheritdoc/>
    public override int InputSize => TSelf.InputSize;

    /// <inheritdoc/>
    public override int OutputSize => TSelf.OutputSize;

    /// <inheritdoc/>
    public override NetworkInfo Info => TSelf.Info;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes => Network is ITrainable<T> trainable ? trainable.Layout.Classes.ToArray() : [];

    /// <inheritdoc/>
    public override double[] Parameters
    {
        get
        {
            var parameters = new T[TSelf.ParameterCount];
            Network.GetParameters(parameters);
            return Array.ConvertAll(parameters, double.CreateTruncating);
        }
    }

    /// <inheritdoc/>
    public override double[] Forward(double[] inputs)
    {
        var outputs = new T[inputs.Length / TSelf.InputSize * TSelf.OutputSize];
        Network.ForwardBatch(Array.ConvertAll(inputs, T.CreateTruncating), outputs);
        return Array.ConvertAll(outputs, double.CreateTruncating);
    }

    /// <inheritdoc/>
    public override int[]? Predict(double[] inputs)
    {
        if (Network is not ITrainable<T> { Predicts: true } predictor)
            return null;
        int[] classes = new int[inputs.Length / TSelf.InputSize];
        predictor.PredictBatch(Array.ConvertAll(inputs, T.CreateTruncating), classes);
        return classes;
    }

    /// <inheritdoc/>
    public override double NanosecondsAlone()
    {
        T[] input = Draw(TSelf.InputSize), output = new T[TSelf.OutputSize];
        return Stopping.Nanoseconds(() => Network.Forward(input, output));
    }

    /// <inheritdoc/>
    public override double? NanosecondsInBatch()
    {
        T[] inputs = Draw(BatchSize * TSelf.InputSize), outputs = new T[BatchSize * TSelf.OutputSize];
        return Stopping.Nanoseconds(() => Network.ForwardBatch(inputs, outputs)) / BatchSize;
    }

    /// <inheritdoc/>
    public override void ExportOnnx(string path) => Network.ExportOnnx(path);

    /// <inheritdoc/>
    public override Picture Diagram() => Plot.NetworkDiagram(Network);

    /// <inheritdoc/>
    public override void Save(string path) => Network.Save(path);

    private static T[] Draw(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(2 * random.NextDouble() - 1))];
    }
}
