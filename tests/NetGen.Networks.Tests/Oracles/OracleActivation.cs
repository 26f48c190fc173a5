namespace NetGen.Networks.Tests.Oracles;

/// <summary>An activation over a layer's units and its backward rule, from the textbook.</summary>
/// <param name="Kinks">Where the derivative, or its own slope, jumps.</param>
internal sealed record OracleActivation(
    Func<Approximate[], Approximate[]> Forward,
    Func<Approximate[], Approximate[], Approximate[], Approximate[]> Backward,
    params double[] Kinks)
{
    public static OracleActivation Named(string name) => name switch
    {
        "Identity" => Elementwise(u => u, (u, y) => 1),
        "Step" => Elementwise(u => u.Value > 0 ? 1 : 0, (u, y) => 0, 0),
        "Sigmoid" => Elementwise(Curves.Sigmoid, (u, y) => y * (1 - y)),
        "Tanh" => Elementwise(Curves.Tanh, (u, y) => 1 - (y * y)),
        "ReLU" => Elementwise(u => u.Value > 0 ? u : 0, (u, y) => u.Value > 0 ? 1 : 0, 0),
        "LeakyReLU" => Elementwise(u => u.Value > 0 ? u : u * 0.01, (u, y) => u.Value > 0 ? 1 : 0.01, 0),
        "ELU" => Elementwise(u => u.Value > 0 ? u : Curves.Expm1(u), (u, y) => u.Value > 0 ? 1 : y + 1, 0),
        "SELU" => Elementwise(u => (u.Value > 0 ? u : Curves.Expm1(u) * SeluAlpha) * SeluLambda, (u, y) => u.Value > 0 ? SeluLambda : y + (SeluAlpha * SeluLambda), 0),
        "Softplus" => Elementwise(Curves.Softplus, (u, y) => Curves.Sigmoid(u)),
        "Softsign" => Elementwise(u => u * Curves.Reciprocal(1 + Curves.Abs(u)), (u, y) => Curves.Reciprocal((1 + Curves.Abs(u)) * (1 + Curves.Abs(u))), 0),
        "GELU" => Elementwise(u => u * Curves.Normal(u), (u, y) => Curves.Normal(u) + (u * Curves.NormalDensity(u))),
        "SiLU" => Elementwise(u => u * Curves.Sigmoid(u), (u, y) => Curves.Sigmoid(u) + (y * (1 - Curves.Sigmoid(u)))),
        "Mish" => Elementwise(u => u * Curves.Tanh(Curves.Softplus(u)), (u, y) => MishDerivative(u, Curves.Tanh(Curves.Softplus(u)))),
        "HardSigmoid" => Elementwise(HardSigmoid, (u, y) => Math.Abs(u.Value) < 3 ? 1.0 / 6 : 0, -3, 3),
        "HardTanh" => Elementwise(u => Curves.Clamp(u, -1, 1), (u, y) => Math.Abs(u.Value) < 1 ? 1 : 0, -1, 1),
        "HardSwish" => Elementwise(u => u * HardSigmoid(u), (u, y) => HardSigmoid(u) + (u * (Math.Abs(u.Value) < 3 ? 1.0 / 6 : 0)), -3, 3),
        "ReLU6" => Elementwise(u => Curves.Clamp(u, 0, 6), (u, y) => u.Value is > 0 and < 6 ? 1 : 0, 0, 6),
        "Softmax" => new(Softmax, SoftmaxBackward),
        "LogSoftmax" => new(LogSoftmax, LogSoftmaxBackward),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The oracle does not know this activation."),
    };

    // Klambauer et al., Self-Normalizing Neural Networks, 2017, equation 14.
    private const double SeluLambda = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    /// <summary>ln Σ eᵘ, with the largest u taken out.</summary>
    public static Approximate LogSumExp(Approximate[] u)
    {
        var largest = Largest(u);
        var sum = Approximate.Sum(u.Select(x => Curves.Exp(x - largest)));
        return largest + Curves.Log(sum);
    }

    public static Approximate[] Softmax(Approximate[] u)
    {
        var largest = Largest(u);
        var powers = Array.ConvertAll(u, x => Curves.Exp(x - largest));
        var reciprocal = Curves.Reciprocal(Approximate.Sum(powers));
        return Array.ConvertAll(powers, power => power * reciprocal);
    }

    private static OracleActivation Elementwise(Func<Approximate, Approximate> f, Func<Approximate, Approximate, Approximate> derivative, params double[] kinks) =>
        new(u => Array.ConvertAll(u, x => f(x)), (u, y, dy) => dy.Select((d, i) => d * derivative(u[i], y[i])).ToArray(), kinks);

    private static Approximate HardSigmoid(Approximate u) => Curves.Clamp((u * (1.0 / 6)) + 0.5, 0, 1);

    private static Approximate MishDerivative(Approximate u, Approximate tanh) => tanh + (u * Curves.Sigmoid(u) * (1 - (tanh * tanh)));

    private static Approximate[] SoftmaxBackward(Approximate[] u, Approximate[] y, Approximate[] dy)
    {
        var mean = Approximate.Sum(y.Zip(dy, (p, d) => p * d));
        return y.Zip(dy, (p, d) => p * (d - mean)).ToArray();
    }

    private static Approximate[] LogSoftmax(Approximate[] u)
    {
        var log = LogSumExp(u);
        return Array.ConvertAll(u, x => x - log);
    }

    private static Approximate[] LogSoftmaxBackward(Approximate[] u, Approximate[] y, Approximate[] dy)
    {
        var sum = Approximate.Sum(dy);
        return y.Zip(dy, (log, d) => d - (Curves.Exp(log) * sum)).ToArray();
    }

    private static Approximate Largest(Approximate[] u) => u.MaxBy(x => x.Value);
}
