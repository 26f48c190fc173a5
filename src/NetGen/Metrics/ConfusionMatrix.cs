using System.Globalization;
using NetGen.Insight;

namespace NetGen;

/// <summary>How many samples of each class were told to be of each. Immutable.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;
    private readonly string[] _names;

    internal ConfusionMatrix(int[,] counts, string[] names)
    {
        _counts = counts;
        _names = names;
    }

    /// <summary>The number of classes.</summary>
    public int Size => _names.Length;

    /// <summary>The classes' names; their numbers where they have none.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>How many samples of one class were told to be of another, or of the same.</summary>
    /// <param name="actual">What they are.</param>
    /// <param name="predicted">What the network told.</param>
    public int this[int actual, int predicted] => _counts[actual, predicted];

    /// <summary>How many samples are of a class.</summary>
    public int Actual(int label) => Enumerable.Range(0, Size).Sum(predicted => _counts[label, predicted]);

    /// <summary>How many samples were told to be of a class.</summary>
    public int Predicted(int label) => Enumerable.Range(0, Size).Sum(actual => _counts[actual, label]);

    /// <summary>A row for each class that samples are of, a column for each that they were told to be of.</summary>
    public override string ToString()
    {
        var table = new TextTable(["actual \\ predicted", .. _names]) { NumbersFrom = 1 };
        for (int actual = 0; actual < Size; actual++)
            table.Add([_names[actual], .. Enumerable.Range(0, Size).Select(predicted => _counts[actual, predicted].ToString(CultureInfo.InvariantCulture))]);
        return table.ToString();
    }
}
