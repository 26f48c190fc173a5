namespace NetGen.Networks.Tests.Oracles;

/// <summary>An activation over a layer's units and its backward rule, from the textbook.</summary>
internal sealed record OracleActivation(
    Func<Approximate[], Approximate[]> Forward,
    Func<Approximate[], Approximate[], Approximate[], Approximate[]> Backward,
    params double[] Kinks)
{
    public static OracleActivation Named(string name) => name switch
    {
        "Identity" => Elementwise(u => u, (u, y) => 1),
        "Step" => Elementwise(u => u.Value > 0 ? 1 : 0, (u, y) => 0, 0),
        "Sigmoid" => Elementwise(Sigmoid, (u, y) => y * (1 - y)),
        "Tanh" => Elementwise(u => u.Map(Math.Tanh(u.Value), 1 - Square(Math.Tanh(u.Value))), (u, y) => 1 - (y * y)),
        "ReLU" => Elementwise(u => u.Value > 0 ? u : 0, (u, y) => u.Value > 0 ? 1 : 0, 0),
        "Softmax" => new(Softmax, SoftmaxBackward),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The oracle does not know this activation."),
    };

    /// <summary>ln Σ eᵘ, with the largest u taken out.</summary>
    public static Approximate LogSumExp(Approximate[] u)
    {
        var largest = Largest(u);
        var sum = Approximate.Sum(u.Select(x => Exp(x - largest)));
        return largest + sum.Map(Math.Log(sum.Value), 1 / sum.Value);
    }

    private static OracleActivation Elementwise(Func<Approximate, Approximate> f, Func<Approximate, Approximate, Approximate> derivative, params double[] kinks) =>
        new(u => Array.ConvertAll(u, x => f(x)), (u, y, dy) => dy.Select((d, i) => d * derivative(u[i], y[i])).ToArray(), kinks);

    private static Approximate Sigmoid(Approximate u)
    {
        double y = 1 / (1 + Math.Exp(-u.Value));
        return u.Map(y, y * (1 - y));
    }

    private static Approximate[] Softmax(Approximate[] u)
    {
        var largest = Largest(u);
        var powers = Array.ConvertAll(u, x => Exp(x - largest));
        var sum = Approximate.Sum(powers);
        var reciprocal = sum.Map(1 / sum.Value, 1 / (sum.Value * sum.Value));
        return Array.ConvertAll(powers, power => power * reciprocal);
    }

    private static Approximate[] SoftmaxBackward(Approximate[] u, Approximate[] y, Approximate[] dy)
    {
        var mean = Approximate.Sum(y.Zip(dy, (p, d) => p * d));
        return y.Zip(dy, (p, d) => p * (d - mean)).ToArray();
    }

    private static Approximate Largest(Approximate[] u) => u.MaxBy(x => x.Value);

    private static Approximate Exp(Approximate x) => x.Map(Math.Exp(x.Value), Math.Exp(x.Value));

    private static double Square(double x) => x * x;
}
