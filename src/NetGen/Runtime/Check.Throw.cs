using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <content>What the checks throw; apart, so that the checks themselves stay small enough to be inlined.</content>
public static partial class Check
{
    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowSample(int input, int inputSize, int output, int outputSize)
    {
        RequireLength(nameof(input), input, inputSize);
        RequireLength(nameof(output), output, outputSize);
        throw Overlapping(nameof(output), nameof(input));
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowSamples(int inputs, int inputSize, int outputs, int outputSize)
    {
        int count = RequireRows(inputs, inputSize);
        RequireRows(nameof(outputs), outputs, outputSize, count);
        throw Overlapping(nameof(outputs), nameof(inputs));
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowExample(int input, int inputSize, int target, int outputSize)
    {
        RequireLength(nameof(input), input, inputSize);
        throw WrongLength(nameof(target), target, outputSize);
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLabelled(int input, int inputSize, int label, int classes)
    {
        RequireLength(nameof(input), input, inputSize);
        throw new ArgumentOutOfRangeException(
            nameof(label), label, FormattableString.Invariant($"Expected a class from 0 to {classes - 1}, got {label}."));
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowBatchTooLarge(int inputs, long bytes) => throw new ArgumentException(
        FormattableString.Invariant($"With batch normalisation a batch is trained as a whole, and {inputs:N0} samples of this network would take {bytes:N0} bytes: train on smaller batches."), nameof(inputs));

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowBatch(int inputs, int fewest) => throw new ArgumentException(
        $"Batch normalisation trains on at least {fewest} samples, of which it takes mean and variance; got {Samples(inputs)}.", nameof(inputs));

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowRate(double learningRate) => throw new ArgumentOutOfRangeException(
        nameof(learningRate), learningRate, FormattableString.Invariant($"Expected a finite learning rate, got {learningRate}."));

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowExamples(int inputs, int inputSize, int targets, int outputSize)
    {
        int count = RequireSomeRows(inputs, inputSize);
        throw WrongRows(nameof(targets), targets, outputSize, count);
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLabelledExamples<T>(int inputs, int inputSize, int labels)
    {
        // A bare [0, 1] is an array of labels; whoever meant a target learns here how to write one.
        string targets = typeof(T) == typeof(double) ? "doubles: [0d, 1d]" : "floats: [0f, 1f]";
        int count = RequireSomeRows(inputs, inputSize);
        throw new ArgumentException(
            $"'{nameof(inputs)}' holds {Samples(count)}: expected {count} label{(count == 1 ? "" : "s")}, got {labels}; targets are {targets}.",
            nameof(labels));
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLabels(ReadOnlySpan<int> labels, int index, int classes) => throw new ArgumentOutOfRangeException(
        nameof(labels),
        labels[index],
        FormattableString.Invariant($"Expected classes from 0 to {classes - 1}, got {labels[index]} at index {index}."));

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowGradient(int gradient, int parameterCount, string other)
    {
        RequireLength(nameof(gradient), gradient, parameterCount);
        throw Overlapping(nameof(gradient), other);
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLength(string name, int length, int expected) => throw WrongLength(name, length, expected);

    private static void RequireLength(string name, int length, int expected)
    {
        if (length != expected)
            throw WrongLength(name, length, expected);
    }

    private static int RequireRows(int inputs, int inputSize) => inputs % inputSize == 0
        ? inputs / inputSize
        : throw new ArgumentException($"Expected a multiple of {inputSize} values ({inputSize} per sample), got {inputs}.", nameof(inputs));

    private static int RequireSomeRows(int inputs, int inputSize) => inputs > 0
        ? RequireRows(inputs, inputSize)
        : throw new ArgumentException("Expected at least 1 sample, got 0.", nameof(inputs));

    private static void RequireRows(string name, int length, int size, int count)
    {
        if (length != (long)count * size)
            throw WrongRows(name, length, size, count);
    }

    private static ArgumentException WrongRows(string name, int length, int size, int count) =>
        new($"Expected {(long)count * size} values ({Samples(count)} of {size}), got {length}.", name);

    private static ArgumentException WrongLength(string name, int length, int expected) =>
        new($"Expected {expected} value{(expected == 1 ? "" : "s")}, got {length}.", name);

    private static ArgumentException Overlapping(string name, string other) =>
        new($"Expected memory apart from '{other}', got memory that overlaps it.", name);

    private static string Samples(int count) => count == 1 ? "1 sample" : $"{count} samples";
}
