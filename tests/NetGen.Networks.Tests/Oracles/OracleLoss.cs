namespace NetGen.Networks.Tests.Oracles;

/// <summary>The loss of one sample and its derivative by the last layer's pre-activations u, from the textbook.</summary>
internal sealed record OracleLoss(string Loss, string Output)
{
    private readonly OracleActivation _output = OracleActivation.Named(Output);

    public Approximate Value(Approximate[] u, Approximate[] y, double[] t) =>
        Approximate.Sum(u.Select((_, i) => Term(u, y, t, i))) * Factor(y.Length);

    public Approximate[] Backward(Approximate[] u, Approximate[] y, double[] t) => Loss switch
    {
        "BinaryCrossEntropy" => [.. y.Select((p, i) => (p - t[i]) * Factor(y.Length))],
        "CrossEntropy" or "KullbackLeibler" => [.. Probabilities(y).Select((p, i) => (p * t.Sum()) - t[i])],
        "Poisson" when Output == "Softmax" => [.. y.Select((p, i) => ((p * t.Sum()) - t[i]) * Factor(y.Length))],
        "Poisson" when Output == "Sigmoid" => [.. y.Select((p, i) => (p - t[i]) * (1 - p) * Factor(y.Length))],
        _ => _output.Backward(u, y, [.. y.Select((p, i) => Derivative(p, t[i]) * Factor(y.Length))]),
    };

    /// <summary>How far a sample is from where the loss bends.</summary>
    public double DistanceFromKink(Approximate[] y, double[] t) => Loss switch
    {
        "MeanAbsoluteError" => y.Select((p, i) => Math.Abs(p.Value - t[i])).Min(),
        "Huber" => y.Select((p, i) => Math.Abs(Math.Abs(p.Value - t[i]) - 1)).Min(),
        "Hinge" => y.Select((p, i) => Math.Abs(1 - (t[i] * p.Value))).Min(),
        _ => double.PositiveInfinity,
    };

    private double Factor(int outputs) => Loss switch
    {
        "SumSquaredError" => 0.5,
        "CrossEntropy" or "KullbackLeibler" => 1,
        "HalfMeanSquaredError" => 0.5 / outputs,
        _ => 1.0 / outputs,
    };

    private Approximate Term(Approximate[] u, Approximate[] y, double[] t, int i) => Loss switch
    {
        "MeanSquaredError" or "HalfMeanSquaredError" or "SumSquaredError" => (y[i] - t[i]) * (y[i] - t[i]),
        "MeanAbsoluteError" => Absolute(y[i] - t[i]),
        "Huber" => Absolute(y[i] - t[i]) is { Value: > 1 } d ? d - 0.5 : (y[i] - t[i]) * (y[i] - t[i]) * 0.5,
        "LogCosh" => LogCosh(y[i] - t[i]),
        "BinaryCrossEntropy" => BinaryCrossEntropy(u[i], t[i]),
        "CrossEntropy" => t[i] == 0 ? 0 : -(Logarithm(u, y, i) * t[i]),
        "KullbackLeibler" => t[i] == 0 ? 0 : (Rounded(Math.Log(t[i])) - Logarithm(u, y, i)) * t[i],
        "Hinge" => 1 - (y[i] * t[i]) is { Value: > 0 } d ? d : 0,
        "Poisson" => y[i] - (Logarithm(u, y, i) * t[i]),
        _ => throw new ArgumentOutOfRangeException(nameof(i), Loss, "The oracle does not know this loss."),
    };

    private Approximate Derivative(Approximate y, double t) => Loss switch
    {
        "MeanSquaredError" or "HalfMeanSquaredError" or "SumSquaredError" => (y - t) * 2,
        "MeanAbsoluteError" => Math.Sign(y.Value - t),
        "Huber" => Math.Abs(y.Value - t) > 1 ? Math.Sign(y.Value - t) : y - t,
        "LogCosh" => (y - t).Map(Math.Tanh(y.Value - t), 1),
        "Hinge" => t * y.Value < 1 ? -t : 0,
        "Poisson" => 1 - (y.Map(1 / y.Value, 1 / (y.Value * y.Value)) * t),
        _ => throw new ArgumentOutOfRangeException(nameof(y), Loss, "The oracle does not know this loss."),
    };

    /// <summary>ln y, from u where y may be too small for a number.</summary>
    private Approximate Logarithm(Approximate[] u, Approximate[] y, int i) => Output switch
    {
        "LogSoftmax" => y[i],
        "Softmax" => u[i] - OracleActivation.LogSumExp(u),
        "Sigmoid" => -BinaryCrossEntropy(u[i], 1),
        _ => y[i].Map(Math.Log(y[i].Value), 1 / y[i].Value),
    };

    private Approximate[] Probabilities(Approximate[] y) =>
        Output == "LogSoftmax" ? Array.ConvertAll(y, log => log.Map(Math.Exp(log.Value), Math.Exp(log.Value))) : y;

    /// <summary>−t ln y − (1 − t) ln(1 − y) in u: what is linear in u, and what is left, ln(1 + e^−|u|).</summary>
    private static Approximate BinaryCrossEntropy(Approximate u, double t)
    {
        double power = Math.Exp(-Math.Abs(u.Value));
        return (u.Value > 0 ? u * (1 - t) : u * -t) + u.Map(double.LogP1(power), power / (1 + power));
    }

    private static Approximate LogCosh(Approximate d) =>
        d.Map(0.5 * double.LogP1(Math.Sinh(d.Value) * Math.Sinh(d.Value)), Math.Tanh(d.Value), magnitude: Math.Min(Math.Abs(d.Value), Math.Max(1, d.Value)));

    private static Approximate Absolute(Approximate x) => x with { Value = Math.Abs(x.Value) };

    private static Approximate Rounded(double number) => ((Approximate)number).Map(number, 0);
}
