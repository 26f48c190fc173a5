using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// How a network's parameters lie in its block, and the way between that and parameter order (per layer the weights
/// <c>[out, in]</c> row-major, then the biases). Immutable; called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterLayout
{
    private readonly LayerLayout[] _layers;
    private readonly int _parametersEnd;

    /// <summary>A layout of the given layers.</summary>
    /// <param name="architecture">The network's architecture in canonical text.</param>
    /// <param name="layers">In order of computation.</param>
    public ParameterLayout(string architecture, params LayerLayout[] layers)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(layers);
        Architecture = architecture;
        _layers = layers;
        foreach (LayerLayout layer in layers)
        {
            ParameterCount += layer.ParameterCount;
            BlockLength = Math.Max(BlockLength, layer.End);
            _parametersEnd = Math.Max(_parametersEnd, layer.ParametersEnd);
        }
    }

    /// <summary>The network's architecture in canonical text.</summary>
    public string Architecture { get; }

    /// <summary>The names of the classes, which files carry; empty for a network that names none.</summary>
    public ReadOnlyMemory<string> Classes { get; init; }

    /// <summary>The layers in order of computation.</summary>
    public ReadOnlySpan<LayerLayout> Layers => _layers;

    /// <summary>The number of parameters: the length in parameter order.</summary>
    public int ParameterCount { get; }

    /// <summary>The number of elements of the block, with padding and transposed copies.</summary>
    public int BlockLength { get; }

    /// <summary>Copies the parameters (or gradients in the same places) out of a block into parameter order.</summary>
    /// <param name="block">At least up to the last weight or bias; transposed copies are not read.</param>
    /// <param name="flat"><see cref="ParameterCount"/> values, overwritten.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Gather<T>(ReadOnlySpan<T> block, Span<T> flat)
        where T : unmanaged
    {
        RequireLength(flat.Length, ParameterCount, nameof(flat));
        RequireLength(block.Length, _parametersEnd, nameof(block));
        foreach (ref readonly LayerLayout layer in _layers.AsSpan())
        {
            for (int output = 0; output < layer.Outputs; output += layer.PanelWidth)
            {
                LayerLayout.Panel panel = layer.WeightPanel(output);
                Matrix.Transpose(
                    block.Slice(panel.Offset, layer.Inputs * panel.Stride), panel.Stride,
                    flat.Slice(output * layer.Inputs, panel.Columns * layer.Inputs), layer.Inputs,
                    rows: layer.Inputs, columns: panel.Columns);
            }
            block.Slice(layer.BiasOffset, layer.Outputs).CopyTo(flat[layer.WeightCount..]);
            flat = flat[layer.ParameterCount..];
        }
    }

    /// <summary>Copies parameters from parameter order into a block, transposed copies included. Padding becomes 0.</summary>
    /// <param name="flat"><see cref="ParameterCount"/> values.</param>
    /// <param name="block">At least <see cref="BlockLength"/> values.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Scatter<T>(ReadOnlySpan<T> flat, Span<T> block)
        where T : unmanaged
    {
        RequireLength(flat.Length, ParameterCount, nameof(flat));
        RequireLength(block.Length, BlockLength, nameof(block));

        // What training makes NaN is NaN in the padding, too.
        block[..BlockLength].Clear();
        for (int index = 0; index < _layers.Length; index++)
        {
            ref readonly LayerLayout layer = ref _layers[index];
            for (int output = 0; output < layer.Outputs; output += layer.PanelWidth)
            {
                LayerLayout.Panel panel = layer.WeightPanel(output);
                Matrix.Transpose(
                    flat.Slice(output * layer.Inputs, panel.Columns * layer.Inputs), layer.Inputs,
                    block.Slice(panel.Offset, layer.Inputs * panel.Stride), panel.Stride,
                    rows: panel.Columns, columns: layer.Inputs);
            }
            flat.Slice(layer.WeightCount, layer.Outputs).CopyTo(block[layer.BiasOffset..]);
            if (layer.HasTransposed)
                Transpose(ref MemoryMarshal.GetReference(block), index);
            flat = flat[layer.ParameterCount..];
        }
    }

    /// <summary>Refreshes the transposed copy of one layer from its weights.</summary>
    /// <param name="block">The start of a block of <see cref="BlockLength"/> values.</param>
    /// <param name="layer">The index of a layer that has a transposed copy.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Transpose<T>(ref T block, int layer)
        where T : unmanaged
    {
        ref readonly LayerLayout layout = ref _layers[layer];

        // Both sides come in panels, so that every block of the transposition is a small matrix with near rows on either side.
        for (int input = 0; input < layout.Inputs; input += layout.TransposedPanelWidth)
        {
            LayerLayout.Panel transposed = layout.TransposedPanel(input);
            for (int output = 0; output < layout.Outputs; output += layout.PanelWidth)
            {
                LayerLayout.Panel weights = layout.WeightPanel(output);
                Matrix.Transpose(
                    ref Unsafe.Add(ref block, weights.Offset + input * weights.Stride), weights.Stride,
                    ref Unsafe.Add(ref block, transposed.Offset + output * transposed.Stride), transposed.Stride,
                    rows: transposed.Columns, columns: weights.Columns);
            }
        }
    }

    private static void RequireLength(int length, int expected, string name)
    {
        if (length < expected)
            throw new ArgumentException($"Expected {expected} values, got {length}.", name);
    }
}
