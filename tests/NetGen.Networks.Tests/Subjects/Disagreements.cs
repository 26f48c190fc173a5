using NetGen.Networks.Tests.Oracles;

namespace NetGen.Networks.Tests.Subjects;

/// <summary>The places where numbers are not what they must be, gathered for one readable failure.</summary>
internal sealed class Disagreements(Subject subject)
{
    private const int Shown = 5;

    private readonly List<string> _lines = [];
    private int _count;

    public bool Any => _count > 0;

    /// <summary>Each number must be within rounding of the oracle's.</summary>
    public void Compare(string what, IReadOnlyList<Approximate> expected, IReadOnlyList<double> actual)
    {
        CheckLength(what, expected.Count, actual.Count);
        for (int i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            double tolerance = expected[i].Tolerance(subject.Roundoff, subject.SmallestNormal);
            double distance = Math.Abs(expected[i].Value - actual[i]);
            if (!(distance <= tolerance))
                Add($"{what}[{i}]: expected {expected[i].Value:R} ± {tolerance:G3}, got {actual[i]:R}");
        }
    }

    public void Compare(string what, Approximate expected, double actual) => Compare(what, [expected], [actual]);

    /// <summary>Each number must be the same, to the bit.</summary>
    public void Same(string what, IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        CheckLength(what, expected.Count, actual.Count);
        for (int i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            bool same = BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(actual[i])
                || (double.IsNaN(expected[i]) && double.IsNaN(actual[i]));
            if (!same)
                Add($"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}, which is not the same to the bit");
        }
    }

    public void Same(string what, double expected, double actual) => Same(what, [expected], [actual]);

    public void AssertNone()
    {
        if (Any)
            Assert.Fail(ToString());
    }

    public override string ToString() =>
        string.Join('\n', [$"{subject.Model.Architecture}, {subject.Model.Loss}, {subject.Model.Precision}:", .. _lines, .. _count > Shown ? [$"... and {_count - Shown} more"] : Array.Empty<string>()]);

    private void CheckLength(string what, int expected, int actual)
    {
        if (expected != actual)
            Add($"{what}: expected {expected} numbers, got {actual}");
    }

    private void Add(string line)
    {
        if (_count++ < Shown)
            _lines.Add("  " + line);
    }
}
