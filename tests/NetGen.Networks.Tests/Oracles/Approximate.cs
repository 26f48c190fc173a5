namespace NetGen.Networks.Tests.Oracles;

/// <summary>
/// A number computed in double, and how far the same computation in a narrower arithmetic may be expected to land from it:
/// the variance of the error, in squared units of that arithmetic's roundoff, when roundings are independent. Sums are
/// charged √K Σ|terms| whatever their order. Higham and Mary, A New Approach to Probabilistic Rounding Error Analysis, 2019.
/// </summary>
internal readonly record struct Approximate(double Value, double Variance)
{
    /// <summary>How many standard deviations count as agreement.</summary>
    private const double Deviations = 8;

    public static implicit operator Approximate(double exact) => new(exact, 0);

    public static Approximate operator +(Approximate a, Approximate b) => Rounded(a.Value + b.Value, a.Variance + b.Variance);

    public static Approximate operator -(Approximate a, Approximate b) => Rounded(a.Value - b.Value, a.Variance + b.Variance);

    public static Approximate operator *(Approximate a, Approximate b) =>
        Rounded(a.Value * b.Value, (a.Value * a.Value * b.Variance) + (b.Value * b.Value * a.Variance));

    public static Approximate operator -(Approximate a) => a with { Value = -a.Value };

    public static Approximate Sum(IEnumerable<Approximate> terms)
    {
        Total total = default;
        foreach (var term in terms)
            total.Add(term);
        return total.Sum;
    }

    /// <summary>The mean of terms whose errors may have one cause, as the statistics of a batch are: they do not average out.</summary>
    public static Approximate Mean(IReadOnlyCollection<Approximate> terms)
    {
        double share = 1.0 / terms.Count, deviation = share * terms.Sum(term => Math.Sqrt(term.Variance));
        Approximate mean = Sum(terms.Select(term => (Approximate)term.Value)) * share;
        return mean with { Variance = mean.Variance + (deviation * deviation) };
    }

    /// <summary>f(x), from f's value and slope at x, computed to within a few roundoffs of the value.</summary>
    public Approximate Map(double value, double slope) => Map(value, slope, value);

    /// <summary>f(x), computed to within a few roundoffs of a larger number that occurs on the way.</summary>
    public Approximate Map(double value, double slope, double magnitude) => new(value, (slope * slope * Variance) + (4 * magnitude * 4 * magnitude));

    /// <summary>The largest distance at which another arithmetic's result still agrees.</summary>
    public double Tolerance(double roundoff, double smallestNormal) => (Deviations * roundoff * Math.Sqrt(Variance)) + smallestNormal;

    private static Approximate Rounded(double value, double variance) => new(value, variance + (value * value));

    /// <summary>A sum under way.</summary>
    internal struct Total
    {
        private double _value;
        private double _variance;
        private double _magnitude;
        private int _count;

        public readonly Approximate Sum => new(_value, _variance + (_count * _magnitude * _magnitude));

        public void Add(Approximate term)
        {
            _value += term.Value;
            _variance += term.Variance;
            _magnitude += Math.Abs(term.Value);
            _count++;
        }

        /// <summary>Adds all terms of another sum.</summary>
        public void Add(Total other)
        {
            _value += other._value;
            _variance += other._variance;
            _magnitude += other._magnitude;
            _count += other._count;
        }

        /// <summary>Adds a · b; the rounding of the product is part of the sum's.</summary>
        public void AddProduct(Approximate a, Approximate b)
        {
            double product = a.Value * b.Value;
            _value += product;
            _variance += (a.Value * a.Value * b.Variance) + (b.Value * b.Value * a.Variance);
            _magnitude += Math.Abs(product);
            _count++;
        }
    }
}
