using System.Numerics;
using NetGen.Runtime;

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
        if (!Counts(samples.Labels.Span))
            throw new ArgumentException("ClassWeights are 0 for every class that the data has: nothing would be trained. Give at least one of them a weight above 0.", name);
        _inputSize = inputSize;
    }

    /// <summary>As the options have it; null where classes have no weights.</summary>
    public static ClassWeighting<T>? Of(Samples<T> samples, IReadOnlyList<double>? weights, int inputSize, int outputSize) =>
        weights is null ? null : new(samples, weights, inputSize, Math.Max(outputSize, 2), nameof(FitOptions<T>.ClassWeights));

    /// <summary>Adds the weighted gradient of a batch; gives the weighted sum of losses, that of weights, and how many samples are classified rightly.</summary>
    public GradientSum Add(Shards<T> shards, Batch<T> batch, Draw draw)
    {
        if (_labels.Length < batch.Rows)
            (_inputs, _labels, _sum) = (new T[batch.Rows * _inputSize], new int[batch.Rows], new T[shards.Sum.Length]);
        double loss = 0, weight = 0;
        int right = 0;
        _sum.AsSpan().Clear();
        for (int label = 0; label < _weights.Length; label++)
        {
            int rows = Pick(batch, label);
            if (rows == 0)
                continue;
            ReadOnlyMemory<int> labels = _labels.AsMemory(0, rows);
            (double lossOfClass, int rightOfClass) = shards.Add(
                new(_inputs.AsMemory(0, rows * _inputSize), default, labels, batch.Classes.IsEmpty ? default : labels, rows), draw.Part(label));
            loss += _weights[label] * lossOfClass;
            right += rightOfClass;
            weight += _weights[label] * rows;
            T factor = T.CreateTruncating(_weights[label]);
            Span<T> part = shards.Sum.Span;
            for (int index = 0; index < part.Length; index++)
                _sum[index] += factor * part[index];
            part.Clear();
        }
        _sum.CopyTo(shards.Sum.Span);
        return new(loss, weight, right);
    }

    private bool Counts(ReadOnlySpan<int> labels)
    {
        foreach (int label in labels)
        {
            if (_weights[label] > 0)
                return true;
        }
        return false;
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
