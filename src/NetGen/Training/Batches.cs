using System.Numerics;

namespace NetGen.Training;

/// <summary>The batches of an epoch, in memory of their own when the order is not the data's.</summary>
internal sealed class Batches<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Samples<T> _samples;
    private readonly BatchOrder _order;
    private readonly SampleRows<T> _rows;
    private readonly int _inputSize, _targetSize;

    public Batches(Samples<T> samples, int batchSize, int inputSize, int outputSize, bool shuffle, int seed)
    {
        _samples = samples;
        _order = new(samples.Count, batchSize, shuffle, seed);
        _rows = new(samples, inputSize, outputSize);
        _inputSize = inputSize;
        _targetSize = samples.Targets.IsEmpty ? 0 : outputSize;
    }

    /// <summary>The number of batches in an epoch.</summary>
    public int Count => _order.Batches;

    /// <summary>Draws a new order.</summary>
    public void Shuffle() => _order.Shuffle();

    /// <summary>One batch; what it had is overwritten by the next.</summary>
    public Batch<T> this[int index]
    {
        get
        {
            (int start, int rows) = _order[index];
            return _order.IsOfData
                ? new(
                    _samples.Inputs.Slice(start * _inputSize, rows * _inputSize),
                    _samples.Targets.Slice(start * _targetSize, rows * _targetSize),
                    _samples.Labels.IsEmpty ? default : _samples.Labels.Slice(start, rows),
                    _samples.Classes.IsEmpty ? default : _samples.Classes.Slice(start, rows),
                    rows)
                : _rows.Gather(_order.Rows.Slice(start, rows));
        }
    }
}

/// <summary>Some samples, row after row.</summary>
/// <param name="Inputs">Their inputs.</param>
/// <param name="Targets">Their targets; empty with labels.</param>
/// <param name="Labels">Their labels; empty with targets.</param>
/// <param name="Classes">What the network is to predict; empty where that is no class.</param>
/// <param name="Rows">How many they are.</param>
internal readonly record struct Batch<T>(
    ReadOnlyMemory<T> Inputs, ReadOnlyMemory<T> Targets, ReadOnlyMemory<int> Labels, ReadOnlyMemory<int> Classes, int Rows)
    where T : unmanaged;
