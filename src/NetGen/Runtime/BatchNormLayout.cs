using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Where the numbers of a batch normalisation lie in a network's block, each one a channel with padding: weight and bias, running
/// mean and variance, what training notes of a batch, and the factor and the addend that inference uses in place of the first four.
/// Called by generated code.
/// </summary>
/// <param name="Weight">The weight; the bias follows.</param>
/// <param name="Running">The running mean; the running variance follows.</param>
/// <param name="Statistics">Of a batch the sums and the sums of squared distances from the mean; the sums of the way back follow.</param>
/// <param name="Factor">The factor; the addend follows.</param>
/// <param name="Channels">Channels with padding, whose numbers are 0.</param>
/// <param name="Pixels">Values that a channel has in a sample.</param>
/// <remarks>Ioffe and Szegedy, 2015; as PyTorch's BatchNorm1d and BatchNorm2d with their default values.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record BatchNormLayout(int Weight, int Running, int Statistics, int Factor, int Channels, int Pixels)
{
    /// <summary>What is added to a variance before its root is taken.</summary>
    private const double Epsilon = 1e-5;

    /// <summary>The part of a running number that a step replaces.</summary>
    private const double Momentum = 0.1;

    /// <summary>What training notes, in multiples of the channels.</summary>
    internal const int Noted = 8;

    /// <summary>A layer before it whose weights and biases have a second copy, into which factor and addend are multiplied; null where there is none.</summary>
    public FoldedLayout? Folded { get; init; }

    /// <summary>One past its last element.</summary>
    internal int End => Factor + 2 * Channels;

    /// <summary>Factor and addend from the parameters and the running numbers, and with them the copy of the layer before.</summary>
    internal void Fold<T>(ref T block, ReadOnlySpan<TensorLayout> parts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            T factor = At(ref block, Weight, channel) / T.Sqrt(At(ref block, Running + Channels, channel) + T.CreateTruncating(Epsilon));
            At(ref block, Factor, channel) = factor;
            At(ref block, Factor + Channels, channel) = At(ref block, Weight + Channels, channel) - At(ref block, Running, channel) * factor;
        }

        if (Folded is null)
            return;
        ReadOnlySpan<TensorLayout> groups = parts.Slice(Folded.Part, 2 * Folded.Groups);
        int first = 0, distance = Folded.Offset - groups[0].Offset;
        for (int group = 0; group < Folded.Groups; group++)
        {
            Fold(ref block, groups[group], groups[Folded.Groups + group], first, distance);
            first += groups[group].Rows;
        }
    }

    /// <summary>Moves the running numbers by the batch whose statistics stand in the block.</summary>
    /// <param name="block">The start of the block.</param>
    /// <param name="rows">Samples of that batch; with one value a channel, two at least.</param>
    internal void Move<T>(ref T block, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double values = (double)rows * Pixels;
        for (int channel = 0; channel < Channels; channel++)
        {
            Move(ref At(ref block, Running, channel), double.CreateTruncating(At(ref block, Statistics, channel)) / values);
            Move(ref At(ref block, Running + Channels, channel), double.CreateTruncating(At(ref block, Statistics + Channels, channel)) / (values - 1));
        }
    }

    /// <summary>Makes zero what the kernels of a batch add to.</summary>
    internal void Clear<T>(ref T block)
        where T : unmanaged
    {
        for (int index = 0; index < Noted * Channels; index++)
            At(ref block, Statistics, index) = default;
    }

    private static void Move<T>(ref T running, double now)
        where T : unmanaged, IFloatingPointIeee754<T> => running = T.CreateTruncating((1 - Momentum) * double.CreateTruncating(running) + Momentum * now);

    /// <summary>The copy of a group, from its first channel on, lies as its weights and biases do, so many elements further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fold<T>(ref T block, TensorLayout weights, TensorLayout biases, int first, int distance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorLayout.Panel panel;
        for (int row = 0; row < weights.Rows; row += panel.Columns)
        {
            panel = weights.From(row);
            ref T factors = ref At(ref block, Factor, first + row);
            for (int step = 0; step < weights.Steps; step++)
            {
                ref T from = ref At(ref block, panel.Offset, step * panel.Stride);
                ref T to = ref Unsafe.Add(ref from, distance);
                int column = 0;
                for (; column <= panel.Columns - Vector<T>.Count; column += Vector<T>.Count)
                    (Vector.LoadUnsafe(ref from, (nuint)column) * Vector.LoadUnsafe(ref factors, (nuint)column)).StoreUnsafe(ref to, (nuint)column);
                for (; column < panel.Columns; column++)
                    Unsafe.Add(ref to, column) = Unsafe.Add(ref from, column) * Unsafe.Add(ref factors, column);
            }
        }

        for (int row = 0; row < biases.Rows; row++)
        {
            At(ref block, biases.Offset + distance, row) =
                At(ref block, biases.Offset, row) * At(ref block, Factor, first + row) + At(ref block, Factor + Channels, first + row);
        }
    }

    private static ref T At<T>(ref T block, int first, int index) => ref Unsafe.Add(ref block, first + index);
}

/// <summary>A second copy of a layer's weights, with its biases as far behind as they are behind the first. Called by generated code.</summary>
/// <param name="Part">The weights among the tensors of the layout, of which those in groups are one for each; the biases follow.</param>
/// <param name="Groups">Their groups.</param>
/// <param name="Offset">Where the copy of the weights starts.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FoldedLayout(int Part, int Groups, int Offset);
