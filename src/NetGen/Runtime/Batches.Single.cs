using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

// Emitted code names the type arguments once, in a class that derives from these.
#pragma warning disable CA1000

/// <summary>A network's kernels for a block of samples, in vectors of one width. Implemented by emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISingleBatch
{
    /// <summary>Values in one input.</summary>
    static abstract int Inputs { get; }

    /// <summary>Values in one output.</summary>
    static abstract int Outputs { get; }

    /// <summary>Samples in a block; a larger batch runs block by block.</summary>
    static abstract int Rows { get; }

    /// <summary>From one row of samples to the next, where samples lie across lanes: the rows of a block, rounded up to whole groups of virtual lanes.</summary>
    static abstract int SampleStride { get; }

    /// <summary>Elements of scratch that the forward pass works in. What follows are places in scratch, in elements from its start.</summary>
    static abstract int ForwardLength { get; }

    /// <summary>Samples that kernels read at least; a smaller block is brought to the start of scratch, with zeros behind.</summary>
    static abstract int TileRows { get; }

    /// <summary>Whether inputs are turned to samples across lanes; they lie at the start of scratch then.</summary>
    static abstract bool TurnsInputs { get; }

    /// <summary>Whether outputs, targets and losses are computed with samples across lanes.</summary>
    static abstract bool AcrossSamples { get; }

    /// <summary>The last layer's pre-activations.</summary>
    static abstract int Z { get; }

    /// <summary>Where <see cref="Z"/> is turned to samples across lanes; the same as <see cref="Z"/> where it lies so already.</summary>
    static abstract int Across { get; }

    /// <summary>From one row of <see cref="Z"/>, where it lies in rows, to the next.</summary>
    static abstract int Stride { get; }

    /// <summary>Inputs to the last layer's pre-activations.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="x">The inputs, row-major.</param>
    /// <param name="s">The scratch.</param>
    /// <param name="rows">Samples in the block.</param>
    /// <param name="padded">Those rounded up to whole groups of virtual lanes.</param>
    static abstract void Forward(ref float p, ref float x, ref float s, nuint rows, nuint padded);

    /// <summary>Those to the outputs: in their place, or where units lie across lanes in <paramref name="y"/>.</summary>
    /// <inheritdoc cref="Forward" path="/param"/>
    /// <param name="s">The scratch.</param>
    /// <param name="y">The outputs, row-major.</param>
    /// <param name="rows">Samples in the block.</param>
    /// <param name="padded">Those rounded up.</param>
    static abstract void WriteOutputs(ref float s, ref float y, nuint rows, nuint padded);
}

/// <summary>The same for a network that has a loss.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISingleLossBatch : ISingleBatch
{
    /// <summary>Elements of scratch that training works in.</summary>
    static abstract int Length { get; }

    /// <summary>The gradient by the last layer's pre-activations.</summary>
    static abstract int DZ { get; }

    /// <summary>The targets.</summary>
    static abstract int T { get; }

    /// <summary>The loss of each sample.</summary>
    static abstract int Losses { get; }

    /// <summary>The gradient, laid out like the parameters.</summary>
    static abstract int G { get; }

    /// <summary>Values of the parameter block that training moves.</summary>
    static abstract int TrainableLength { get; }

    /// <summary>The last layer's pre-activations to the loss of each sample and its gradient by them.</summary>
    /// <param name="s">The scratch.</param>
    /// <param name="rows">Samples in the block.</param>
    /// <param name="padded">Those rounded up.</param>
    static abstract void LossGradient(ref float s, nuint rows, nuint padded);

    /// <summary>Whether training drops units at random.</summary>
    static virtual bool Drops => false;

    /// <summary>Draws what training drops in a block.</summary>
    /// <param name="s">The scratch.</param>
    /// <param name="draw">From the block's first sample on.</param>
    /// <param name="rows">Samples in the block.</param>
    static virtual void DrawMasks(ref float s, Draw draw, nuint rows)
    {
    }
}

