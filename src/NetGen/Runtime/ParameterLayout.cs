using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// How a network's parameters lie in its block, and the way between that and parameter order: one tensor after the other, each
/// row-major. Immutable; called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterLayout
{
    private readonly TensorLayout[] _tensors, _parts;
    private readonly TensorLayout[] _buffers = [];
    private readonly BatchNormLayout[] _norms = [];
    private readonly int _parametersEnd;

    /// <summary>A layout of the given tensors.</summary>
    /// <param name="architecture">The network's architecture in canonical text.</param>
    /// <param name="tensors">In parameter order.</param>
    public ParameterLayout(string architecture, params TensorLayout[] tensors)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(tensors);
        Architecture = architecture;
        _tensors = tensors;
        _parts = [.. tensors.SelectMany(tensor => tensor.Parts)];
        foreach (TensorLayout tensor in tensors)
        {
            ParameterCount += tensor.Count;
            BlockLength = Math.Max(BlockLength, tensor.End);
            _parametersEnd = Math.Max(_parametersEnd, tensor.Offset + tensor.Length);
        }
    }

    /// <summary>The network's architecture in canonical text.</summary>
    public string Architecture { get; }

    /// <summary>The names of the classes, which files carry; empty for a network that names none.</summary>
    public ReadOnlyMemory<string> Classes { get; init; }

    /// <summary>What files have beside the parameters and no gradient moves, such as running statistics; in files behind the parameters.</summary>
    public IReadOnlyList<TensorLayout> Buffers
    {
        get => _buffers;
        init
        {
            _buffers = [.. value];
            BlockLength = value.Select(buffer => buffer.End).Append(BlockLength).Max();
        }
    }

    /// <summary>Where the layers of batch normalisation have their numbers.</summary>
    public IReadOnlyList<BatchNormLayout> Norms
    {
        get => _norms;
        init
        {
            _norms = [.. value];
            BlockLength = value.Select(norm => norm.End).Append(BlockLength).Max();
        }
    }

    /// <summary>The number of values in files: parameters and buffers.</summary>
    public int StateCount => ParameterCount + _buffers.Sum(buffer => buffer.Count);

    /// <summary>The tensors in parameter order.</summary>
    public ReadOnlySpan<TensorLayout> Tensors => _tensors;

    /// <summary>The number of parameters: the length in parameter order.</summary>
    public int ParameterCount { get; }

    /// <summary>The number of elements of the block, with padding, buffers and copies.</summary>
    public int BlockLength { get; private init; }

    /// <summary>Copies the parameters (or gradients in the same places) out of a block into parameter order.</summary>
    /// <param name="block">At least the tensors with their padding; transposed copies are not read.</param>
    /// <param name="flat"><see cref="ParameterCount"/> values, overwritten.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Gather<T>(ReadOnlySpan<T> block, Span<T> flat)
        where T : unmanaged
    {
        RequireLength(flat.Length, ParameterCount, nameof(flat));
        RequireLength(block.Length, _parametersEnd, nameof(block));
        Gather(_parts, block, flat);
    }

    /// <summary>Copies the buffers out of a block, one after the other.</summary>
    /// <param name="block">At least <see cref="BlockLength"/> values.</param>
    /// <param name="flat">As many values as the buffers have, overwritten.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void GatherBuffers<T>(ReadOnlySpan<T> block, Span<T> flat)
        where T : unmanaged
    {
        RequireLength(flat.Length, StateCount - ParameterCount, nameof(flat));
        RequireLength(block.Length, BlockLength, nameof(block));
        Gather(_buffers, block, flat);
    }

    private static void Gather<T>(TensorLayout[] tensors, ReadOnlySpan<T> block, Span<T> flat)
        where T : unmanaged => ForPieces(
            tensors, ref MemoryMarshal.GetReference(block), ref MemoryMarshal.GetReference(flat),
            static (ref T block, int blockStride, ref T flat, int flatStride, int positions, int rows) => Matrix.Transpose(ref block, blockStride, ref flat, flatStride, positions, rows));

    /// <summary>Copies parameters from parameter order into a block, copies of them included. Padding becomes 0; buffers stay.</summary>
    /// <param name="flat"><see cref="ParameterCount"/> values.</param>
    /// <param name="block">At least <see cref="BlockLength"/> values.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Scatter<T>(ReadOnlySpan<T> flat, Span<T> block)
        where T : unmanaged
    {
        RequireLength(flat.Length, ParameterCount, nameof(flat));
        RequireLength(block.Length, BlockLength, nameof(block));

        // What training makes NaN is NaN in the padding, too.
        block[..(_buffers.Length == 0 ? BlockLength : _parametersEnd)].Clear();
        foreach (TensorLayout tensor in _parts)
        {
            if (tensor.Transposed is { } copy)
                block[copy.Offset..tensor.PanelsOf(copy).End].Clear();
        }

        Scatter(_parts, flat, block);
        Transpose(ref MemoryMarshal.GetReference(block));
        Fold(ref MemoryMarshal.GetReference(block));
    }

    /// <summary>Copies buffers, one after the other, into a block; whoever calls it has parameters scattered or folds next.</summary>
    /// <param name="flat">As many values as the buffers have.</param>
    /// <param name="block">At least <see cref="BlockLength"/> values.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void ScatterBuffers<T>(ReadOnlySpan<T> flat, Span<T> block)
        where T : unmanaged
    {
        RequireLength(flat.Length, StateCount - ParameterCount, nameof(flat));
        RequireLength(block.Length, BlockLength, nameof(block));
        Scatter(_buffers, flat, block);
    }

    private static void Scatter<T>(TensorLayout[] tensors, ReadOnlySpan<T> flat, Span<T> block)
        where T : unmanaged => ForPieces(
            tensors, ref MemoryMarshal.GetReference(block), ref MemoryMarshal.GetReference(flat),
            static (ref T block, int blockStride, ref T flat, int flatStride, int positions, int rows) => Matrix.Transpose(ref flat, flatStride, ref block, blockStride, rows, positions));

    /// <summary>Refreshes what inference reads in place of batch normalisations, after parameters or buffers have moved.</summary>
    /// <param name="block">The start of a block of <see cref="BlockLength"/> values.</param>
    public void Fold<T>(ref T block)
        where T : unmanaged
    {
        foreach (BatchNormLayout norm in _norms)
        {
            if (typeof(T) == typeof(float))
                norm.Fold(ref Unsafe.As<T, float>(ref block), _parts);
            else
                norm.Fold(ref Unsafe.As<T, double>(ref block), _parts);
        }
    }

    /// <summary>Moves running statistics by the batch that the kernels have just gone through.</summary>
    /// <param name="block">The start of a block of <see cref="BlockLength"/> values.</param>
    /// <param name="rows">Samples of that batch.</param>
    public void MoveStatistics<T>(ref T block, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (BatchNormLayout norm in _norms)
            norm.Move(ref block, rows);
    }

    /// <summary>Makes zero what the kernels note of a batch.</summary>
    internal void ClearStatistics<T>(ref T block)
        where T : unmanaged
    {
        foreach (BatchNormLayout norm in _norms)
            norm.Clear(ref block);
    }

    /// <summary>Refreshes all transposed copies.</summary>
    /// <param name="block">The start of a block of <see cref="BlockLength"/> values.</param>
    public void Transpose<T>(ref T block)
        where T : unmanaged
    {
        foreach (TensorLayout tensor in _parts)
        {
            if (tensor.Transposed is { } copy)
                Transpose(ref block, tensor, copy);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<T>(ref T block, TensorLayout tensor, TransposedLayout copy)
        where T : unmanaged
    {
        // Both sides come in panels, so that every block of the transposition is a small matrix with near rows on either side.
        TensorLayout.PanelledMatrix copies = tensor.PanelsOf(copy);
        for (int tap = 0; tap < copy.Taps; tap++)
        {
            int firstStep = tap * copies.Columns;
            int firstRow = (copy.Taps - 1 - tap) * tensor.CopyRows;
            for (int column = 0; column < copies.Columns; column += copies.PanelWidth)
            {
                TensorLayout.Panel transposed = copies.At(column);
                TensorLayout.Panel panel;
                for (int row = 0; row < tensor.Rows; row += panel.Columns)
                {
                    panel = tensor.From(row);
                    Matrix.Transpose(
                        ref Unsafe.Add(ref block, panel.Offset + (firstStep + column) * panel.Stride), panel.Stride,
                        ref Unsafe.Add(ref block, transposed.Offset + (firstRow + tensor.PlaceOf(row)) * transposed.Stride), transposed.Stride,
                        rows: transposed.Columns, columns: panel.Columns);
                }
            }
        }
    }

    /// <summary>The pieces of all tensors, which stand in parameter order one behind the other.</summary>
    private static void ForPieces<T>(TensorLayout[] tensors, ref T block, ref T flat, Piece<T> piece)
        where T : unmanaged
    {
        foreach (TensorLayout tensor in tensors)
        {
            ForPieces(tensor, ref block, ref flat, piece);
            flat = ref Unsafe.Add(ref flat, tensor.Count);
        }
    }

    /// <summary>Every panel's rows of one channel: [positions, rows] in the block, [rows, positions] in parameter order.</summary>
    private static void ForPieces<T>(TensorLayout tensor, ref T block, ref T flat, Piece<T> piece)
        where T : unmanaged
    {
        TensorLayout.Panel panel;
        for (int row = 0; row < tensor.Rows; row += panel.Columns)
        {
            panel = tensor.From(row);
            for (int channel = 0; channel < tensor.Channels; channel++)
            {
                piece(
                    ref Unsafe.Add(ref block, panel.Offset + channel * panel.Stride), tensor.PaddedChannels * panel.Stride,
                    ref Unsafe.Add(ref flat, row * tensor.Columns + channel * tensor.Positions), tensor.Columns,
                    tensor.Positions, panel.Columns);
            }
        }
    }

    /// <summary>Copies a piece of a tensor, one way or the other.</summary>
    private delegate void Piece<T>(ref T block, int blockStride, ref T flat, int flatStride, int positions, int rows);

    private static void RequireLength(int length, int expected, string name)
    {
        if (length < expected)
            throw new ArgumentException($"Expected {expected} values, got {length}.", name);
    }
}
