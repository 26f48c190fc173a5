using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>Gradients of data in this process.</summary>
internal sealed class DataGradients<T> : IGradients<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Samples<T> _samples;
    private readonly Batches<T> _batches;
    private readonly Shards<T> _shards;
    private readonly ClassWeighting<T>? _weighting;
    private readonly int _seed;
    private long _steps;

    public DataGradients(ITrainable<T> network, int inputSize, int outputSize, Dataset<T> data, FitOptions<T> options)
    {
        _seed = options.Seed;
        _samples = new(network, data, inputSize, outputSize, nameof(data));
        _batches = new(_samples, options.BatchSize, inputSize, outputSize, options.Shuffle, options.Seed);
        _shards = new(network, inputSize, outputSize, options.Threads);
        _weighting = ClassWeighting<T>.Of(_samples, options.ClassWeights, inputSize, outputSize);
    }

    public int Count => _samples.Count;

    public int Batches => _batches.Count;

    public bool HasClasses => !_samples.Classes.IsEmpty;

    public ParameterBlock<T> Sum => _shards.Sum;

    public void Shuffle() => _batches.Shuffle();

    public GradientSum? Add(int batch, CancellationToken cancellationToken) => _shards.Add(_batches[batch], _weighting, Draw.Of(_seed, _steps++));
}
