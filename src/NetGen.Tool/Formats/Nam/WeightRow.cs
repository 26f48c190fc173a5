namespace NetGen.Tool.Formats.Nam;

/// <summary>The weights of a model in one row, taken from front to back.</summary>
internal sealed class WeightRow(SourceTensor row, Source source)
{
    private int _position;

    /// <summary>The next weights, row-major.</summary>
    /// <param name="name">What they are, for messages.</param>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public SourceTensor Take(string name, params int[] shape)
    {
        long count = shape.Aggregate(1L, (product, size) => product * size);
        if (count > row.Values.Length - _position)
            throw source.Broken($"weights: expected {count} for {name} from position {_position} on, found the end of {row.Values.Length}.");
        double[] values = row.Values[_position..(_position + (int)count)];
        _position += (int)count;
        return new(name, shape, values);
    }

    /// <summary>Requires that all are taken.</summary>
    /// <exception cref="InvalidDataException">There are more.</exception>
    public void End()
    {
        if (_position != row.Values.Length)
            throw source.Broken($"weights: expected {_position} for this config, found {row.Values.Length}.");
    }
}
