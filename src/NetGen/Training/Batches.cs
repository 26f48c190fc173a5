using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>The batches of an epoch, in memory of their own when the order is not the data's.</summary>
internal sealed class Batches<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Samples<T> _samples;
    private readonly int _size, _inputSize, _outputSize;
    private readonly PortableRandom? _random;
    private readonly int[] _order = [];
    private readonly T[] _inputs = [], _targets = [];
    private readonly int[] _labels = [];

    public Batches(Samples<T> samples, int batchSize, int inputSize, int outputSize, bool shuffle, int seed)
    {
        _samples = samples;
        _inputSize = inputSize;
        _outputSize = samples.Targets.IsEmpty ? 0 : outputSize;
        _size = Math.Min(batchSize, samples.Count);
        Count = (samples.Count + _size - 1) / _size;
        if (!shuffle)
            return;
        _random = new PortableRandom(seed);
        _order = [.. Enumerable.Range(0, samples.Count)];
        _inputs = new T[_size * inputSize];
        _targets = new T[_size * _outputSize];
        _labels = new int[samples.Labels.IsEmpty && samples.Classes.IsEmpty ? 0 : _size];
    }

    /// <summary>The number of batches in an epoch.</summary>
    public int Count { get; }

    /// <summary>Draws a new order.</summary>
    public void Shuffle() => _random?.Shuffle(_order);

    /// <summary>One batch; what it had is overwritten by the next.</summary>
    public Batch<T> this[int index]
    {
        get
        {
            int start = index * _size, rows = Math.Min(_size, _samples.Count - start);
            if (_random is null)
            {
                return new(
                    _samples.Inputs.Slice(start * _inputSize, rows * _inputSize),
                    _samples.Targets.Slice(start * _outputSize, rows * _outputSize),
                    _samples.Labels.IsEmpty ? default : _samples.Labels.Slice(start, rows),
                    _samples.Classes.IsEmpty ? default : _samples.Classes.Slice(start, rows),
                    rows);
            }

            ReadOnlySpan<int> order = _order.AsSpan(start, rows);
            Gather(_samples.Inputs.Span, order, _inputSize, _inputs);
            Gather(_samples.Targets.Span, order, _outputSize, _targets);
            if (_labels.Length > 0)
                Gather(_samples.Labels.IsEmpty ? _samples.Classes.Span : _samples.Labels.Span, order, _labels);
            return new(
                _inputs.AsMemory(0, rows * _inputSize),
                _targets.AsMemory(0, rows * _outputSize),
                _samples.Labels.IsEmpty ? default : _labels.AsMemory(0, rows),
                _samples.Classes.IsEmpty ? default : _labels.AsMemory(0, rows),
                rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(ReadOnlySpan<T> source, ReadOnlySpan<int> order, int width, Span<T> target)
    {
        for (int row = 0; row < order.Length && width > 0; row++)
            source.Slice(order[row] * width, width).CopyTo(target[(row * width)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(ReadOnlySpan<int> source, ReadOnlySpan<int> order, Span<int> target)
    {
        for (int row = 0; row < order.Length; row++)
            target[row] = source[order[row]];
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
