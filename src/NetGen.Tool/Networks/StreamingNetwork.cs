using System.Numerics;
using NetGen.Onnx;

namespace NetGen.Tool.Networks;

/// <summary>A network that goes through a stream: rows of inputs are its steps.</summary>
internal sealed class StreamingNetwork<TSelf, T>(Stream? weights, int seed) : CompiledNetwork
    where TSelf : class, IStreamingInference<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TSelf _network = weights is null ? TSelf.Create(seed) : TSelf.Load(weights);

    /// <inheritdoc/>
    public override int InputSize => TSelf.InputSize;

    /// <inheritdoc/>
    public override int OutputSize => TSelf.OutputSize;

    /// <inheritdoc/>
    public override NetworkInfo Info => TSelf.Info;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes => [];

    /// <inheritdoc/>
    public override double[] Parameters
    {
        get
        {
            var parameters = new T[TSelf.ParameterCount];
            _network.GetParameters(parameters);
            return Array.ConvertAll(parameters, double.CreateTruncating);
        }
    }

    /// <inheritdoc/>
    public override double[] Forward(double[] inputs)
    {
        var outputs = new T[inputs.Length / TSelf.InputSize * TSelf.OutputSize];
        _network.Run(_network.NewState(), Array.ConvertAll(inputs, T.CreateTruncating), outputs);
        return Array.ConvertAll(outputs, double.CreateTruncating);
    }

    /// <inheritdoc/>
    public override double NanosecondsAlone()
    {
        T[] input = new T[TSelf.InputSize], output = new T[TSelf.OutputSize];
        State state = _network.NewState();
        return Stopping.Nanoseconds(() => _network.Step(state, input, output));
    }

    /// <inheritdoc/>
    public override void ExportOnnx(string path) => _network.ExportOnnx(path);

    /// <inheritdoc/>
    public override void Save(string path) => _network.Save(path);
}
