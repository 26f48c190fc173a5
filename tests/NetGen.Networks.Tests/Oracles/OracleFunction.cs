namespace NetGen.Networks.Tests.Oracles;

/// <summary>A function of one number, its derivative from the textbook, and where either jumps or bends.</summary>
internal sealed record OracleFunction(Func<double, double> F, Func<double, double> Slope, params double[] Kinks)
{
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    public static OracleFunction Named(string name) => name switch
    {
        "Identity" => new(u => u, u => 1),
        "Step" => new(u => double.IsNaN(u) ? u : u > 0 ? 1 : 0, u => 0, 0),
        "Sigmoid" => new(Sigmoid, u => Sigmoid(u) * Sigmoid(-u)),
        "Tanh" => new(Math.Tanh, u => 1 / (Math.Cosh(u) * Math.Cosh(u))),
        "ReLU" => new(u => Math.Max(u, 0), u => u > 0 ? 1 : 0, 0),
        "LeakyReLU" => new(u => u > 0 ? u : 0.01 * u, u => u > 0 ? 1 : 0.01, 0),
        "ELU" => new(u => u > 0 ? u : ExpM1(u), u => u > 0 ? 1 : Math.Exp(u), 0),
        "SELU" => new(u => SeluScale * (u > 0 ? u : SeluAlpha * ExpM1(u)), u => SeluScale * (u > 0 ? 1 : SeluAlpha * Math.Exp(u)), 0),
        "Softplus" => new(u => Math.Max(u, 0) + LogP1(Math.Exp(-Math.Abs(u))), Sigmoid),
        "Softsign" => new(u => u / (1 + Math.Abs(u)), u => 1 / ((1 + Math.Abs(u)) * (1 + Math.Abs(u))), 0),
        "GELU" => new(u => u * Gaussian(u), u => Gaussian(u) + (u * Math.Exp(-u * u / 2) / Math.Sqrt(2 * Math.PI))),
        "SiLU" => new(u => u * Sigmoid(u), u => Sigmoid(u) * (1 + (u * Sigmoid(-u)))),
        "Mish" => new(u => u * Gate(u), u => Gate(u) + (u * (1 - (Gate(u) * Gate(u))) * Sigmoid(u))),
        "HardSigmoid" => new(u => Math.Clamp((u / 6) + 0.5, 0, 1), u => Math.Abs(u) < 3 ? 1.0 / 6 : 0, -3, 3),
        "HardTanh" => new(u => Math.Clamp(u, -1, 1), u => Math.Abs(u) < 1 ? 1 : 0, -1, 1),
        "HardSwish" => new(u => u * Math.Clamp((u / 6) + 0.5, 0, 1), u => u <= -3 ? 0 : u >= 3 ? 1 : (u / 3) + 0.5, -3, 3),
        "ReLU6" => new(u => Math.Clamp(u, 0, 6), u => u is > 0 and < 6 ? 1 : 0, 0, 6),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The oracle does not know this activation."),
    };

    public Approximate Value(Approximate u) => u.Map(F(u.Value), Slope(u.Value), magnitude: IsLinear(u.Value) ? 0 : Math.Max(Math.Abs(F(u.Value)), Math.Min(Math.Abs(u.Value), 1)));

    /// <summary>The derivatives are of size 1 or come from summands of size 1, so that is what they round by.</summary>
    public Approximate Derivative(Approximate u) => IsLinear(u.Value) ? Slope(u.Value) : u.Map(Slope(u.Value), Bend(u.Value), magnitude: 1);

    /// <summary>Where the function is a whole number or u itself, nothing rounds.</summary>
    private bool IsLinear(double u) => Bend(u) == 0 && Slope(u) is 0 or 1 && (F(u) == u || F(u) == Math.Round(F(u)));

    /// <summary>The second derivative, to the few digits that an error estimate needs.</summary>
    private double Bend(double u) => (Slope(u + 1e-6) - Slope(u - 1e-6)) / 2e-6;

    private static double Sigmoid(double u) => 1 / (1 + Math.Exp(-u));

    private static double Gate(double u) => Math.Tanh(Math.Max(u, 0) + LogP1(Math.Exp(-Math.Abs(u))));

    /// <summary>eˣ − 1 without cancellation: the error of eˣ is in its logarithm too. Kahan.</summary>
    private static double ExpM1(double x)
    {
        double power = Math.Exp(x);
        return power == 1 ? x : power - 1 == -1 ? -1 : (power - 1) * (x / Math.Log(power));
    }

    /// <summary>ln(1 + x) for x of any size, likewise.</summary>
    private static double LogP1(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * (x / (1 + x - 1));

    /// <summary>Φ(u) = ½ + φ(u) (u + u³/3 + u⁵/(3·5) + …). Marsaglia, Evaluating the Normal Distribution, 2004.</summary>
    private static double Gaussian(double u)
    {
        if (u > 9)
            return 1;
        if (u < -3)
            return Tail(-u);
        double term = u, sum = u;
        for (int n = 3; Math.Abs(term) > Math.Abs(sum) * 1e-18; n += 2)
            sum += term *= u * u / n;
        return 0.5 + (sum * Math.Exp(-u * u / 2) / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>1 − Φ(u) for large u, as Laplace's continued fraction φ(u) / (u + 1 / (u + 2 / (u + …))).</summary>
    private static double Tail(double u)
    {
        double fraction = 0;
        for (int n = 100; n > 0; n--)
            fraction = n / (u + fraction);
        return Math.Exp(-u * u / 2) / Math.Sqrt(2 * Math.PI) / (u + fraction);
    }
}
