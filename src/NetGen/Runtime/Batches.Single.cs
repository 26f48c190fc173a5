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
    /// <summary>Whether training goes forward through kernels of its own even where it drops nothing.</summary>
    static virtual bool TrainsApart => false;

    /// <summary>Inputs to the last layer's pre-activations as training computes them where it drops units or goes apart; called nowhere else.</summary>
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
    /// on to behind the last step. Records are where the layers' states lie, as <see cref="StreamRecords"/> has them, and rings what
    /// convolutions remember, as <see cref="StreamRings"/> has it.
    /// </summary>
    public static float TrainSequence(
        ParameterBlock<float> parameters, ParameterLayout layout, [AllowNull] State state, ReadOnlySpan<int> records, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate, ReadOnlySpan<int> rings = default)
    {
        Check.Rate(learningRate);
        int n = Check.Sequence(inputs, TMachine.Inputs, targets, TMachine.Outputs, TMachine.Rows);
        StreamRecords.Enter(state, layout, records, ref Scratch.Get<float>(TMachine.Length));
        StreamRings.Enter(state, layout, rings, ref Scratch.Get<float>(TMachine.Length));
        float loss = Train(ref parameters.Start, inputs, targets, default, (nuint)n, -learningRate, draw: default);
        StreamRecords.Leave(state, layout, records, ref Scratch.Get<float>(TMachine.Length), n);
        StreamRings.Leave(state, layout, rings, ref Scratch.Get<float>(TMachine.Length), n);
        return loss;
    }

    /// <summary>BackwardSequence, likewise.</summary>
    public static float BackwardSequence(
        ParameterBlock<float> parameters, ParameterLayout layout, [AllowNull] State state, ReadOnlySpan<int> records, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient, ReadOnlySpan<int> rings = default)
    {
        int n = Check.Sequence(inputs, TMachine.Inputs, targets, TMachine.Outputs, TMachine.Rows);
        Check.Gradient(gradient, layout.ParameterCount, inputs, targets);
        StreamRecords.Enter(state, layout, records, ref Scratch.Get<float>(TMachine.Length));
        StreamRings.Enter(state, layout, rings, ref Scratch.Get<float>(TMachine.Length));
        float loss = Backward(ref parameters.Start, layout, inputs, targets, default, (nuint)n, gradient, draw: default);
        StreamRecords.Leave(state, layout, records, ref Scratch.Get<float>(TMachine.Length), n);
        StreamRings.Leave(state, layout, rings, ref Scratch.Get<float>(TMachine.Length), n);
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
