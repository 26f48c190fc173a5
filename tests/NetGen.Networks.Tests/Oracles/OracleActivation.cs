namespace NetGen.Networks.Tests.Oracles;

/// <summary>An activation over a layer's units and its backward rule, from the textbook.</summary>
/// <param name="Kinks">Where the activation or a derivative of it jumps.</param>
internal sealed record OracleActivation(
    Func<Approximate[], Approximate[]> Forward,
    Func<Approximate[], Approximate[], Approximate[], Approximate[]> Backward,
    params double[] Kinks)
{
    public static OracleActivation Named(string name) => name switch
    {
        "Softmax" => new(Softmax, SoftmaxBackward),
        "LogSoftmax" => new(LogSoftmax, LogSoftmaxBackward),
        _ => Elementwise(OracleFunction.Named(name)),
    };

    /// <summary>ln Σ eᵘ, with the largest u taken out.</summary>
    public static Approximate LogSumExp(Approximate[] u)
    {
        var largest = Largest(u);
        var sum = Approximate.Sum(u.Select(x => Exp(x - largest)));
        return largest + sum.Map(Math.Log(sum.Value), 1 / sum.Value);
    }

    private static OracleActivation Elementwise(OracleFunction function) => new(
        u => Array.ConvertAll(u, function.Value),
        (u, _, dy) => dy.Select((d, i) => d * function.Derivative(u[i])).ToArray(),
        function.Kinks);

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

    private static Approximate[] LogSoftmax(Approximate[] u)
    {
        var log = LogSumExp(u);
        return Array.ConvertAll(u, x => x - log);
    }

    private static Approximate[] LogSoftmaxBackward(Approximate[] u, Approximate[] y, Approximate[] dy)
    {
        var sum = Approximate.Sum(dy);
        return y.Zip(dy, (log, d) => d - (Exp(log) * sum)).ToArray();
    }

    private static Approximate Largest(Approximate[] u) => u.MaxBy(x => x.Value);

    private static Approximate Exp(Approximate x) => x.Map(Math.Exp(x.Value), Math.Exp(x.Value));
}
