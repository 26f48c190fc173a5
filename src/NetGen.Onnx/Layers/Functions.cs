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

    public static Signal Elu(Node node, Operand[] operands, Budget budget) => Require(node, "alpha", 1, 1).With("elu", operands, budget);

    public static Signal LeakyRelu(Node node, Operand[] operands, Budget budget) => Require(node, "alpha", 0.01, 0.01).With("leakyRelu", operands, budget);

    public static Signal Selu(Node node, Operand[] operands, Budget budget)
    {
        const double Alpha = 1.6732632423543772, Gamma = 1.0507009873554805;
        Require(node, "alpha", Alpha, Alpha);
        return Require(node, "gamma", Gamma, Gamma).With("selu", operands, budget);
    }

    public static Signal Swish(Node node, Operand[] operands, Budget budget) => Require(node, "alpha", 1, 1).With("silu", operands, budget);

    public static Signal Gelu(Node node, Operand[] operands, Budget budget) => node.Text("approximate", "none") is var approximate && approximate != "none"
        ? throw node.Refusal($"it is the approximation '{approximate}' of GELU; only the exact form can be imported.")
        : node.With("gelu", operands, budget);

    public static Signal Log(Node node, Operand[] operands, Budget budget)
    {
        Signal signal = operands[0].Signal!;
        return signal is { IsWhole: true, Step: ActivationStep { Name: "softmax" } softmax }
            ? signal with { Step = new ActivationStep(softmax.Source, "logSoftmax") }
            : throw node.Refusal("a logarithm can be imported only of softmax.");
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

    private static Node Require(Node node, string attribute, double otherwise, double only)
    {
        double value = node.Float(attribute, otherwise);
        return Math.Abs(value - only) <= 1e-6 * only
            ? node
            : throw node.Refusal($"its {attribute} is {(float)value}; only {(float)only} can be imported. Train with that, or with another activation.");
    }

    private static Signal With(this Node node, string activation, Operand[] operands, Budget budget) => Of(activation)(node, operands, budget);
}
