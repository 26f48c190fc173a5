using System.Numerics;
using NetGen.Runtime;

namespace NetGen;

/// <summary>Samples to train or to test on: inputs, and either class labels or targets. A view on the caller's memory.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Reading from many threads at once is safe while nobody writes to the memory.</remarks>
public sealed partial class Dataset<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Dataset(ReadOnlyMemory<T> inputs, ReadOnlyMemory<T> targets, ReadOnlyMemory<int> labels, int count)
    {
        if (count < 1)
            throw new ArgumentException("Expected at least 1 sample, got 0.", nameof(inputs));
        Count = count;
        InputSize = Width(inputs, count, nameof(inputs), labels.Length);
        TargetSize = labels.IsEmpty ? Width(targets, count, nameof(targets), labelCount: 0) : 0;
        int negative = labels.Span.IndexOfAnyInRange(int.MinValue, -1);
        if (negative >= 0)
            throw new ArgumentException($"Expected classes from 0, got {labels.Span[negative]} at index {negative}.", nameof(labels));
        Inputs = inputs;
        Targets = targets;
        Labels = labels;
    }

    /// <summary>The number of samples; at least 1.</summary>
    public int Count { get; }

    /// <summary>The number of values in one input.</summary>
    public int InputSize { get; }

    /// <summary>The number of targets of one sample; 0 with labels.</summary>
    public int TargetSize { get; }

    /// <summary>The inputs, row-major: <see cref="Count"/> × <see cref="InputSize"/>.</summary>
    public ReadOnlyMemory<T> Inputs { get; }

    /// <summary>The targets, row-major: <see cref="Count"/> × <see cref="TargetSize"/>; empty with labels.</summary>
    public ReadOnlyMemory<T> Targets { get; }

    /// <summary>The classes; empty with targets.</summary>
    public ReadOnlyMemory<int> Labels { get; }

    /// <summary>Some of the samples, copied, in the order asked for; one may be asked for more than once.</summary>
    /// <param name="indices">From 0 to <see cref="Count"/> − 1; at least one.</param>
    /// <exception cref="ArgumentException">There are none, or so many that their values are more than an array holds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One is no sample.</exception>
    public Dataset<T> Subset(ReadOnlySpan<int> indices)
    {
        int most = Array.MaxLength / Math.Max(InputSize, TargetSize);
        if (indices.Length > most)
            throw new ArgumentException($"Expected at most {most} samples of {Math.Max(InputSize, TargetSize)} values, got {indices.Length}.", nameof(indices));
        var inputs = new T[indices.Length * InputSize];
        var targets = new T[indices.Length * TargetSize];
        int[] labels = Labels.IsEmpty ? [] : new int[indices.Length];
        for (int to = 0; to < indices.Length; to++)
        {
            int from = indices[to];
            if ((uint)from >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(indices), from, $"Expected samples from 0 to {Count - 1}, got {from} at index {to}.");
            Inputs.Span.Slice(from * InputSize, InputSize).CopyTo(inputs.AsSpan(to * InputSize));
            Targets.Span.Slice(from * TargetSize, TargetSize).CopyTo(targets.AsSpan(to * TargetSize));
            if (labels.Length > 0)
                labels[to] = Labels.Span[from];
        }
        return new(inputs, targets, labels, indices.Length);
    }

    private static int Width(ReadOnlyMemory<T> values, int count, string name, int labelCount)
    {
        int width = values.Length / count;
        if (width == 0 || width * count != values.Length)
        {
            string hint = labelCount > 0 ? "; labels are one class a sample, not one-hot rows" : "";
            throw new ArgumentException($"Expected as many values for each of {count} samples, got {values.Length} in all{hint}.", name);
        }
        int index = Finite.IndexOfOther(values.Span);
        return index < 0 ? width : throw new ArgumentException(
            $"Expected finite numbers, got {Finite.Text(values.Span[index])} in row {index / width}, column {index % width}.", name);
    }
}
