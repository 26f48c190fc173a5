using System.Numerics;
using NetGen.Runtime;

namespace NetGen.Training;

/// <summary>A dataset as one network takes it: labels where it takes labels, otherwise targets.</summary>
internal sealed class Samples<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ITrainable<T> _network;
    private readonly int _inputSize;
    private int[] _predicted = [];

    /// <exception cref="ArgumentException">The network cannot take this data; the message says what to write instead.</exception>
    public Samples(ITrainable<T> network, Dataset<T> data, int inputSize, int outputSize, string name)
    {
        if (data.InputSize != inputSize)
        {
            // What a label for every class leaves of each sample's values.
            string hint = data.Labels.Length > 0 && data.InputSize * outputSize == inputSize
                ? " Labels are one class a sample; one-hot rows are targets: Dataset.Of(inputs, targets, count)."
                : "";
            throw new ArgumentException($"The network takes {inputSize} values a sample, the data has {data.InputSize}.{hint}", name);
        }
        _network = network;
        _inputSize = inputSize;
        Count = data.Count;
        Inputs = data.Inputs;
        Classes = network.Predicts ? data.Labels : default;
        Labels = network.TakesLabels ? data.Labels : default;
        Targets = data.Labels.IsEmpty || network.TakesLabels ? data.Targets : OfLabels(network, data, outputSize, name);
        if (!data.Labels.IsEmpty)
            RequireClasses(data.Labels.Span, Math.Max(outputSize, 2), name);
        else if (data.TargetSize != outputSize)
            throw new ArgumentException(WrongWidth(network, data.TargetSize, outputSize), name);
    }

    public int Count { get; }

    public ReadOnlyMemory<T> Inputs { get; }

    public ReadOnlyMemory<T> Targets { get; }

    /// <summary>Empty where the network takes targets.</summary>
    public ReadOnlyMemory<int> Labels { get; }

    /// <summary>What the network is to predict; empty where that is no class.</summary>
    public ReadOnlyMemory<int> Classes { get; }

    /// <summary>The mean loss.</summary>
    public double Loss() => double.CreateTruncating(_network.Evaluate(Inputs.Span, Targets.Span, Labels.Span));

    /// <summary>The share that is classified rightly; null without labels.</summary>
    /// <param name="threads">At most so many; small data stays on the caller's.</param>
    public double? Accuracy(int threads)
    {
        if (Classes.IsEmpty)
            return null;
        if (_predicted.Length == 0)
            _predicted = new int[Count];
        threads = RowParts.Threads(Count, _network.Layout.ParameterCount, threads);
        if (threads == 1)
            Predict(0, Count);
        else
            RowParts.Run(Count, threads, Predict);
        return (double)Right(Classes.Span, _predicted) / Count;
    }

    /// <summary>How many of the samples with these classes are told to be of them.</summary>
    public static int Right(ReadOnlySpan<int> classes, ReadOnlySpan<int> predicted)
    {
        int right = 0;
        for (int index = 0; index < classes.Length; index++)
            right += classes[index] == predicted[index] ? 1 : 0;
        return right;
    }

    private void Predict(int start, int count) =>
        _network.PredictBatch(Inputs.Span.Slice(start * _inputSize, count * _inputSize), _predicted.AsSpan(start, count));

    private static T[] OfLabels(ITrainable<T> network, Dataset<T> data, int outputSize, string name)
    {
        LabelTargets.RequirePredictor(network, name);
        RequireClasses(data.Labels.Span, Math.Max(outputSize, 2), name);
        var targets = new T[LabelTargets.Length(data.Count, outputSize, name)];
        LabelTargets.Write(network, data.Labels.Span, outputSize, targets);
        return targets;
    }

    private static void RequireClasses(ReadOnlySpan<int> labels, int classes, string name)
    {
        int index = labels.IndexOfAnyExceptInRange(0, classes - 1);
        if (index >= 0)
            throw new ArgumentException($"The network has classes from 0 to {classes - 1}, the data has the label {labels[index]} in row {index}.", name);
    }

    private static string WrongWidth(ITrainable<T> network, int found, int expected)
    {
        string hint = network.Predicts && found == 1
            ? " Class numbers are given as int[]: Dataset.Of(inputs, labels)."
            : "";
        return $"The network has {expected} outputs, the data has {found} target{(found == 1 ? "" : "s")} a sample.{hint}";
    }
}
