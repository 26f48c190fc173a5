namespace NetGen.Networks.Tests.Oracles;

/// <summary>The loss of one sample and its derivative by the last layer's pre-activations u, from the textbook.</summary>
internal static class OracleLoss
{
    public static Approximate Value(string loss, Approximate[] u, Approximate[] y, double[] t) => loss switch
    {
        "MeanSquaredError" => Squares(y, t) * (1.0 / y.Length),
        "HalfMeanSquaredError" => Squares(y, t) * (0.5 / y.Length),
        "SumSquaredError" => Squares(y, t) * 0.5,
        "BinaryCrossEntropy" => Approximate.Sum(u.Select((x, i) => BinaryCrossEntropy(x, t[i]))) * (1.0 / y.Length),
        "CrossEntropy" => CrossEntropy(u, t),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "The oracle does not know this loss."),
    };

    public static Approximate[] Backward(string loss, OracleActivation output, Approximate[] u, Approximate[] y, double[] t) => loss switch
    {
        "MeanSquaredError" => output.Backward(u, y, Differences(y, t, 2.0 / y.Length)),
        "HalfMeanSquaredError" => output.Backward(u, y, Differences(y, t, 1.0 / y.Length)),
        "SumSquaredError" => output.Backward(u, y, Differences(y, t, 1)),
        "BinaryCrossEntropy" => Differences(y, t, 1.0 / y.Length),
        "CrossEntropy" => y.Select((p, i) => (p * t.Sum()) - t[i]).ToArray(),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "The oracle does not know this loss."),
    };

    private static Approximate Squares(Approximate[] y, double[] t) => Approximate.Sum(y.Select((p, i) => (p - t[i]) * (p - t[i])));

    private static Approximate[] Differences(Approximate[] y, double[] t, double factor) => y.Select((p, i) => (p - t[i]) * factor).ToArray();

    /// <summary>−t ln y − (1 − t) ln(1 − y) in u: what is linear in u, and what is left, ln(1 + e^−|u|).</summary>
    private static Approximate BinaryCrossEntropy(Approximate u, double t)
    {
        double power = Math.Exp(-Math.Abs(u.Value));
        return (u.Value > 0 ? u * (1 - t) : u * -t) + u.Map(double.LogP1(power), power / (1 + power));
    }

    private static Approximate CrossEntropy(Approximate[] u, double[] t)
    {
        var log = OracleActivation.LogSumExp(u);
        return Approximate.Sum(u.Select((x, i) => t[i] == 0 ? 0 : (log - x) * t[i]));
    }
}
