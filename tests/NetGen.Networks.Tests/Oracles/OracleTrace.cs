namespace NetGen.Networks.Tests.Oracles;

/// <summary>What one sample makes of every layer.</summary>
internal sealed class OracleTrace
{
    private readonly double[][] _kinks;
    private readonly List<Approximate> _margins = [];

    public OracleTrace(int layers)
    {
        Inputs = new Approximate[layers][][];
        PreActivations = new Approximate[layers][];
        Activations = new Approximate[layers][];
        _kinks = new double[layers][];
    }

    /// <summary>Per layer, what it takes.</summary>
    public Approximate[][][] Inputs { get; }

    /// <summary>Per layer, what it makes of that, such as W x + b.</summary>
    public Approximate[][] PreActivations { get; }

    /// <summary>Per layer, what it gives.</summary>
    public Approximate[][] Activations { get; }

    public Approximate[] Outputs => Activations[^1];

    public void Set(int layer, Approximate[][] inputs, OracleLayer of, double[] parameters, OracleActivation activation)
    {
        Inputs[layer] = inputs;
        PreActivations[layer] = of.Forward(inputs, parameters);
        Activations[layer] = activation.Forward(PreActivations[layer]);
        _margins.AddRange(inputs.SelectMany(taken => of.Margins(taken, parameters)));
        _kinks[layer] = activation.Kinks;
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