/// <summary>The same for a network that is trained block by block.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISingleTrainingBatch : ISingleLossBatch
{
    /// <summary>Inputs to the last layer's pre-activations as training computes them where it drops units; called nowhere else.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="x">The inputs, row-major.</param>
    /// <param name="s">The scratch.</param>
    /// <param name="rows">Samples in the block.</param>
    /// <param name="padded">Those rounded up.</param>
    static virtual void TrainForward(ref float p, ref float x, ref float s, nuint rows, nuint padded) => throw new NotSupportedException();

    /// <summary>Back through the layers: adds scale times the gradient of every parameter.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="x">The inputs, row-major.</param>
    /// <param name="s">The scratch.</param>
    /// <param name="into">Laid out like the parameters; may be they.</param>
    /// <param name="scale">The factor of the gradient.</param>
    /// <param name="rows">Samples in the block.</param>
    /// <param name="padded">Those rounded up.</param>
    static abstract void Back(ref float p, ref float x, ref float s, ref float into, float scale, nuint rows, nuint padded);
}

/// <summary>The loops over a batch behind a network's members, for the vectors that the machine has.</summary>
/// <typeparam name="TWide">The kernels in vectors of 512 bits.</typeparam>
/// <typeparam name="TMachine">The kernels in <see cref="Vector{T}"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SingleForwardBatches<TWide, TMachine>
    where TWide : struct, ISingleBatch
    where TMachine : struct, ISingleBatch
{
    /// <summary>ForwardBatch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(ParameterBlock<float> parameters, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int n = Check.Samples(inputs, TMachine.Inputs, outputs, TMachine.Outputs);
        Forward(ref parameters.Start, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), (nuint)n);
    }

    /// <summary>PredictBatch, where the largest output wins.</summary>
    public static void Predict(ParameterBlock<float> parameters, ReadOnlySpan<float> inputs, Span<int> classes) =>
        Predict(parameters, inputs, classes, threshold: 0);

    /// <summary>PredictBatch; a lone output is class 1 from the threshold on.</summary>
    public static void Predict(ParameterBlock<float> parameters, ReadOnlySpan<float> inputs, Span<int> classes, float threshold)
    {
        int n = Check.Inputs(inputs, TMachine.Inputs, classes);
        ref float x = ref MemoryMarshal.GetReference(inputs);
        ref int predicted = ref MemoryMarshal.GetReference(classes);
        if (IsWide)
            SingleBlocks<TWide>.Predict(ref parameters.Start, ref x, ref predicted, (nuint)n, threshold);
        else
            SingleBlocks<TMachine>.Predict(ref parameters.Start, ref x, ref predicted, (nuint)n, threshold);
    }

    private protected static bool IsWide
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || Vector<float>.Count > Vector256<float>.Count;
    }

    private static void Forward(ref float p, ref float x, ref float y, nuint n)
    {
        if (IsWide)
            SingleBlocks<TWide>.Forward(ref p, ref x, ref y, n);
        else
            SingleBlocks<TMachine>.Forward(ref p, ref x, ref y, n);
    }
}

/// <summary>The same for a network that has a loss. A batch has targets or labels; the others are empty.</summary>
/// <typeparam name="TWide">The kernels in vectors of 512 bits.</typeparam>
/// <typeparam name="TMachine">The kernels in <see cref="Vector{T}"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SingleLossBatches<TWide, TMachine> : SingleForwardBatches<TWide, TMachine>
    where TWide : struct, ISingleLossBatch
    where TMachine : struct, ISingleLossBatch
{
    /// <summary>Evaluate on targets.</summary>
    public static float Evaluate(ParameterBlock<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int n = Check.Examples(inputs, TMachine.Inputs, targets, TMachine.Outputs);
        return Evaluate(ref parameters.Start, inputs, targets, default, (nuint)n);
    }

    /// <summary>Evaluate on labels.</summary>
    public static float Evaluate(ParameterBlock<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        int n = Check.Examples(inputs, TMachine.Inputs, labels, TMachine.Outputs);
        return Evaluate(ref parameters.Start, inputs, default, labels, (nuint)n);
    }

    private static float Evaluate(ref float p, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n)
    {
        ref float x = ref MemoryMarshal.GetReference(inputs);
        return IsWide
            ? SingleLossBlocks<TWide>.Evaluate(ref p, ref x, targets, labels, n)
            : SingleLossBlocks<TMachine>.Evaluate(ref p, ref x, targets, labels, n);
    }
}

