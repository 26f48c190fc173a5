using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

// Emitted code names the type arguments once, in a class that derives from these.
#pragma warning disable CA1000

/// <summary>
/// A network's kernels where training computes from all samples of a batch at once, as batch normalisation does. A pass is a number
/// of stages: all blocks go through one before the first goes through the next. Implemented by emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISingleWholeBatch : ISingleLossBatch
{
    /// <summary>Samples that a batch has at least.</summary>
    static abstract int FewestRows { get; }

    /// <summary>Stages of the forward pass in training.</summary>
    static abstract int ForwardStages { get; }

    /// <summary>Stages of the way back.</summary>
    static abstract int BackStages { get; }

    /// <summary>A stage from inputs to the last layer's pre-activations, as training computes them.</summary>
    /// <param name="stage">Its number, from 0.</param>
    /// <param name="p">The parameters, and behind them what is noted of the batch.</param>
    /// <param name="x">The inputs, row-major.</param>
    /// <param name="s">The scratch of this block.</param>
    /// <param name="all">Samples in the batch.</param>
    /// <param name="rows">Samples in the block.</param>
    /// <param name="padded">Those rounded up.</param>
    static abstract void TrainForward(int stage, ref float p, ref float x, ref float s, float all, nuint rows, nuint padded);

    /// <summary>A stage back through the layers: adds scale times the gradient of every parameter.</summary>
    /// <inheritdoc cref="TrainForward" path="/param"/>
    /// <param name="stage">Its number, from 0.</param>
    /// <param name="p">The parameters.</param>
    /// <param name="x">The inputs, row-major.</param>
    /// <param name="s">The scratch of this block.</param>
    /// <param name="into">Laid out like the parameters, and not they.</param>
    /// <param name="scale">The factor of the gradient.</param>
    /// <param name="all">Samples in the batch.</param>
    /// <param name="rows">Samples in the block.</param>
    /// <param name="padded">Those rounded up.</param>
    static abstract void Back(int stage, ref float p, ref float x, ref float s, ref float into, float scale, float all, nuint rows, nuint padded);
}

/// <summary>
/// The loops over a batch behind the members of such a network. All blocks of a batch keep their scratch until it is done, so that it
/// grows with the batch.
/// </summary>
/// <typeparam name="TWide">The kernels in vectors of 512 bits.</typeparam>
/// <typeparam name="TMachine">The kernels in <see cref="Vector{T}"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SingleWholeBatches<TWide, TMachine> : SingleLossBatches<TWide, TMachine>
    where TWide : struct, ISingleWholeBatch
    where TMachine : struct, ISingleWholeBatch
{
    /// <summary>TrainBatch on targets.</summary>
    public static float Train(ParameterBlock<float> parameters, ParameterLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate, Draw draw = default)
    {
        Check.Rate(learningRate);
        int n = Check.Examples(inputs, TMachine.Inputs, targets, TMachine.Outputs);
        return Train(ref parameters.Start, layout, inputs, targets, default, n, -learningRate, draw);
    }

    /// <summary>TrainBatch on labels.</summary>
    public static float Train(ParameterBlock<float> parameters, ParameterLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate, Draw draw = default)
    {
        Check.Rate(learningRate);
        int n = Check.Examples(inputs, TMachine.Inputs, labels, TMachine.Outputs);
        return Train(ref parameters.Start, layout, inputs, default, labels, n, -learningRate, draw);
    }

    /// <summary>Backward on targets.</summary>
    public static float Backward(ParameterBlock<float> parameters, ParameterLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient, Draw draw = default)
    {
        int n = Check.Examples(inputs, TMachine.Inputs, targets, TMachine.Outputs);
        Check.Gradient(gradient, layout.ParameterCount, inputs, targets);
        return Backward(ref parameters.Start, layout, inputs, targets, default, n, gradient, draw);
    }

    /// <summary>Backward on labels.</summary>
    public static float Backward(ParameterBlock<float> parameters, ParameterLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradient, Draw draw = default)
    {
        int n = Check.Examples(inputs, TMachine.Inputs, labels, TMachine.Outputs);
        Check.Gradient(gradient, layout.ParameterCount, inputs, labels);
        return Backward(ref parameters.Start, layout, inputs, default, labels, n, gradient, draw);
    }

    /// <summary>
    /// Adds the gradient of all samples to one laid out like the parameters; gives the sum of the losses. Classes become those of
    /// the samples, as training sees them, unless they are empty.
    /// </summary>
    public static double AddGradient(
        ParameterBlock<float> parameters,
        ParameterLayout layout,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<int> labels,
        ref float gradient,
        Span<int> classes,
        float threshold = 0,
        Draw draw = default)
    {
        int n = inputs.Length / TMachine.Inputs;
        ref float s = ref Memory(n, gradient: 0);
        return Add(ref parameters.Start, layout, inputs, targets, labels, n, ref gradient, ref s, classes, threshold, draw);
    }

    private static float Train(ref float p, ParameterLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, int n, float rate, Draw draw)
    {
        ref float s = ref Memory(n, TMachine.TrainableLength);
        ref float g = ref Gradient(ref s, n);
        double loss = Add(ref p, layout, inputs, targets, labels, n, ref g, ref s, classes: default, threshold: 0, draw);
        var scale = new Vector<float>(rate / n);
        for (nuint i = 0; i < (nuint)TMachine.TrainableLength; i += (nuint)Vector<float>.Count)
            Lanes.MultiplyAdd(scale, Vector.LoadUnsafe(ref g, i), Vector.LoadUnsafe(ref p, i)).StoreUnsafe(ref p, i);
        layout.MoveStatistics(ref p, n);
        layout.Fold(ref p);
        return (float)(loss / n);
    }

    private static float Backward(
        ref float p, ParameterLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, int n, Span<float> gradient, Draw draw)
    {
        ref float s = ref Memory(n, TMachine.TrainableLength);
        ref float g = ref Gradient(ref s, n);
        double loss = Add(ref p, layout, inputs, targets, labels, n, ref g, ref s, classes: default, threshold: 0, draw);
        var scale = new Vector<float>(1 / (float)n);
        for (nuint i = 0; i < (nuint)TMachine.TrainableLength; i += (nuint)Vector<float>.Count)
            (scale * Vector.LoadUnsafe(ref g, i)).StoreUnsafe(ref g, i);
        layout.Gather(MemoryMarshal.CreateReadOnlySpan(ref g, TMachine.TrainableLength), gradient);
        return (float)(loss / n);
    }

    private static double Add(
        ref float p,
        ParameterLayout layout,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<int> labels,
        int n,
        ref float into,
        ref float s,
        Span<int> classes,
        float threshold,
        Draw draw)
    {
        layout.ClearStatistics(ref p);
        ref float x = ref MemoryMarshal.GetReference(inputs);
        return IsWide
            ? SingleWholeBlocks<TWide>.Add(ref p, ref x, targets, labels, (nuint)n, ref into, ref s, classes, threshold, draw)
            : SingleWholeBlocks<TMachine>.Add(ref p, ref x, targets, labels, (nuint)n, ref into, ref s, classes, threshold, draw);
    }

    /// <summary>Scratch for all blocks of a batch, and a gradient behind it.</summary>
    /// <exception cref="ArgumentException">The batch has too few samples, or more than memory has room for.</exception>
    private static ref float Memory(int n, int gradient)
    {
        Check.Batch(n, TMachine.FewestRows);
        long length = Blocks(n) * TMachine.G + gradient;
        if (length > Array.MaxLength)
            Check.ThrowBatchTooLarge(n, length * sizeof(float));
        return ref Scratch.Get<float>((int)length);
    }

    /// <summary>The gradient behind the blocks, of zeros.</summary>
    private static ref float Gradient(ref float s, int n)
    {
        ref float g = ref Unsafe.Add(ref s, (nint)(Blocks(n) * TMachine.G));
        MemoryMarshal.CreateSpan(ref g, TMachine.TrainableLength).Clear();
        return ref g;
    }

    private static long Blocks(int n) => (n + TMachine.Rows - 1) / TMachine.Rows;
}

