namespace NetGen.Tool.Formats;

/// <summary>A tensor as the file of a model has it. Immutable.</summary>
/// <param name="Name">As the file calls it.</param>
/// <param name="Values">Row-major.</param>
internal sealed record SourceTensor(string Name, int[] Shape, double[] Values)
{
    /// <summary>A tensor of one number, for what a model leaves out.</summary>
    public static SourceTensor Filled(string name, int[] shape, double value)
    {
        double[] values = new double[shape.Aggregate(1, (product, size) => product * size)];
        Array.Fill(values, value);
        return new(name, shape, values);
    }

    /// <summary>The same with its axes in another order: axis i of the result is axis <paramref name="axes"/>[i] of this.</summary>
    public SourceTensor Permute(params int[] axes)
    {
        int[] shape = [.. axes.Select(axis => Shape[axis])];
        int[] strides = new int[Shape.Length];
        for (int axis = Shape.Length - 1, stride = 1; axis >= 0; stride *= Shape[axis--])
            strides[axis] = stride;
        double[] values = new double[Values.Length];
        int[] place = new int[shape.Length];
        for (int index = 0; index < values.Length; index++)
        {
            int from = 0;
            for (int axis = 0; axis < shape.Length; axis++)
                from += place[axis] * strides[axes[axis]];
            values[index] = Values[from];
            for (int axis = shape.Length - 1; axis >= 0 && ++place[axis] == shape[axis]; axis--)
                place[axis] = 0;
        }
        return this with { Shape = shape, Values = values };
    }

    /// <summary>A matrix with its rows and columns changed over.</summary>
    public SourceTensor Transpose() => Permute(1, 0);

    /// <summary>The same with its rows in equal blocks, block i of the result being block <paramref name="order"/>[i] of this.</summary>
    public SourceTensor Blocks(params int[] order)
    {
        int length = Values.Length / order.Length;
        return this with { Values = [.. order.SelectMany(block => Values.Skip(block * length).Take(length))] };
    }

    /// <summary>The same numbers in another shape.</summary>
    public SourceTensor Reshape(params int[] shape) => this with { Shape = shape };

    /// <summary>Whether it has that shape.</summary>
    public bool Is(params int[] shape) => Shape.SequenceEqual(shape);

    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    public override string ToString() => $"{Name} {ShapeText}";
}