/// <summary>The same for a network that is trained block by block.</summary>
/// <typeparam name="TWide">The kernels in vectors of 512 bits.</typeparam>
/// <typeparam name="TMachine">The kernels in <see cref="Vector{T}"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SingleBatches<TWide, TMachine> : SingleLossBatches<TWide, TMachine>
    where TWide : struct, ISingleTrainingBatch
    where TMachine : struct, ISingleTrainingBatch
{
    /// <summary>TrainBatch on targets.</summary>
    public static float Train(ParameterBlock<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate, Draw draw = default)
    {
        Check.Rate(learningRate);
        int n = Check.Examples(inputs, TMachine.Inputs, targets, TMachine.Outputs);
        return Train(ref parameters.Start, inputs, targets, default, (nuint)n, -learningRate, draw);
    }

    /// <summary>TrainBatch on labels.</summary>
    public static float Train(ParameterBlock<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, float learningRate, Draw draw = default)
    {
        Check.Rate(learningRate);
        int n = Check.Examples(inputs, TMachine.Inputs, labels, TMachine.Outputs);
        return Train(ref parameters.Start, inputs, default, labels, (nuint)n, -learningRate, draw);
    }

    /// <summary>Backward on targets.</summary>
    public static float Backward(ParameterBlock<float> parameters, ParameterLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient, Draw draw = default)
    {
        int n = Check.Examples(inputs, TMachine.Inputs, targets, TMachine.Outputs);
        Check.Gradient(gradient, layout.ParameterCount, inputs, targets);
        return Backward(ref parameters.Start, layout, inputs, targets, default, (nuint)n, gradient, draw);
    }

    /// <summary>Backward on labels.</summary>
    public static float Backward(ParameterBlock<float> parameters, ParameterLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradient, Draw draw = default)
    {
        int n = Check.Examples(inputs, TMachine.Inputs, labels, TMachine.Outputs);
        Check.Gradient(gradient, layout.ParameterCount, inputs, labels);
        return Backward(ref parameters.Start, layout, inputs, default, labels, (nuint)n, gradient, draw);
    }

    /// <summary>
    /// TrainSequence: a block whose samples are the steps of one stream, which begins where there is no state, and whose state else goes
    /// on to behind the last step. Records are where the layers' states lie, as <see cref="StreamRecords"/> has them.
    /// </summary>
    public static float TrainSequence(
        ParameterBlock<float> parameters, ParameterLayout layout, [AllowNull] State state, ReadOnlySpan<int> records, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate)
    {
        Check.Rate(learningRate);
        int n = Check.Sequence(inputs, TMachine.Inputs, targets, TMachine.Outputs, TMachine.Rows);
        StreamRecords.Enter(state, layout, records, ref Scratch.Get<float>(TMachine.Length));
        float loss = Train(ref parameters.Start, inputs, targets, default, (nuint)n, -learningRate, draw: default);
        StreamRecords.Leave(state, layout, records, ref Scratch.Get<float>(TMachine.Length), n);
        return loss;
    }

    /// <summary>BackwardSequence, likewise.</summary>
    public static float BackwardSequence(
        ParameterBlock<float> parameters, ParameterLayout layout, [AllowNull] State state, ReadOnlySpan<int> records, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        int n = Check.Sequence(inputs, TMachine.Inputs, targets, TMachine.Outputs, TMachine.Rows);
        Check.Gradient(gradient, layout.ParameterCount, inputs, targets);
        StreamRecords.Enter(state, layout, records, ref Scratch.Get<float>(TMachine.Length));
        float loss = Backward(ref parameters.Start, layout, inputs, targets, default, (nuint)n, gradient, draw: default);
        StreamRecords.Leave(state, layout, records, ref Scratch.Get<float>(TMachine.Length), n);
        return loss;
    }

    /// <summary>
    /// Adds the gradient of all samples to one laid out like the parameters; gives the sum of the losses. Classes become those of
    /// the samples, as Predict tells them, unless they are empty.
    /// </summary>
    public static double AddGradient(
        ParameterBlock<float> parameters,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<int> labels,
        ref float gradient,
        Span<int> classes,
        float threshold = 0,
        Draw draw = default)
    {
        nuint n = (nuint)inputs.Length / (nuint)TMachine.Inputs;
        ref float x = ref MemoryMarshal.GetReference(inputs);
        return IsWide
            ? SingleTrainingBlocks<TWide>.Add(ref parameters.Start, ref x, targets, labels, n, ref gradient, classes, threshold, draw)
            : SingleTrainingBlocks<TMachine>.Add(ref parameters.Start, ref x, targets, labels, n, ref gradient, classes, threshold, draw);
    }

    private static float Train(ref float p, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, float rate, Draw draw)
    {
        ref float x = ref MemoryMarshal.GetReference(inputs);
        return IsWide
            ? SingleTrainingBlocks<TWide>.Train(ref p, ref x, targets, labels, n, rate, draw)
            : SingleTrainingBlocks<TMachine>.Train(ref p, ref x, targets, labels, n, rate, draw);
    }

    private static float Backward(
        ref float p, ParameterLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, Span<float> gradient, Draw draw)
    {
        ref float x = ref MemoryMarshal.GetReference(inputs);
        return IsWide
            ? SingleTrainingBlocks<TWide>.Backward(ref p, ref x, targets, labels, n, layout, gradient, draw)
            : SingleTrainingBlocks<TMachine>.Backward(ref p, ref x, targets, labels, n, layout, gradient, draw);
    }
}

