using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>An imported network by plain loops in double, for models of a few layers.</summary>
internal static class PlainNetwork
{
    public static double[] Forward(ImportedNetwork network, double[] inputs) =>
        [.. inputs.Chunk(network.Layers[0].Inputs).SelectMany(sample => network.Layers.Aggregate(sample, Forward))];

    private static double[] Forward(double[] x, DenseLayer layer)
    {
        double[] u = [.. Enumerable.Range(0, layer.Outputs).Select(o => layer.Bias[o] + Enumerable.Range(0, layer.Inputs).Sum(i => layer.Weights[(o * layer.Inputs) + i] * x[i]))];
        double sum = u.Sum(Math.Exp);
        return layer.Activation switch
        {
            "softmax" => Array.ConvertAll(u, value => Math.Exp(value) / sum),
            "logSoftmax" => Array.ConvertAll(u, value => value - Math.Log(sum)),
            _ => Array.ConvertAll(u, value => Activate(layer.Activation, value)),
        };
    }

    private static double Activate(string name, double u) => name switch
    {
        "identity" => u,
        "sigmoid" => Sigmoid(u),
        "tanh" => Math.Tanh(u),
        "relu" => Math.Max(u, 0),
        "leakyRelu" => u > 0 ? u : 0.01 * u,
        "elu" => u > 0 ? u : Math.Exp(u) - 1,
        "selu" => 1.0507009873554805 * (u > 0 ? u : 1.6732632423543772 * (Math.Exp(u) - 1)),
        "softplus" => Math.Log(1 + Math.Exp(u)),
        "softsign" => u / (1 + Math.Abs(u)),
        "gelu" => u * NormalDistribution(u),
        "silu" => u * Sigmoid(u),
        "mish" => u * Math.Tanh(Math.Log(1 + Math.Exp(u))),
        "hardSigmoid" => Math.Clamp((u / 6) + 0.5, 0, 1),
        "hardTanh" => Math.Clamp(u, -1, 1),
        "hardSwish" => u * Math.Clamp((u / 6) + 0.5, 0, 1),
        "relu6" => Math.Clamp(u, 0, 6),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such activation."),
    };

    private static double Sigmoid(double u) => 1 / (1 + Math.Exp(-u));

    /// <summary>Φ by its series, ½ + φ(u) (u + u³/3 + u⁵/15 + …); all terms have one sign.</summary>
    private static double NormalDistribution(double u)
    {
        double sum = u, term = u;
        for (int k = 3; k < 400; k += 2)
            sum += term *= u * u / k;
        return 0.5 + (sum * Math.Exp(-u * u / 2) / Math.Sqrt(2 * Math.PI));
    }
}
