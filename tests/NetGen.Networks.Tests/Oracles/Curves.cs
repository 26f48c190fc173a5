namespace NetGen.Networks.Tests.Oracles;

/// <summary>
/// Functions of one number, to nearly full accuracy in double. The framework's own ln(1 + x) and eˣ − 1 are the naive ones,
/// so they go through artanh and tanh, which are not.
/// </summary>
internal static class Curves
{
    public static Approximate Exp(Approximate x) => x.Map(Math.Exp(x.Value), Math.Exp(x.Value));

    public static Approximate Expm1(Approximate x)
    {
        double half = Math.Tanh(x.Value / 2);
        return x.Map(2 * half / (1 - half), Math.Exp(x.Value));
    }

    public static Approximate Log(Approximate x) => x.Map(Math.Log(x.Value), 1 / x.Value);

    public static Approximate Reciprocal(Approximate x) => x.Map(1 / x.Value, 1 / (x.Value * x.Value));

    public static Approximate Abs(Approximate x) => x.Value < 0 ? -x : x;

    public static Approximate Clamp(Approximate x, double low, double high) => x.Value < low ? low : x.Value > high ? high : x;

    public static Approximate Sigmoid(Approximate x)
    {
        double y = 1 / (1 + Math.Exp(-x.Value));
        return x.Map(y, y * (1 - y));
    }

    public static Approximate Tanh(Approximate x)
    {
        double y = Math.Tanh(x.Value);
        return x.Map(y, 1 - (y * y));
    }

    /// <summary>ln(1 + eˣ).</summary>
    public static Approximate Softplus(Approximate x) =>
        x.Map(Math.Max(x.Value, 0) + Log1p(Math.Exp(-Math.Abs(x.Value))), 1 / (1 + Math.Exp(-x.Value)));

    /// <summary>ln cosh x = ln(1 + 2 sinh²(x / 2)).</summary>
    public static Approximate LogCosh(Approximate x)
    {
        double sinh = Math.Sinh(x.Value / 2);
        return x.Map(Log1p(2 * sinh * sinh), Math.Tanh(x.Value));
    }

    /// <summary>½ (1 + erf(x / √2)), formed in just this way, so that left of 0 it has the digits that this has.</summary>
    public static Approximate Normal(Approximate x)
    {
        var erf = x.Map(Erf(x.Value / Math.Sqrt(2)), 2 * Density(x.Value));
        return (1 + erf) * 0.5;
    }

    public static Approximate NormalDensity(Approximate x) => x.Map(Density(x.Value), -x.Value * Density(x.Value));

    private static double Density(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    private static double Log1p(double x) => 2 * Math.Atanh(x / (2 + x));

    /// <summary>2/√π e^−x² Σ 2ⁿ x^(2n+1) / (1 · 3 · … · (2n+1)): every term has the same sign. Abramowitz and Stegun, 7.1.6.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 6)
            return Math.Sign(x);
        double sum = 0, term = x;
        for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
