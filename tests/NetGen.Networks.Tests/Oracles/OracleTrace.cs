namespace NetGen.Networks.Tests.Oracles;

/// <summary>What one sample makes of every layer.</summary>
internal sealed class OracleTrace
{
    private readonly Approximate[][] _values;
    private readonly double[][] _kinks;
    private readonly List<Approximate> _margins = [];

    public OracleTrace(ReadOnlySpan<double> input, int layers)
    {
        _values = new Approximate[layers + 1][];
        _kinks = new double[layers][];
        PreActivations = new Approximate[layers][];
        _values[0] = Array.ConvertAll(input.ToArray(), x => (Approximate)x);
    }

    /// <summary>Per layer, W x + b.</summary>
    public Approximate[][] PreActivations { get; }

    public Approximate[] Outputs => _values[^1];

    public Approximate[] Inputs(int layer) => _values[layer];

    public void Set(int layer, OracleLayer of, double[] parameters, OracleActivation activation)
    {
        Approximate[] preActivations = of.Forward(_values[layer], parameters);
        _margins.AddRange(of.Margins(_values[layer]));
        PreActivations[layer] = preActivations;
        _kinks[layer] = activation.Kinks;
        _values[layer + 1] = activation.Forward(preActivations);
    }

    /// <summary>
    /// True when an arithmetic of that roundoff, or a step of that length, keeps every unit on its side of every kink of its
    /// activation. Elsewhere two right answers differ, and nothing can be compared.
    /// </summary>
    public bool IsAwayFromKinks(double roundoff, double step = 0) =>
        !PreActivations.Where((units, layer) => IsNearAny(units, _kinks[layer], roundoff, step)).Any() && !IsNearAny(_margins, [0], roundoff, step);

    /// <summary>Whether one of some numbers is on the wrong side of a kink, or may be.</summary>
    public static bool IsNearAny(IEnumerable<Approximate> units, double[] kinks, double roundoff, double step) =>
        units.Any(u => kinks.Any(kink => IsNear(u, kink, roundoff, step)));

    private static bool IsNear(Approximate u, double kink, double roundoff, double step)
    {
        double distance = Math.Abs(u.Value - kink);
        return distance < step || distance < 2 * u.Tolerance(roundoff, 0);
    }
}