/// <summary>The loop over the blocks of a batch, for one width of vector.</summary>
internal static class SingleBlocks<TKernels>
    where TKernels : struct, ISingleBatch
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float p, ref float x, ref float y, nuint n)
    {
        nuint block = (nuint)TKernels.Rows;
        ref float s = ref Scratch.Get<float>(TKernels.ForwardLength);
        for (nuint start = 0; start < n; start += block)
        {
            nuint rows = n - start < block ? n - start : block, padded = Padded(rows);
            ref float inputs = ref Unsafe.Add(ref x, start * (nuint)TKernels.Inputs);
            ref float outputs = ref Unsafe.Add(ref y, start * (nuint)TKernels.Outputs);
            Layers(ref p, ref inputs, ref s, rows, padded);
            Turn(ref s, rows);
            TKernels.WriteOutputs(ref s, ref outputs, rows, padded);
            if (TKernels.AcrossSamples)
                Lanes.TransposeBack(ref Unsafe.Add(ref s, TKernels.Across), TKernels.SampleStride, (int)rows, TKernels.Outputs, ref outputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Predict(ref float p, ref float x, ref int classes, nuint n, float threshold)
    {
        nuint block = (nuint)TKernels.Rows;

        // Outputs that do not take the place of pre-activations stand behind the scratch that the kernels ask for themselves.
        int length = TKernels.ForwardLength + (TKernels.AcrossSamples ? 0 : TKernels.Rows * TKernels.Outputs);
        ref float s = ref Scratch.Get<float>(length);
        for (nuint start = 0; start < n; start += block)
        {
            nuint rows = n - start < block ? n - start : block;
            Layers(ref p, ref Unsafe.Add(ref x, start * (nuint)TKernels.Inputs), ref s, rows, Padded(rows));
            Classes(ref s, ref Unsafe.Add(ref s, TKernels.ForwardLength), rows, ref Unsafe.Add(ref classes, start), threshold);
        }
    }

    /// <summary>The last layer's pre-activations to classes: the largest output, or whether a lone one reaches the threshold.</summary>
    /// <param name="s">The scratch.</param>
    /// <param name="y">Room for the outputs of a block, where units lie across lanes.</param>
    /// <param name="rows">Samples in the block.</param>
    /// <param name="classes">Receives as many classes.</param>
    /// <param name="threshold">From here on a lone output means class 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Classes(ref float s, ref float y, nuint rows, ref int classes, float threshold)
    {
        Turn(ref s, rows);
        TKernels.WriteOutputs(ref s, ref y, rows, Padded(rows));
        ref float outputs = ref TKernels.AcrossSamples ? ref Unsafe.Add(ref s, TKernels.Across) : ref y;
        if (TKernels.Outputs == 1)
        {
            for (nuint row = 0; row < rows; row++)
                Unsafe.Add(ref classes, row) = Unsafe.Add(ref outputs, row) >= threshold ? 1 : 0;
        }
        else if (TKernels.AcrossSamples)
        {
            Lanes.ArgMaxAcross(ref outputs, TKernels.SampleStride, (int)rows, TKernels.Outputs, ref classes);
        }
        else
        {
            for (nuint row = 0; row < rows; row++)
                Unsafe.Add(ref classes, row) = Lanes.ArgMax(ref Unsafe.Add(ref outputs, row * (nuint)TKernels.Outputs), TKernels.Outputs);
        }
    }

    /// <summary>Inputs to the last layer's pre-activations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Layers(ref float p, ref float x, ref float s, nuint rows, nuint padded) => TKernels.Forward(ref p, ref Inputs(ref x, ref s, rows), ref s, rows, padded);

    /// <summary>Brings inputs where the kernels expect them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Inputs(ref float x, ref float s, nuint rows)
    {
        if (TKernels.TurnsInputs)
        {
            Lanes.Transpose(ref x, (int)rows, TKernels.Inputs, ref s, TKernels.SampleStride);
        }
        else if (rows < (nuint)TKernels.TileRows)
        {
            Lanes.PadRows(ref x, 1, (int)rows * TKernels.Inputs, ref s, TKernels.TileRows * TKernels.Inputs);
            return ref s;
        }

        return ref x;
    }

    /// <summary>Brings the last layer's pre-activations where outputs and losses are computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Turn(ref float s, nuint rows)
    {
        if (TKernels.Across != TKernels.Z)
            Lanes.Transpose(ref Unsafe.Add(ref s, TKernels.Z), (int)rows, TKernels.Stride, ref Unsafe.Add(ref s, TKernels.Across), TKernels.SampleStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Padded(nuint rows) => (rows + ((nuint)Vector512<float>.Count - 1)) / (nuint)Vector512<float>.Count * (nuint)Vector512<float>.Count;
}

/// <summary>The loss over the blocks of a batch, for one width of vector.</summary>
internal static class SingleLossBlocks<TKernels>
    where TKernels : struct, ISingleLossBatch
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n)
    {
        nuint block = (nuint)TKernels.Rows;
        ref float s = ref Scratch.Get<float>(TKernels.Length);
        double loss = 0;
        for (nuint start = 0; start < n; start += block)
        {
            nuint rows = n - start < block ? n - start : block, padded = SingleBlocks<TKernels>.Padded(rows);
            Targets(targets, labels, start, rows, ref s);
            SingleBlocks<TKernels>.Layers(ref p, ref Unsafe.Add(ref x, start * (nuint)TKernels.Inputs), ref s, rows, padded);
            SingleBlocks<TKernels>.Turn(ref s, rows);
            TKernels.LossGradient(ref s, rows, padded);
            loss += SumOfLosses(ref s, padded);
        }

        return (float)(loss / n);
    }

    /// <summary>Pre-activations, where they are kept, to the loss of each sample, and its gradient to where the way back starts.</summary>
    /// <returns>The sum of the losses.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LossGradient(ref float s, nuint rows, nuint padded)
    {
        SingleBlocks<TKernels>.Turn(ref s, rows);
        TKernels.LossGradient(ref s, rows, padded);
        if (TKernels.Across != TKernels.Z)
            Lanes.TransposeBack(ref Unsafe.Add(ref s, TKernels.Across), TKernels.SampleStride, (int)rows, TKernels.Stride, ref Unsafe.Add(ref s, TKernels.DZ));
        return SumOfLosses(ref s, padded);
    }

    /// <summary>Brings a block's targets where the kernels expect them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Targets(ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint start, nuint rows, ref float s)
    {
        ref float t = ref Unsafe.Add(ref s, TKernels.T);
        ref float target = ref Unsafe.Add(ref MemoryMarshal.GetReference(targets), start * (nuint)TKernels.Outputs);
        ref int label = ref Unsafe.Add(ref MemoryMarshal.GetReference(labels), start);
        if (TKernels.AcrossSamples)
        {
            if (labels.IsEmpty)
                Lanes.Transpose(ref target, (int)rows, TKernels.Outputs, ref t, TKernels.SampleStride);
            else
                Lanes.OneHot(ref label, (int)rows, TKernels.Outputs, ref t, TKernels.SampleStride);
            return;
        }

        if (labels.IsEmpty)
            Lanes.PadRows(ref target, (int)rows, TKernels.Outputs, ref t, TKernels.Stride);
        else
            Lanes.OneHotRows(ref label, (int)rows, ref t, TKernels.Stride);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref s, TKernels.Losses), TKernels.SampleStride).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumOfLosses(ref float s, nuint padded) =>
        Lanes.Sum(ref Unsafe.Add(ref s, TKernels.Losses), TKernels.AcrossSamples ? (int)padded : TKernels.SampleStride);
}

/// <summary>The loops of training over the blocks of a batch, for one width of vector.</summary>
internal static class SingleTrainingBlocks<TKernels>
    where TKernels : struct, ISingleTrainingBatch
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Train(ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, float rate, Draw draw)
    {
        ref float s = ref Scratch.Get<float>(TKernels.Length);
        if (n <= (nuint)TKernels.Rows)
            return (float)(Block(ref p, ref x, targets, labels, 0, n, ref p, rate / n, ref s, draw) / n);

        double loss = Gradient(ref p, ref x, targets, labels, n, ref s, draw);
        ref float g = ref Unsafe.Add(ref s, TKernels.G);
        var scale = new Vector<float>(rate / n);
        for (nuint i = 0; i < (nuint)TKernels.TrainableLength; i += (nuint)Vector<float>.Count)
            Lanes.MultiplyAdd(scale, Vector.LoadUnsafe(ref g, i), Vector.LoadUnsafe(ref p, i)).StoreUnsafe(ref p, i);
        return (float)(loss / n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, ParameterLayout parameters, Span<float> gradient, Draw draw)
    {
        ref float s = ref Scratch.Get<float>(TKernels.Length);
        double loss = Gradient(ref p, ref x, targets, labels, n, ref s, draw);
        ref float g = ref Unsafe.Add(ref s, TKernels.G);
        var scale = new Vector<float>(1 / (float)n);
        for (nuint i = 0; i < (nuint)TKernels.TrainableLength; i += (nuint)Vector<float>.Count)
            (scale * Vector.LoadUnsafe(ref g, i)).StoreUnsafe(ref g, i);
        parameters.Gather(MemoryMarshal.CreateReadOnlySpan(ref g, TKernels.TrainableLength), gradient);
        return (float)(loss / n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Add(
        ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, ref float into, Span<int> classes, float threshold, Draw draw)
    {
        return Add(ref p, ref x, targets, labels, n, ref into, ref Scratch.Get<float>(TKernels.Length), classes, threshold, draw);
    }

    /// <summary>Adds up the gradient of all samples in G; gives the sum of the losses.</summary>
    private static double Gradient(ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint n, ref float s, Draw draw)
    {
        ref float g = ref Unsafe.Add(ref s, TKernels.G);
        MemoryMarshal.CreateSpan(ref g, TKernels.TrainableLength).Clear();
        return Add(ref p, ref x, targets, labels, n, ref g, ref s, classes: default, threshold: 0, draw);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Add(
        ref float p,
        ref float x,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<int> labels,
        nuint n,
        ref float into,
        ref float s,
        Span<int> classes,
        float threshold,
        Draw draw)
    {
        nuint block = (nuint)TKernels.Rows;
        double loss = 0;
        for (nuint start = 0; start < n; start += block)
        {
            nuint rows = n - start < block ? n - start : block;
            loss += Block(ref p, ref Unsafe.Add(ref x, start * (nuint)TKernels.Inputs), targets, labels, start, rows, ref into, 1, ref s, draw);
            if (classes.IsEmpty)
                continue;

            // The way back leaves the pre-activations as they are, and needs the targets no more.
            ref int those = ref Unsafe.Add(ref MemoryMarshal.GetReference(classes), start);
            SingleBlocks<TKernels>.Classes(ref s, ref Unsafe.Add(ref s, TKernels.T), rows, ref those, threshold);
        }

        return loss;
    }

    /// <summary>One block of samples forward and back; gives the sum of its losses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Block(
        ref float p, ref float x, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, nuint start, nuint rows, ref float into, float scale, ref float s, Draw draw)
    {
        nuint padded = SingleBlocks<TKernels>.Padded(rows);
        SingleLossBlocks<TKernels>.Targets(targets, labels, start, rows, ref s);
        if (TKernels.Drops)
        {
            TKernels.DrawMasks(ref s, draw.From((int)start), rows);
            TKernels.TrainForward(ref p, ref SingleBlocks<TKernels>.Inputs(ref x, ref s, rows), ref s, rows, padded);
        }
        else
        {
            SingleBlocks<TKernels>.Layers(ref p, ref x, ref s, rows, padded);
        }

        float loss = SingleLossBlocks<TKernels>.LossGradient(ref s, rows, padded);
        TKernels.Back(ref p, ref x, ref s, ref into, scale, rows, padded);
        return loss;
    }
}
