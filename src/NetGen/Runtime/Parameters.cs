using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>First values of a network's parameters. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Parameters
{
    /// <summary>
    /// Draws all weights into a block, in parameter order, gives all else its first value, and refreshes copies. Padding
    /// is left as it is.
    /// </summary>
    /// <param name="layout">The block's layout.</param>
    /// <param name="block">At least <see cref="ParameterLayout.BlockLength"/> values.</param>
    /// <param name="seed">The same seed gives the same parameters on every machine, for ever.</param>
    /// <param name="initializers">One per tensor of weights.</param>
    /// <param name="scale">See <see cref="NetworkAttribute.InitializerScale"/>.</param>
    /// <param name="bias">What becomes of every tensor that is no weight and has no <see cref="TensorLayout.First"/> of its own.</param>
    /// <exception cref="ArgumentException">There are not as many initializers as tensors of weights, or the block is too short.</exception>
    public static void Initialize<T>(
        ParameterLayout layout, Span<T> block, int seed, ReadOnlySpan<Initializer> initializers, double scale, double bias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(layout);
        int weights = layout.Tensors.ToArray().Count(tensor => tensor.IsWeight);
        if (initializers.Length != weights)
            throw new ArgumentException($"Expected {weights} initializers, got {initializers.Length}.", nameof(initializers));
        if (block.Length < layout.BlockLength)
            throw new ArgumentException($"Expected {layout.BlockLength} values, got {block.Length}.", nameof(block));

        var random = new PortableRandom(seed);
        foreach (TensorLayout tensor in (TensorLayout[])[.. layout.Tensors, .. layout.Buffers])
        {
            WeightDistribution draw = WeightDistribution.Constant(tensor.First ?? bias);
            if (tensor.IsWeight)
            {
                // PyTorch's fans: what is summed into an output, and the outputs of one position times the taps that reach them.
                int outputs = tensor.Shape.Skip(2).Aggregate(tensor.Rows, (product, size) => product * size);
                draw = new WeightDistribution(initializers[0], tensor.Columns, outputs, scale);
                initializers = initializers[1..];
            }

            foreach (TensorLayout part in tensor.Parts)
            {
                for (int row = 0; row < part.Rows; row++)
                {
                    TensorLayout.Panel panel = part.From(row);
                    Span<T> column = block[panel.Offset..];
                    for (int input = 0; input < part.Columns; input++)
                        column[part.StepOf(input) * panel.Stride] = T.CreateTruncating(draw.Next(random));
                }
            }
        }
        layout.Transpose(ref MemoryMarshal.GetReference(block));
        layout.Fold(ref MemoryMarshal.GetReference(block));
    }
}
