using System.Numerics;

namespace NetGen.Metrics;

/// <summary>How outputs compare with class labels.</summary>
internal sealed class ClassMeasures
{
    // How many samples have so many outputs above that of their own class.
    private readonly int[] _ranks;
    private readonly int _count;

    private ClassMeasures(ConfusionMatrix confusion, int[] ranks, int count, double? logLoss)
    {
        Confusion = confusion;
        _ranks = ranks;
        _count = count;
        LogLoss = logLoss;
        Accuracy = (double)Enumerable.Range(0, confusion.Size).Sum(label => confusion[label, label]) / count;
        Precision = ClassScores.Of(confusion, (right, predicted, _) => (right, predicted));
        Recall = ClassScores.Of(confusion, (right, _, actual) => (right, actual));
        F1 = ClassScores.Of(confusion, (right, predicted, actual) => (2 * right, predicted + actual));
    }

    public ConfusionMatrix Confusion { get; }

    public double Accuracy { get; }

    public ClassScores Precision { get; }

    public ClassScores Recall { get; }

    public ClassScores F1 { get; }

    /// <summary>Null where outputs are no probabilities.</summary>
    public double? LogLoss { get; }

    public double TopK(int k)
    {
        if (k < 1 || k > _ranks.Length)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"Expected from 1 to {_ranks.Length}, the number of classes.");
        return (double)_ranks.AsSpan(0, k).ToArray().Sum() / _count;
    }

    /// <summary>Compares the outputs of samples, row after row, with their labels.</summary>
    public static ClassMeasures Of<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, ReadOnlySpan<int> predicted, string[] names, Activation activation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = outputs.Length / labels.Length;
        int[,] counts = new int[names.Length, names.Length];
        int[] ranks = new int[names.Length];
        double logLoss = 0;
        bool probable = activation is Activation.Softmax or Activation.LogSoftmax || width == 1 && activation == Activation.Sigmoid;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<T> output = outputs.Slice(row * width, width);
            counts[labels[row], predicted[row]]++;
            ranks[width == 1 ? labels[row] ^ predicted[row] : Rank(output, labels[row])]++;
            if (probable)
                logLoss += Surprise(output, labels[row], activation);
        }
        return new(new(counts, names), ranks, labels.Length, probable ? logLoss / labels.Length : null);
    }

    /// <summary>How many outputs come before that of the label: those above it, and equal ones of lower classes, as Predict decides. NaN is last.</summary>
    private static int Rank<T>(ReadOnlySpan<T> output, int label)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rank = 0;
        for (int other = 0; other < output.Length; other++)
        {
            bool comesAfter = other == label || (other < label ? output[label] > output[other] : output[label] >= output[other]);
            rank += comesAfter ? 0 : 1;
        }
        return rank;
    }

    /// <summary>−ln of the label's probability; as in scikit-learn, probabilities are first brought between ε and 1 − ε, then to the sum 1.</summary>
    private static double Surprise<T>(ReadOnlySpan<T> output, int label, Activation activation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double epsilon = typeof(T) == typeof(float) ? Math.ScaleB(1, -23) : Math.ScaleB(1, -52);
        if (output.Length == 1)
        {
            double one = Bounded(output[0]);
            return -Math.Log(label == 1 ? one : 1 - one);
        }
        double sum = 0;
        foreach (T value in output)
            sum += Bounded(value);
        return -Math.Log(Bounded(output[label]) / sum);

        double Bounded(T value)
        {
            double probability = double.CreateTruncating(value);
            return Math.Clamp(activation == Activation.LogSoftmax ? Math.Exp(probability) : probability, epsilon, 1 - epsilon);
        }
    }
}
