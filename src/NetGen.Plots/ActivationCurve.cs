namespace NetGen.Plots;

/// <summary>The formulas of the README's table, precise enough to draw; generated code has its own.</summary>
internal static class ActivationCurve
{
    /// <summary>The function, or null for one of a whole layer.</summary>
    public static Func<double, double>? Of(Activation activation) => activation switch
    {
        Activation.Identity => u => u,
        Activation.Step => u => u > 0 ? 1 : 0,
        Activation.Sigmoid => Sigmoid,
        Activation.Tanh => Math.Tanh,
        Activation.ReLU => u => Math.Max(0, u),
        Activation.LeakyReLU => u => u > 0 ? u : 0.01 * u,
        Activation.ELU => u => u > 0 ? u : Math.Exp(u) - 1,
        Activation.SELU => u => 1.0507009873554805 * (u > 0 ? u : 1.6732632423543772 * (Math.Exp(u) - 1)),
        Activation.Softplus => Softplus,
        Activation.Softsign => u => u / (1 + Math.Abs(u)),
        Activation.GELU => u => u * (1 + Erf(u / Math.Sqrt(2))) / 2,
        Activation.SiLU => u => u * Sigmoid(u),
        Activation.Mish => u => u * Math.Tanh(Softplus(u)),
        Activation.HardSigmoid => HardSigmoid,
        Activation.HardTanh => u => Math.Clamp(u, -1, 1),
        Activation.HardSwish => u => u * HardSigmoid(u),
        Activation.ReLU6 => u => Math.Clamp(u, 0, 6),
        _ => null,
    };

    private static double Sigmoid(double u) => 1 / (1 + Math.Exp(-u));

    private static double Softplus(double u) => Math.Log(1 + Math.Exp(u));

    private static double HardSigmoid(double u) => Math.Clamp(u / 6 + 0.5, 0, 1);

    /// <summary>To 1.5e-7: Abramowitz and Stegun, formula 7.1.26.</summary>
    private static double Erf(double x)
    {
        double t = 1 / (1 + 0.3275911 * Math.Abs(x));
        double polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        return Math.Sign(x) * (1 - polynomial * Math.Exp(-x * x));
    }
}