/// <summary>The loops of training over all blocks of a batch, for one width of vector.</summary>
internal static class SingleWholeBlocks<TKernels>
    where TKernels : struct, ISingleWholeBatch
{
    /// <summary>All samples forward and back, stage by stage; gives the sum of their losses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Add(
        ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, ref float into, ref float s, Span<int> classes, float threshold, Draw draw)
    {
        // What is the whole batch's lies behind the scratch of a block.
        nuint block = (nuint)TKernels.Rows, length = (nuint)TKernels.G;
        double loss = 0;
        for (nuint start = 0, at = 0; start < n; start += block, at += length)
        {
            nuint rows = Math.Min(block, n - start);
            if (rows < (nuint)TKernels.TileRows)
                Lanes.PadRows(ref Unsafe.Add(ref x, start * (nuint)TKernels.Inputs), 1, (int)rows * TKernels.Inputs, ref Unsafe.Add(ref s, at), TKernels.TileRows * TKernels.Inputs);
            if (TKernels.Drops)
                TKernels.DrawMasks(ref Unsafe.Add(ref s, at), draw.From((int)start), rows);
        }

        for (int stage = 0; stage < TKernels.ForwardStages; stage++)
        {
            for (nuint start = 0, at = 0; start < n; start += block, at += length)
            {
                nuint rows = Math.Min(block, n - start);
                ref float scratch = ref Unsafe.Add(ref s, at);
                TKernels.TrainForward(stage, ref p, ref Inputs(ref x, start, rows, ref scratch), ref scratch, n, rows, SingleBlocks<TKernels>.Padded(rows));
            }
        }

        for (nuint start = 0, at = 0; start < n; start += block, at += length)
        {
            nuint rows = Math.Min(block, n - start);
            ref float scratch = ref Unsafe.Add(ref s, at);
            SingleLossBlocks<TKernels>.Targets(targets, labels, start, rows, ref scratch);
            loss += SingleLossBlocks<TKernels>.LossGradient(ref scratch, rows, SingleBlocks<TKernels>.Padded(rows));
        }

        for (int stage = 0; stage < TKernels.BackStages; stage++)
        {
            for (nuint start = 0, at = 0; start < n; start += block, at += length)
            {
                nuint rows = Math.Min(block, n - start);
                ref float scratch = ref Unsafe.Add(ref s, at);
                TKernels.Back(stage, ref p, ref Inputs(ref x, start, rows, ref scratch), ref scratch, ref into, 1, n, rows, SingleBlocks<TKernels>.Padded(rows));
            }
        }

        for (nuint start = 0, at = 0; start < n && !classes.IsEmpty; start += block, at += length)
        {
            // The way back leaves the pre-activations as they are, and needs the targets no more.
            ref float scratch = ref Unsafe.Add(ref s, at);
            ref int those = ref Unsafe.Add(ref MemoryMarshal.GetReference(classes), start);
            SingleBlocks<TKernels>.Classes(ref scratch, ref Unsafe.Add(ref scratch, TKernels.T), Math.Min(block, n - start), ref those, threshold);
        }

        return loss;
    }

    /// <summary>A block's inputs: few of them were brought to the start of its scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Inputs(ref float x, nuint start, nuint rows, ref float scratch) =>
        ref rows < (nuint)TKernels.TileRows ? ref scratch : ref Unsafe.Add(ref x, start * (nuint)TKernels.Inputs);
}
