using System.Numerics;

namespace NetGen.Training;

/// <summary>Sums a batch class by class, each times its weight: kernels know of no weights.</summary>
internal sealed class ClassWeighting<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[] _weights;
    private readonly int _inputSize;
    private T[] _inputs = [], _sum = [];
    private int[] _labels = [];

    /// <exception cref="ArgumentException">The network takes no labels or the data has none, or there is not one weight for each class.</exception>
    public ClassWeighting(Samples<T> samples, IReadOnlyList<double> weights, int inputSize, int classes, string name)
    {
        if (samples.Labels.IsEmpty)
            throw new ArgumentException("ClassWeights are for data with labels and a network trained with CrossEntropy.", name);
        if (weights.Count != classes)
            throw new ArgumentException($"Expected a weight for each of {classes} classes, got {weights.Count}.", name);
        _weights = [.. weights.Select(weight => Require.NotNegative(weight, name))];
        _inputSize = inputSize;
    }

    /// <summary>Adds the weighted gradient of a batch; gives the weighted sum of losses, and of weights.</summary>
    public (double Loss, double Weight) Add(Shards<T> shards, Batch<T> batch)
    {
        if (_labels.Length < batch.Rows)
            (_inputs, _labels, _sum) = (new T[batch.Rows * _inputSize], new int[batch.Rows], new T[shards.Sum.Length]);
        double loss = 0, weight = 0;
        _sum.AsSpan().Clear();
        for (int label = 0; label < _weights.Length; label++)
        {
            int rows = Pick(batch, label);
            if (rows == 0)
                continue;
            loss += _weights[label] * shards.Add(_inputs.AsMemory(0, rows * _inputSize), default, _labels.AsMemory(0, rows));
            weight += _weights[label] * rows;
            T factor = T.CreateTruncating(_weights[label]);
            Span<T> part = shards.Sum.Span;
            for (int index = 0; index < part.Length; index++)
                _sum[index] += factor * part[index];
            part.Clear();
        }
        _sum.CopyTo(shards.Sum.Span);
        return (loss, weight);
    }

    private int Pick(Batch<T> batch, int label)
    {
        int rows = 0;
        for (int row = 0; row < batch.Rows; row++)
        {
            if (batch.Labels.Span[row] != label)
                continue;
            batch.Inputs.Span.Slice(row * _inputSize, _inputSize).CopyTo(_inputs.AsSpan(rows * _inputSize));
            _labels[rows++] = label;
        }
        return rows;
    }
}
