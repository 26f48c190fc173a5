using System.Globalization;
using System.Numerics;
using NetGen.Metrics;
using NetGen.Runtime;
using NetGen.Training;

namespace NetGen;

/// <summary>Evaluation of whole networks.</summary>
public static class EvaluationExtensions
{
    /// <summary>Measures how good a network is on data that it was not trained on.</summary>
    /// <param name="network">Any generated network; it stays as it is.</param>
    /// <param name="data">Labels or targets by what it has, as for Fit.</param>
    /// <param name="classNames">What tables and pictures call the classes; unless given, what the network does, or their numbers.</param>
    /// <returns>The measures of classes with labels, those of values with targets.</returns>
    /// <exception cref="ArgumentException">The network cannot take this data, or there is not one name a class; the message says what to write instead.</exception>
    /// <remarks>May run on many threads at once, as long as nothing changes the network.</remarks>
    public static Evaluation Evaluate<TSelf, T>(this INetwork<TSelf, T> network, Dataset<T> data, IReadOnlyList<string>? classNames = null)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ITrainable<T> generated = Trainable.Generated<T>(network);
        var samples = new Samples<T>(generated, data, TSelf.InputSize, TSelf.OutputSize, nameof(data));
        int classes = Math.Max(TSelf.OutputSize, 2);
        string[] names = classNames is not null ? [.. classNames]
            : !generated.Layout.Classes.IsEmpty ? generated.Layout.Classes.ToArray()
            : [.. Enumerable.Range(0, classes).Select(label => label.ToString(CultureInfo.InvariantCulture))];
        if (!data.Labels.IsEmpty && names.Length != classes)
            throw new ArgumentException($"Expected a name for each of {classes} classes, got {names.Length}.", nameof(classNames));

        var outputs = new T[data.Count * TSelf.OutputSize];
        network.ForwardBatch(data.Inputs.Span, outputs);
        Activation activation = TSelf.Info.Layers[^1].Activation;
        if (data.Labels.IsEmpty)
        {
            ValueMeasures values = ValueMeasures.Of<T>(outputs, data.Targets.Span, data.Count, activation);
            return new(TSelf.Info.Name, data.Count, samples.Loss(), classes: null, values);
        }
        int[] predicted = Classes<T>(outputs, data.Count, generated.DecidesAtZero ? T.Zero : T.CreateTruncating(0.5));
        return new(TSelf.Info.Name, data.Count, samples.Loss(), ClassMeasures.Of<T>(outputs, data.Labels.Span, predicted, names, activation), values: null);
    }

    /// <summary>What Predict makes of outputs.</summary>
    private static int[] Classes<T>(ReadOnlySpan<T> outputs, int count, T threshold)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = outputs.Length / count;
        int[] classes = new int[count];
        for (int row = 0; row < count; row++)
            classes[row] = width > 1 ? Largest(outputs.Slice(row * width, width)) : outputs[row] >= threshold ? 1 : 0;
        return classes;
    }

    /// <summary>The lowest index on ties; NaN only where all are NaN.</summary>
    private static int Largest<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int largest = 0;
        for (int index = 1; index < values.Length; index++)
        {
            if (values[index] > values[largest] || T.IsNaN(values[largest]) && !T.IsNaN(values[index]))
                largest = index;
        }
        return largest;
    }
}
