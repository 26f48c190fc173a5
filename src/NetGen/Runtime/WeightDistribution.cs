namespace NetGen.Runtime;

/// <summary>What an <see cref="Initializer"/> means for one layer: a constant, U(low, low + range), or N(0, deviation²).</summary>
internal readonly struct WeightDistribution
{
    private readonly Kind _kind;
    private readonly double _low;
    private readonly double _size;

    public WeightDistribution(Initializer initializer, int inputs, int outputs, double scale)
    {
        (_kind, _low, _size) = initializer switch
        {
            Initializer.HeNormal => Normal(Math.Sqrt(2.0 / inputs)),
            Initializer.HeUniform => Symmetric(Math.Sqrt(6.0 / inputs)),
            Initializer.GlorotNormal => Normal(Math.Sqrt(2.0 / (inputs + outputs))),
            Initializer.GlorotUniform => Symmetric(Math.Sqrt(6.0 / (inputs + outputs))),
            Initializer.LeCunNormal => Normal(Math.Sqrt(1.0 / inputs)),
            Initializer.LeCunUniform => Symmetric(Math.Sqrt(3.0 / inputs)),
            Initializer.Normal => Normal(scale),
            Initializer.Uniform => (Kind.Uniform, 0, scale),
            Initializer.Zeros => (Kind.Constant, 0, 0),
            Initializer.Ones => (Kind.Constant, 1, 0),
            Initializer.Constant => (Kind.Constant, scale, 0),
            _ => throw new ArgumentOutOfRangeException(nameof(initializer), initializer, "Expected an initializer."),
        };

        static (Kind, double, double) Normal(double deviation) => (Kind.Normal, 0, deviation);

        static (Kind, double, double) Symmetric(double limit) => (Kind.Uniform, -limit, 2 * limit);
    }

    private WeightDistribution(Kind kind, double low, double size) => (_kind, _low, _size) = (kind, low, size);

    private enum Kind
    {
        Constant,
        Uniform,
        Normal,
    }

    /// <summary>Always the same number.</summary>
    public static WeightDistribution Constant(double value) => new(Kind.Constant, value, 0);

    /// <summary>The next weight. Constants draw nothing.</summary>
    public double Next(PortableRandom random) => _kind switch
    {
        Kind.Normal => _size * random.NextGaussian(),
        Kind.Uniform => _low + _size * random.NextUniform(),
        _ => _low,
    };
}
