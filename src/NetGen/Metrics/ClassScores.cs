using System.Collections;

namespace NetGen;

/// <summary>One measure of each class, and of all together. Immutable.</summary>
public sealed class ClassScores : IReadOnlyList<double>
{
    private readonly double[] _scores;

    internal ClassScores(double[] scores, double macro, double micro)
    {
        _scores = scores;
        Macro = macro;
        Micro = micro;
    }

    /// <summary>The mean over the classes that occur among the labels or among what was predicted.</summary>
    public double Macro { get; }

    /// <summary>From the counts of all classes added up; with one class a sample this is the accuracy.</summary>
    public double Micro { get; }

    /// <summary>The number of classes.</summary>
    public int Count => _scores.Length;

    /// <summary>That of one class; 0 where it would be 0 / 0.</summary>
    public double this[int label] => _scores[label];

    /// <summary>Those of all classes, in order.</summary>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_scores).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A measure as quotient of counts.</summary>
    /// <param name="confusion">The counts.</param>
    /// <param name="parts">Of one class: rightly told, told to be of it, of it → numerator and denominator.</param>
    internal static ClassScores Of(ConfusionMatrix confusion, Func<int, int, int, (int Numerator, int Denominator)> parts)
    {
        double[] scores = new double[confusion.Size];
        double sum = 0;
        int occurring = 0;
        long numerators = 0, denominators = 0;
        for (int label = 0; label < scores.Length; label++)
        {
            int predicted = confusion.Predicted(label), actual = confusion.Actual(label);
            (int numerator, int denominator) = parts(confusion[label, label], predicted, actual);
            scores[label] = denominator == 0 ? 0 : (double)numerator / denominator;
            sum += scores[label];
            occurring += predicted + actual > 0 ? 1 : 0;
            numerators += numerator;
            denominators += denominator;
        }
        return new(scores, sum / occurring, (double)numerators / denominators);
    }
}
