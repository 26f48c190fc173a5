using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>First values of a network's parameters. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Parameters
{
    /// <summary>
    /// Draws all parameters into a block, in parameter order, and refreshes transposed copies. Padding is left as it is.
    /// </summary>
    /// <param name="layout">The block's layout.</param>
    /// <param name="block">At least <see cref="ParameterLayout.BlockLength"/> values.</param>
    /// <param name="seed">The same seed gives the same parameters on every machine, for ever.</param>
    /// <param name="initializers">One per layer.</param>
    /// <param name="scale">See <see cref="NetworkAttribute.InitializerScale"/>.</param>
    /// <param name="bias">What every bias becomes.</param>
    /// <exception cref="ArgumentException">There are not as many initializers as layers, or the block is too short.</exception>
    public static void Initialize<T>(
        ParameterLayout layout, Span<T> block, int seed, ReadOnlySpan<Initializer> initializers, double scale, double bias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (initializers.Length != layout.Layers.Length)
            throw new ArgumentException($"Expected {layout.Layers.Length} initializers, got {initializers.Length}.", nameof(initializers));
        if (block.Length < layout.BlockLength)
            throw new ArgumentException($"Expected {layout.BlockLength} values, got {block.Length}.", nameof(block));

        var random = new PortableRandom(seed);
        for (int index = 0; index < layout.Layers.Length; index++)
        {
            ref readonly LayerLayout layer = ref layout.Layers[index];
            var draw = new WeightDistribution(initializers[index], layer.Inputs, layer.Outputs, scale);
            for (int output = 0; output < layer.Outputs; output++)
            {
                LayerLayout.Panel panel = layer.WeightPanel(output - output % layer.PanelWidth);
                Span<T> column = block[(panel.Offset + output % layer.PanelWidth)..];
                for (int input = 0; input < layer.Inputs; input++)
                    column[input * panel.Stride] = T.CreateTruncating(draw.Next(random));
            }
            block.Slice(layer.BiasOffset, layer.Outputs).Fill(T.CreateTruncating(bias));
            if (layer.HasTransposed)
                layout.Transpose(ref MemoryMarshal.GetReference(block), index);
        }
    }
}
