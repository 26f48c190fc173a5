using System.Numerics;

namespace NetGen;

/// <summary>Makes datasets of arrays.</summary>
public static class Dataset
{
    /// <summary>Samples with class labels, on the caller's memory.</summary>
    /// <param name="inputs">Sample after sample, each as wide as the quotient of the lengths.</param>
    /// <param name="labels">One class a sample, from 0.</param>
    /// <exception cref="ArgumentException">There are no samples, the lengths do not fit, a value is not finite, or a label is negative.</exception>
    public static Dataset<T> Of<T>(T[] inputs, int[] labels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        return new(inputs, default, labels, labels.Length);
    }

    /// <summary>Samples with class labels, copied.</summary>
    /// <inheritdoc cref="Of{T}(T[], int[])"/>
    public static Dataset<T> Of<T>(T[][] inputs, int[] labels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(labels);
        T[] values = Join(inputs, nameof(inputs));
        if (labels.Length != inputs.Length)
            throw new ArgumentException($"Expected a label for each of {inputs.Length} rows, got {labels.Length}; labels are one class a sample, not one-hot rows.", nameof(labels));
        return Of(values, labels);
    }

    /// <summary>Samples with values to reach, on the caller's memory.</summary>
    /// <param name="inputs">Sample after sample.</param>
    /// <param name="targets">The targets of one sample after those of another.</param>
    /// <param name="count">The number of samples.</param>
    /// <exception cref="ArgumentException">There are no samples, the lengths do not fit, or a value is not finite.</exception>
    public static Dataset<T> Of<T>(T[] inputs, T[] targets, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        return new(inputs, targets, default, count);
    }

    /// <summary>Samples with values to reach, copied.</summary>
    /// <inheritdoc cref="Of{T}(T[], T[], int)"/>
    public static Dataset<T> Of<T>(T[][] inputs, T[][] targets)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] values = Join(inputs, nameof(inputs)), reached = Join(targets, nameof(targets));
        if (targets.Length != inputs.Length)
            throw new ArgumentException($"Expected a row of targets for each of {inputs.Length} rows of inputs, got {targets.Length}.", nameof(targets));
        return Of(values, reached, inputs.Length);
    }

    private static T[] Join<T>(T[][] rows, string name)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row] is null)
                throw new ArgumentException($"Expected values in every row, got null in row {row}.", name);
            if (rows[row].Length != rows[0].Length)
                throw new ArgumentException($"Expected {rows[0].Length} values in every row, got {rows[row].Length} in row {row}.", name);
        }
        return [.. rows.SelectMany(row => row)];
    }
}
