namespace NetGen.Runtime;

/// <summary>A tensor as a network's file must have it: its name, its shape, and where it lies in parameter order.</summary>
internal sealed record TensorSlot(string Name, int[] Shape, int Offset, int Count)
{
    /// <summary>Whether values are divided by its numbers, none of which may be 0.</summary>
    public bool Divides { get; init; }

    /// <summary>The tensors of a network, in parameter order.</summary>
    public static TensorSlot[] Of(ParameterLayout layout) => Of(layout.Tensors, offset: 0);

    /// <summary>All that a network's file has: its parameters, then its buffers.</summary>
    public static TensorSlot[] OfFile(ParameterLayout layout) => [.. Of(layout), .. OfBuffers(layout, layout.ParameterCount)];

    /// <summary>The buffers of a network, from a place on.</summary>
    public static TensorSlot[] OfBuffers(ParameterLayout layout, int offset) => Of([.. layout.Buffers], offset);

    private static TensorSlot[] Of(ReadOnlySpan<TensorLayout> tensors, int offset)
    {
        var slots = new TensorSlot[tensors.Length];
        for (int index = 0; index < slots.Length; index++)
        {
            TensorLayout tensor = tensors[index];
            slots[index] = new(tensor.Name, [.. tensor.Shape], offset, tensor.Count) { Divides = tensor.Divides };
            offset += tensor.Count;
        }
        return slots;
    }

    /// <summary>The name of a number type in safetensors.</summary>
    public static string TypeName<T>() => typeof(T) == typeof(float) ? "F32"
        : typeof(T) == typeof(double) ? "F64"
        : throw new NotSupportedException($"Expected float or double, got {typeof(T)}.");

    /// <summary>Where in the tensor its n-th value is: an index for every dimension, as <c>[row, column]</c>.</summary>
    public string Position(int n)
    {
        int[] indices = new int[Shape.Length];
        for (int dimension = Shape.Length - 1; dimension >= 0; dimension--)
            (n, indices[dimension]) = Math.DivRem(n, Shape[dimension]);
        return Text(indices);
    }

    /// <summary>A shape as messages print it.</summary>
    public static string Text<TNumber>(IEnumerable<TNumber> shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>This tensor's bytes among parameters in parameter order.</summary>
    public Span<T> Of<T>(T[] parameters) => parameters.AsSpan(Offset, Count);
}
