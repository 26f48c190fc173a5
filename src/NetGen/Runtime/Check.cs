using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// Checks of the arguments of a network's methods. What is right costs a few comparisons; what is wrong throws before anything
/// has changed, and the message names the parameter, what was expected and what was found. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Check
{
    /// <summary>Forward: one input and one output, which must not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sample<T>(ReadOnlySpan<T> input, int inputSize, Span<T> output, int outputSize)
        where T : unmanaged
    {
        if (input.Length != inputSize || output.Length != outputSize || Overlap(input, output))
            ThrowSample(input.Length, inputSize, output.Length, outputSize);
    }

    /// <summary>ForwardBatch: rows of inputs and as many rows of outputs, which must not overlap.</summary>
    /// <returns>The number of rows, which may be 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Samples<T>(ReadOnlySpan<T> inputs, int inputSize, Span<T> outputs, int outputSize)
        where T : unmanaged
    {
        int count = (int)((uint)inputs.Length / (uint)inputSize);
        if (count * inputSize != inputs.Length || (long)count * outputSize != outputs.Length || Overlap(inputs, outputs))
            ThrowSamples(inputs.Length, inputSize, outputs.Length, outputSize);
        return count;
    }

    /// <summary>Train: one input and one target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Example<T>(ReadOnlySpan<T> input, int inputSize, ReadOnlySpan<T> target, int outputSize)
        where T : unmanaged
    {
        if (input.Length != inputSize || target.Length != outputSize)
            ThrowExample(input.Length, inputSize, target.Length, outputSize);
    }

    /// <summary>Train: one input and its class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Example<T>(ReadOnlySpan<T> input, int inputSize, int label, int classes)
        where T : unmanaged
    {
        if (input.Length != inputSize || (uint)label >= (uint)classes)
            ThrowLabelled(input.Length, inputSize, label, classes);
    }

    /// <summary>Training of a network with batch normalisation: as many samples as it takes to have a variance.</summary>
    internal static void Batch(int count, int fewest)
    {
        if (count < fewest)
            ThrowBatch(count, fewest);
    }

    /// <summary>Train, TrainBatch: a finite learning rate; 0 and negative ones are the caller's to choose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rate(float learningRate)
    {
        if (!float.IsFinite(learningRate))
            ThrowRate(learningRate);
    }

    /// <inheritdoc cref="Rate(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rate(double learningRate)
    {
        if (!double.IsFinite(learningRate))
            ThrowRate(learningRate);
    }

    /// <summary>TrainBatch, Evaluate, Backward: at least one row of inputs and as many rows of targets.</summary>
    /// <returns>The number of rows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Examples<T>(ReadOnlySpan<T> inputs, int inputSize, ReadOnlySpan<T> targets, int outputSize)
        where T : unmanaged
    {
        int count = (int)((uint)inputs.Length / (uint)inputSize);
        if (count == 0 || count * inputSize != inputs.Length || (long)count * outputSize != targets.Length)
            ThrowExamples(inputs.Length, inputSize, targets.Length, outputSize);
        return count;
    }

    /// <summary>TrainSequence, BackwardSequence: at least one step and at most so many, and as many targets.</summary>
    /// <returns>The number of steps.</returns>
    public static int Sequence<T>(ReadOnlySpan<T> inputs, int inputSize, ReadOnlySpan<T> targets, int outputSize, int most)
        where T : unmanaged
    {
        int count = Examples(inputs, inputSize, targets, outputSize);
        if (count > most)
            throw new ArgumentException(
                FormattableString.Invariant($"'{nameof(inputs)}' holds {count} steps: expected at most {most}; train on parts, and carry a State from one to the next."), nameof(inputs));
        return count;
    }

    /// <summary>TrainBatch, Evaluate, Backward: at least one row of inputs and as many classes.</summary>
    /// <returns>The number of rows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Examples<T>(ReadOnlySpan<T> inputs, int inputSize, ReadOnlySpan<int> labels, int classes)
        where T : unmanaged
    {
        int count = (int)((uint)inputs.Length / (uint)inputSize);
        if (count == 0 || count * inputSize != inputs.Length || count != labels.Length)
            ThrowLabelledExamples<T>(inputs.Length, inputSize, labels.Length);
        Labels(labels, classes);
        return count;
    }

    /// <summary>Backward: room for the gradient, which must not overlap inputs or targets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradient<T>(Span<T> gradient, int parameterCount, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
        where T : unmanaged
    {
        if (gradient.Length != parameterCount || Overlap(inputs, gradient) || Overlap(targets, gradient))
            ThrowGradient(gradient.Length, parameterCount, Overlap(inputs, gradient) ? nameof(inputs) : nameof(targets));
    }

    /// <summary>Backward with labels: room for the gradient, which must not overlap inputs or labels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradient<T>(Span<T> gradient, int parameterCount, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels)
        where T : unmanaged
    {
        if (gradient.Length != parameterCount || Overlap(inputs, gradient) || Overlap(labels, gradient))
            ThrowGradient(gradient.Length, parameterCount, Overlap(inputs, gradient) ? nameof(inputs) : nameof(labels));
    }

    /// <summary>Predict: one input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<T>(ReadOnlySpan<T> input, int inputSize)
        where T : unmanaged
    {
        if (input.Length != inputSize)
            ThrowLength(nameof(input), input.Length, inputSize);
    }

    /// <summary>PredictBatch: rows of inputs and one class for each, which must not overlap.</summary>
    /// <returns>The number of rows, which may be 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Inputs<T>(ReadOnlySpan<T> inputs, int inputSize, Span<int> outputs)
        where T : unmanaged
    {
        int count = (int)((uint)inputs.Length / (uint)inputSize);
        if (count * inputSize != inputs.Length || count != outputs.Length || Overlap(inputs, outputs))
            ThrowSamples(inputs.Length, inputSize, outputs.Length, outputSize: 1);
        return count;
    }

    /// <summary>GetParameters, SetParameters: all parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parameters<T>(ReadOnlySpan<T> parameters, int parameterCount, string name)
        where T : unmanaged
    {
        if (parameters.Length != parameterCount)
            ThrowLength(name, parameters.Length, parameterCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Labels(ReadOnlySpan<int> labels, int classes)
    {
        // Compared as unsigned, a negative label is too large as well.
        ref uint first = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(labels));
        Vector<uint> largest = Vector<uint>.Zero;
        int index = 0;
        for (; index <= labels.Length - Vector<uint>.Count; index += Vector<uint>.Count)
            largest = Vector.Max(largest, Vector.LoadUnsafe(ref first, (nuint)index));
        if (Vector.GreaterThanOrEqualAny(largest, new Vector<uint>((uint)classes)))
            index = 0;
        for (; index < labels.Length; index++)
        {
            if ((uint)labels[index] >= (uint)classes)
                ThrowLabels(labels, index, classes);
        }
    }

    /// <summary>True when two spans share memory: one starts within the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Overlap<TSource, TTarget>(ReadOnlySpan<TSource> source, Span<TTarget> target)
        where TSource : unmanaged
        where TTarget : unmanaged
    {
        nint distance = Unsafe.ByteOffset(
            ref Unsafe.As<TSource, byte>(ref MemoryMarshal.GetReference(source)),
            ref Unsafe.As<TTarget, byte>(ref MemoryMarshal.GetReference(target)));
        return (nuint)distance < (nuint)((long)source.Length * sizeof(TSource))
            || (nuint)(-distance) < (nuint)((long)target.Length * sizeof(TTarget));
    }
}
