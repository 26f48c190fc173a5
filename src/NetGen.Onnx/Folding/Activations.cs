using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>Activations by the formulas of ONNX.</summary>
internal static class Activations
{
    public static double Relu(double x) => Math.Max(x, 0);

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    public static double Softsign(double x) => x / (1 + Math.Abs(x));

    public static double Mish(double x) => x * Math.Tanh(Softplus(x));

    public static double HardSwish(double x) => x * Math.Clamp((x / 6) + 0.5, 0, 1);

    /// <summary>By its series e^(−x²) · 2/√π · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n + 1)), whose terms all have one sign.</summary>
    public static double Erf(double x)
    {
        const double One = 6;
        if (Math.Abs(x) > One)
            return Math.Sign(x);
        double sum = x, term = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
            sum += term *= 2 * x * x / ((2 * n) + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    public static Func<double, double> Elu(Node node)
    {
        double alpha = node.Float("alpha", 1);
        return x => x < 0 ? alpha * (Math.Exp(x) - 1) : x;
    }

    public static Func<double, double> Celu(Node node)
    {
        double alpha = node.Float("alpha", 1);
        return x => x < 0 ? alpha * (Math.Exp(x / alpha) - 1) : x;
    }

    public static Func<double, double> Selu(Node node)
    {
        double alpha = node.Float("alpha", 1.67326319217681884765625), gamma = node.Float("gamma", 1.05070102214813232421875);
        return x => gamma * (x > 0 ? x : alpha * (Math.Exp(x) - 1));
    }

    public static Func<double, double> LeakyRelu(Node node)
    {
        double alpha = node.Float("alpha", 0.01f);
        return x => x < 0 ? alpha * x : x;
    }

    public static Func<double, double> HardSigmoid(Node node)
    {
        double alpha = node.Float("alpha", 0.2f), beta = node.Float("beta", 0.5);
        return x => Math.Clamp((alpha * x) + beta, 0, 1);
    }

    public static Func<double, double> Swish(Node node)
    {
        double alpha = node.Float("alpha", 1);
        return x => x * Sigmoid(alpha * x);
    }

    public static Func<double, double> Gelu(Node node) => node.Text("approximate", "none") switch
    {
        "none" => x => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
        "tanh" => x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        var other => throw node.Broken($"expected the approximation 'none' or 'tanh', found '{other}'."),
    };

    public static double PRelu(double x, double slope) => x < 0 ? slope * x : x;

    public static Tensor[] Clip(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(1, 3);
        double least = node.Float("min", double.NegativeInfinity), most = node.Float("max", double.PositiveInfinity);
        double low = Arguments.Number(node, inputs, 1) ?? least, high = Arguments.Number(node, inputs, 2) ?? most;
        return [Elementwise.Each(node, Arguments.At(node, inputs, 0), budget, x => Math.Min(high, Math.Max(x, low)))];
    }

    /// <summary>eˣ ÷ Σ eˣ along an axis, or the logarithm of that.</summary>
    public static Fold Softmax(bool isLogarithm) => (node, inputs, budget) =>
    {
        const int LastOpsetThatFlattens = 12;
        node.RequireInputs(1, 1);
        Tensor tensor = Arguments.At(node, inputs, 0);
        bool flattens = node.Opset <= LastOpsetThatFlattens;
        int axis = node.Axis(node.Int("axis", flattens ? 1 : -1), tensor.Rank), count = flattens ? Product(tensor.Shape[axis..]) : tensor.Shape[axis];
        int inner = flattens ? 1 : Product(tensor.Shape[(axis + 1)..]);
        double[] values = budget.Room(node, tensor.Shape);
        for (int first = 0; first < values.Length; first = (first + 1) % inner == 0 ? first + 1 + ((count - 1) * inner) : first + 1)
        {
            int[] places = [.. Enumerable.Range(0, count).Select(i => first + (i * inner))];
            double most = places.Max(place => tensor.Values[place]), sum = places.Sum(place => Math.Exp(tensor.Values[place] - most));
            foreach (int place in places)
            {
                double logarithm = tensor.Values[place] - most - Math.Log(sum);
                values[place] = tensor.Type.Round(isLogarithm ? logarithm : Math.Exp(logarithm));
            }
        }
        return [tensor with { Values = values }];
    };

    private static int Product(IEnumerable<int> sizes) => sizes.Aggregate(1, (product, size) => product * size);
}
