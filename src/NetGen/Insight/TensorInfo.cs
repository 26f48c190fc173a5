using NetGen.Runtime;

namespace NetGen;

/// <summary>One tensor of a network's parameters. Immutable.</summary>
public sealed class TensorInfo
{
    private readonly TensorSlot _slot;

    internal TensorInfo(TensorSlot slot) => _slot = slot;

    /// <summary>Its name in the weights file, such as <c>layers.0.weight</c>.</summary>
    public string Name => _slot.Name;

    /// <summary>Its shape, <c>[outputs, inputs]</c> for the weights of a dense layer; values are row-major.</summary>
    public IReadOnlyList<int> Shape => _slot.Shape;

    /// <summary>The index of its first value in parameter order.</summary>
    public int Offset => _slot.Offset;

    /// <summary>The number of its values.</summary>
    public int Count => _slot.Count;

    /// <summary>Its part of parameters, or of a gradient, in parameter order.</summary>
    /// <param name="parameters">What <see cref="IInference{TSelf, T}.GetParameters"/> or Backward wrote.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few values.</exception>
    public ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> parameters) => parameters.Slice(Offset, Count);

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} {TensorSlot.Text(Shape)}";
}
