using NetGen.Runtime;

namespace NetGen;

/// <content>Samples to train on and samples to test on.</content>
public sealed partial class Dataset<T>
{
    /// <summary>Two datasets of all samples, copied, in an order drawn from the seed: the same on every machine.</summary>
    /// <param name="fraction">Of the samples that train has, between 0 and 1; their number is rounded, ½ upwards.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <param name="stratify">
    /// Whether both have the classes in the data's proportions: each class's share of train is rounded down, and what is then
    /// missing is taken from the classes that lost most. A class of few samples may still lie in one of the two alone.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">One of the two would have no sample, or the data is to be stratified and has no labels.</exception>
    public (Dataset<T> Train, Dataset<T> Test) Split(double fraction, int seed = 0, bool stratify = false)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Expected a fraction between 0 and 1, both excluded: 0.8 for four fifths to train on.");
        RequireLabelsTo(stratify);
        int count = (int)Math.Round(fraction * Count, MidpointRounding.AwayFromZero);
        if (count == 0 || count == Count)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A fraction of {fraction} of {Count} samples leaves none to {(count == 0 ? "train" : "test")} on."), nameof(fraction));
        }

        int[] order = Shuffled(seed);
        ReadOnlySpan<int> labels = Labels.Span;
        Dictionary<int, int> left = stratify ? Shares(count) : new() { [0] = count };
        var train = new List<int>();
        var test = new List<int>();
        foreach (int row in order)
            (left[stratify ? labels[row] : 0]-- > 0 ? train : test).Add(row);
        return (Subset([.. train]), Subset([.. test]));
    }

    /// <summary>
    /// Cross validation: k pairs of datasets, each copied when it is asked for. Every sample is in the test data of one pair,
    /// and in train of the others; the numbers of test samples differ by 1 at most.
    /// </summary>
    /// <param name="k">The number of folds, from 2 to <see cref="Count"/>.</param>
    /// <param name="seed">The same seed gives the same folds, on every machine.</param>
    /// <param name="stratify">
    /// Whether the samples of each class are dealt out evenly: their numbers differ by 1 at most from fold to fold, so that a class
    /// of fewer than <paramref name="k"/> samples is in some folds' test data and not in others'.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 2, or more than there are samples.</exception>
    /// <exception cref="ArgumentException">The data is to be stratified and has no labels.</exception>
    public IEnumerable<(Dataset<T> Train, Dataset<T> Test)> Folds(int k, int seed = 0, bool stratify = false)
    {
        if (k < 2 || k > Count)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"Expected from 2 folds to {Count}, as many as there are samples.");
        RequireLabelsTo(stratify);

        // Dealt out like cards: sorted by class, neighbours go to different folds.
        int[] order = Shuffled(seed);
        int[] cards = stratify ? [.. order.OrderBy(row => Labels.Span[row])] : order;
        int[] folds = new int[Count];
        for (int card = 0; card < cards.Length; card++)
            folds[cards[card]] = card % k;
        return Enumerable.Range(0, k).Select(fold => (
            Subset([.. order.Where(row => folds[row] != fold)]),
            Subset([.. order.Where(row => folds[row] == fold)])));
    }

    private int[] Shuffled(int seed)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        new PortableRandom(seed).Shuffle(order);
        return order;
    }

    /// <summary>How many of each class's samples belong to so many of all: by largest remainder, the lower class first where two are equal.</summary>
    private Dictionary<int, int> Shares(int count)
    {
        var shares = new Dictionary<int, int>();
        var remainders = new List<(int Label, long Remainder)>();
        int missing = count;
        foreach ((int label, int size) in Labels.ToArray().CountBy(label => label).OrderBy(pair => pair.Key))
        {
            (long share, long remainder) = Math.DivRem((long)size * count, Count);
            shares[label] = (int)share;
            remainders.Add((label, remainder));
            missing -= (int)share;
        }
        foreach ((int label, _) in remainders.OrderByDescending(pair => pair.Remainder).Take(missing))
            shares[label]++;
        return shares;
    }

    private void RequireLabelsTo(bool stratify)
    {
        if (stratify && Labels.IsEmpty)
            throw new ArgumentException("To stratify is to keep the proportions of classes, and the data has targets, not labels.", nameof(stratify));
    }
}
