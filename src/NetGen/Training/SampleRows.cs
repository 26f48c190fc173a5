using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Training;

/// <summary>Brings samples from all over the data into one batch, in memory of its own.</summary>
internal sealed class SampleRows<T>(Samples<T> samples, int inputSize, int outputSize)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _targetSize = samples.Targets.IsEmpty ? 0 : outputSize;
    private readonly ReadOnlyMemory<int> _classes = samples.Labels.IsEmpty ? samples.Classes : samples.Labels;
    private T[] _inputs = [], _targets = [];
    private int[] _labels = [];

    /// <summary>These samples in this order; the batch before is overwritten.</summary>
    public Batch<T> Gather(ReadOnlySpan<int> rows)
    {
        Room(rows.Length);
        Gather(samples.Inputs.Span, rows, inputSize, _inputs);
        Gather(samples.Targets.Span, rows, _targetSize, _targets);
        if (!_classes.IsEmpty)
            Gather(_classes.Span, rows, _labels);
        return new(
            _inputs.AsMemory(0, rows.Length * inputSize),
            _targets.AsMemory(0, rows.Length * _targetSize),
            samples.Labels.IsEmpty ? default : _labels.AsMemory(0, rows.Length),
            samples.Classes.IsEmpty ? default : _labels.AsMemory(0, rows.Length),
            rows.Length);
    }

    private void Room(int rows)
    {
        if (_inputs.Length < rows * inputSize)
            (_inputs, _targets, _labels) = (new T[rows * inputSize], new T[rows * _targetSize], new int[_classes.IsEmpty ? 0 : rows]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(ReadOnlySpan<T> source, ReadOnlySpan<int> rows, int width, Span<T> target)
    {
        for (int row = 0; row < rows.Length && width > 0; row++)
            source.Slice(rows[row] * width, width).CopyTo(target[(row * width)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(ReadOnlySpan<int> source, ReadOnlySpan<int> rows, Span<int> target)
    {
        for (int row = 0; row < rows.Length; row++)
            target[row] = source[rows[row]];
    }
}
