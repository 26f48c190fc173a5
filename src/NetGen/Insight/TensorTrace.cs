using NetGen.Insight;

namespace NetGen;

/// <summary>A tensor of parameters and the gradient of the loss by it. Immutable.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class TensorTrace<T>
    where T : unmanaged
{
    internal TensorTrace(TensorInfo info, ReadOnlyMemory<T> values, ReadOnlyMemory<T> gradient)
    {
        Info = info;
        Values = values;
        Gradient = gradient;
    }

    /// <summary>Name and shape.</summary>
    public TensorInfo Info { get; }

    /// <summary>The parameters, row-major.</summary>
    public ReadOnlyMemory<T> Values { get; }

    /// <summary>dE/d of each of them; empty without a target.</summary>
    public ReadOnlyMemory<T> Gradient { get; }

    /// <summary>The gradient as a table, a row for each output and a column for each input; the values where there is no gradient.</summary>
    public override string ToString() => Gradient.IsEmpty
        ? $"{Info}\n{TraceText.Table(Info.Shape, Values)}"
        : $"dE/d {Info}\n{TraceText.Table(Info.Shape, Gradient)}";
}
