namespace NetGen.Networks.Tests.Oracles;

/// <summary>The loss of one sample and its derivative by the last layer's pre-activations u, from the textbook.</summary>
internal static class OracleLoss
{
    public static Approximate Value(string loss, Approximate[] u, Approximate[] y, double[] t) => loss switch
    {
        "MeanSquaredError" => Sum(y, t, Square) * (1.0 / y.Length),
        "HalfMeanSquaredError" => Sum(y, t, Square) * (0.5 / y.Length),
        "SumSquaredError" => Sum(y, t, Square) * 0.5,
        "MeanAbsoluteError" => Sum(y, t, (p, q) => Curves.Abs(p - q)) * (1.0 / y.Length),
        "Huber" => Sum(y, t, Huber) * (1.0 / y.Length),
        "LogCosh" => Sum(y, t, (p, q) => Curves.LogCosh(p - q)) * (1.0 / y.Length),
        "BinaryCrossEntropy" => Sum(u, t, BinaryCrossEntropy) * (1.0 / y.Length),
        "CrossEntropy" => CrossEntropy(u, t),
        "Hinge" => Sum(y, t, (p, q) => q * p.Value < 1 ? 1 - (p * q) : 0) * (1.0 / y.Length),
        "KullbackLeibler" => KullbackLeibler(u, t),
        "Poisson" => Sum(y, t, (p, q) => q == 0 ? p : p - (Curves.Log(p) * q)) * (1.0 / y.Length),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "The oracle does not know this loss."),
    };

    public static Approximate[] Backward(string loss, OracleActivation output, Approximate[] u, Approximate[] y, double[] t)
    {
        return loss switch
        {
            "MeanSquaredError" => Through((p, q) => (p - q) * 2 * (1.0 / y.Length)),
            "HalfMeanSquaredError" => Through((p, q) => (p - q) * (1.0 / y.Length)),
            "SumSquaredError" => Through((p, q) => p - q),
            "MeanAbsoluteError" => Through((p, q) => Math.Sign(p.Value - q) * (1.0 / y.Length)),
            "Huber" => Through((p, q) => Curves.Clamp(p - q, -1, 1) * (1.0 / y.Length)),
            "LogCosh" => Through((p, q) => Curves.Tanh(p - q) * (1.0 / y.Length)),
            "BinaryCrossEntropy" => y.Select((p, i) => (p - t[i]) * (1.0 / y.Length)).ToArray(),
            "CrossEntropy" or "KullbackLeibler" => OracleActivation.Softmax(u).Select((p, i) => (p * t.Sum()) - t[i]).ToArray(),
            "Hinge" => Through((p, q) => q * p.Value < 1 ? -q * (1.0 / y.Length) : 0),
            "Poisson" => Through((p, q) => (1 - (Curves.Reciprocal(p) * q)) * (1.0 / y.Length)),
            _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "The oracle does not know this loss."),
        };

        Approximate[] Through(Func<Approximate, double, Approximate> derivative) => output.Backward(u, y, y.Select((p, i) => derivative(p, t[i])).ToArray());
    }

    /// <summary>
    /// True when an arithmetic of that roundoff, or a step of that length, keeps the output on its side of every kink that the
    /// loss has for its target.
    /// </summary>
    public static bool IsAwayFromKinks(string loss, Approximate y, double t, double roundoff, double step)
    {
        double[] kinks = loss switch
        {
            "MeanAbsoluteError" => [t],
            "Huber" => [t - 1, t + 1],
            "Hinge" => [1 / t],
            _ => [],
        };
        return kinks.All(kink => Math.Abs((y - kink).Value) >= Math.Max(step, 2 * (y - kink).Tolerance(roundoff, 0)));
    }

    private static Approximate Sum(Approximate[] y, double[] t, Func<Approximate, double, Approximate> term) => Approximate.Sum(y.Select((p, i) => term(p, t[i])));

    private static Approximate Square(Approximate y, double t) => (y - t) * (y - t);

    private static Approximate Huber(Approximate y, double t) => Math.Abs(y.Value - t) <= 1 ? Square(y, t) * 0.5 : Curves.Abs(y - t) - 0.5;

    /// <summary>−t ln y − (1 − t) ln(1 − y) in u: what is linear in u, and what is left, ln(1 + e^−|u|).</summary>
    private static Approximate BinaryCrossEntropy(Approximate u, double t) =>
        (u.Value > 0 ? u * (1 - t) : u * -t) + Curves.Softplus(-Curves.Abs(u));

    private static Approximate CrossEntropy(Approximate[] u, double[] t)
    {
        var log = OracleActivation.LogSumExp(u);
        return Approximate.Sum(u.Select((x, i) => t[i] == 0 ? 0 : (log - x) * t[i]));
    }

    private static Approximate KullbackLeibler(Approximate[] u, double[] t)
    {
        var log = OracleActivation.LogSumExp(u);
        return Approximate.Sum(u.Select((x, i) => t[i] == 0 ? 0 : (Curves.Log(t[i]) + (log - x)) * t[i]));
    }
}
