using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>Activations, and what does nothing once training is over.</summary>
internal static class Functions
{
    public static Func<Node, Operand[], Budget, Signal> Of(string activation) => (node, operands, _) =>
    {
        node.RequireInputs(1, 1);
        return operands[0].Signal!.Map(step => new ActivationStep(step, activation));
    };

    /// <summary>Softmax, which is over all values of a layer, and over nothing else.</summary>
    public static Func<Node, Operand[], Budget, Signal> OverTheLayer(string activation) => (node, operands, budget) =>
    {
        const int LastOpsetThatFlattens = 12;
        int[] shape = operands[0].Signal!.Shape;
        bool flattens = node.Opset <= LastOpsetThatFlattens;
        int axis = node.Axis(node.Int("axis", flattens ? 1 : -1), shape.Length);
        int others = flattens ? shape.Take(axis).Aggregate(1, (product, size) => product * size) : operands[0].Signal!.Count / Math.Max(shape[axis], 1);
        if (others != 1)
            throw node.Refusal($"it is over axis {axis} of {Tensor.Text(shape)}; only over all values of a layer can it be imported.");
        return Of(activation)(node, operands, budget);
    };

    public static Signal Elu(Node node, Operand[] operands, Budget budget) => Elu(node, operands, node.Float("alpha", 1), gamma: 1);

    public static Signal Celu(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        double alpha = node.Float("alpha", 1);
        return alpha > 0
            ? operands[0].Signal!.Map(step => ScaleStep.Of(new ActivationStep(ScaleStep.Of(step, 1 / alpha, 0), "elu"), alpha, 0))
            : throw node.Refusal($"its alpha is {(float)alpha}; only one above 0 can be imported.");
    }

    public static Signal LeakyRelu(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        double alpha = node.Float("alpha", 0.01f);
        return Are(alpha, 0.01)
            ? Of("leakyRelu")(node, operands, budget)
            : operands[0].Signal!.Map(step => Leaky(step, [.. Enumerable.Repeat(alpha, step.Size)]));
    }

    /// <summary>A slope for each channel, or one for all.</summary>
    public static Signal PRelu(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(2, 2);
        if (operands is not [{ Signal: { } signal }, { Constant: { } slope }])
            throw node.Refusal("its slope depends on the input; only constants can be imported.");
        (double[] slopes, int[] shape) = Arithmetic.Spread(node, signal, slope, budget);
        return signal.Map(shape, [slopes], (step, numbers) => Leaky(step, numbers[0]));
    }

    public static Signal Selu(Node node, Operand[] operands, Budget budget)
    {
        const double Alpha = 1.6732632423543772, Gamma = 1.0507009873554805;
        double alpha = node.Float("alpha", Alpha), gamma = node.Float("gamma", Gamma);
        return Are(alpha, Alpha) && Are(gamma, Gamma) ? Of("selu")(node, operands, budget) : Elu(node, operands, alpha, gamma);
    }

    public static Signal Swish(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        double alpha = node.Float("alpha", 1);
        return alpha == 0
            ? throw node.Refusal("its alpha is 0; only another one can be imported.")
            : operands[0].Signal!.Map(step => alpha == 1 ? new ActivationStep(step, "silu") : ScaleStep.Of(new ActivationStep(ScaleStep.Of(step, alpha, 0), "silu"), 1 / alpha, 0));
    }

    public static Signal Gelu(Node node, Operand[] operands, Budget budget) => node.Text("approximate", "none") is var approximate && approximate != "none"
        ? throw node.Refusal($"it is the approximation '{approximate}' of GELU; only the exact form can be imported.")
        : Of("gelu")(node, operands, budget);

    public static Signal Log(Node node, Operand[] operands, Budget budget)
    {
        Signal signal = operands[0].Signal!;
        return signal switch
        {
            { IsWhole: true, Step: ActivationStep { Name: "softmax" } softmax } => signal with { Step = new ActivationStep(softmax.Source, "logSoftmax") },

            // ln(1 / (1 + e⁻ˣ)) = −ln(1 + e⁻ˣ).
            { IsWhole: true, Step: ActivationStep { Name: "sigmoid" } sigmoid } => signal with { Step = ScaleStep.Of(new ActivationStep(ScaleStep.Of(sigmoid.Source, -1, 0), "softplus"), -1, 0) },
            _ => throw node.Refusal("a logarithm can be imported only of softmax and of sigmoid."),
        };
    }

    /// <summary>|x| = relu(x) + relu(−x).</summary>
    public static Signal Abs(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        return operands[0].Signal!.Map(step => new CombineStep(new ActivationStep(step, "relu"), new ActivationStep(ScaleStep.Beside(step, [.. Enumerable.Repeat(-1.0, step.Size)], new double[step.Size]), "relu"), isProduct: false));
    }

    public static Signal Dropout(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 3);
        node.Float("ratio", 0);
        node.Int("seed", 0);
        if (operands.Length > 2 && operands[2] is not { Signal: null, Constant: null or { Values: [0] } })
            throw node.Refusal("it is for training; export the model for inference.");
        return operands[0].Signal!;
    }

    public static Signal Cast(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        node.Int("saturate", 1);
        return (ElementType)node.Int("to", 0) is var type && type is ElementType.Float or ElementType.Double
            ? operands[0].Signal!
            : throw node.Refusal($"it rounds computed values to {type}; a network computes in one type of numbers throughout.");
    }

    /// <summary>γ elu(x) below 0 times α: γ (α elu(x) + (1 − α) relu(x)).</summary>
    private static Signal Elu(Node node, Operand[] operands, double alpha, double gamma)
    {
        node.RequireInputs(1, 1);
        return operands[0].Signal!.Map(step => Scaled(Are(alpha, 1) ? new ActivationStep(step, "elu") : Sum(new ActivationStep(step, "elu"), alpha, new ActivationStep(step, "relu"), 1 - alpha), gamma));
    }

    /// <summary>x above 0, and its slope times x below: (1 − slope) (relu(x) + slope / (1 − slope) x), whose factor goes into the layer behind.</summary>
    private static Step Leaky(Step step, double[] slopes)
    {
        const double Steepest = 0.9;
        double[] rest = [.. slopes.Select(slope => 1 - slope)], none = new double[slopes.Length];
        var above = new ActivationStep(step, "relu");
        return slopes.All(slope => slope <= Steepest)
            ? ScaleStep.Of(new CombineStep(above, ScaleStep.Beside(step, [.. slopes.Select(slope => slope / (1 - slope))], none), isProduct: false), rest, none)
            : new CombineStep(ScaleStep.Of(above, rest, none), ScaleStep.Beside(step, slopes, none), isProduct: false);
    }

    private static CombineStep Sum(Step one, double a, Step other, double b) => new(Scaled(one, a), Scaled(other, b), isProduct: false);

    private static Step Scaled(Step step, double factor) => factor == 1 ? step : ScaleStep.Of(step, factor, 0);

    private static bool Are(double value, double same) => Math.Abs(value - same) <= 1e-6 * same;
}
