using System.ComponentModel;
using System.Numerics;
using NetGen.Training;

namespace NetGen.Runtime;

/// <summary>Computes gradients of the samples of one shard. Called by the library.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Needs exclusive use of the network during a call.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ShardWorker<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ITrainable<T> _network;
    private readonly Samples<T> _samples;
    private readonly SampleRows<T> _rows;
    private readonly Shards<T> _shards;
    private readonly ClassWeighting<T>? _weighting;

    internal ShardWorker(ITrainable<T> network, int inputSize, int outputSize, Dataset<T> data, IReadOnlyList<double>? classWeights, int threads)
    {
        _network = network;
        _samples = new(network, data, inputSize, outputSize, nameof(data));
        _rows = new(_samples, inputSize, outputSize);
        _shards = new(network, inputSize, outputSize, threads);
        _weighting = ClassWeighting<T>.Of(_samples, classWeights, inputSize, outputSize);
    }

    /// <summary>The number of samples.</summary>
    public int Count => _samples.Count;

    /// <summary>True when samples have classes that the network predicts.</summary>
    public bool HasClasses => !_samples.Classes.IsEmpty;

    /// <summary>The number of values that are handed to and fro: parameters with their padding.</summary>
    public int Length => _network.TrainableLength;

    /// <summary>The architecture of the network in canonical text.</summary>
    public string Architecture => _network.Layout.Architecture;

    /// <summary>The sum of the gradients of some samples.</summary>
    /// <param name="part">Which samples; at least one.</param>
    /// <param name="parameters"><see cref="Length"/> values, as they lie in the memory of a network of the same class.</param>
    /// <param name="gradient">Overwritten with as many values, in the same places.</param>
    public GradientSum Add(ShardPart part, ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        parameters.CopyTo(_network.Parameters.Span);
        _network.ParametersMoved();
        GradientSum sum = _shards.Add(_rows.Gather(part.Rows), _weighting, part.Draw);
        _shards.Sum.Span.CopyTo(gradient);
        _shards.Sum.Span.Clear();
        return sum;
    }
}
