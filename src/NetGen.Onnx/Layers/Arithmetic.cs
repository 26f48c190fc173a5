using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>Sums and products with constants: scales and shifts of a row.</summary>
internal static class Arithmetic
{
    public static Signal Add(Node node, Operand[] operands, Budget budget) => WithConstant(node, operands, budget, (c, _) => (1, c));

    public static Signal Sub(Node node, Operand[] operands, Budget budget) => WithConstant(node, operands, budget, (c, isFirst) => isFirst ? (-1, c) : (1, -c));

    public static Signal Div(Node node, Operand[] operands, Budget budget) => WithConstant(node, operands, budget, (c, isFirst) =>
        isFirst ? throw node.Refusal("it divides by a computed value; only division by constants can be imported.") : (1 / c, 0));

    public static Signal Mul(Node node, Operand[] operands, Budget budget)
    {
        if (operands is not [{ Signal: { } left }, { Signal: { } right }])
            return WithConstant(node, operands, budget, (c, _) => (c, 0));
        Step product = Gates.Find(left.ToRow(), right.ToRow())
            ?? throw node.Refusal($"it multiplies two computed values, as gates, masks and attention do; of such products only SiLU, HardSwish, Mish and GELU can be imported. Name a value before it as the output, such as '{node.Inputs[0]}'.");
        return Signal.Of(product, SameShape(node, left, right));
    }

    public static Signal Neg(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        Signal signal = operands[0].Signal!;
        return Signal.Of(ScaleStep.Of(signal.ToRow(), -1, 0), signal.Shape);
    }

    public static Signal BatchNormalization(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(5, 5);
        if (operands[0].Signal is not { Shape.Length: > 1 } signal || operands.Skip(1).Any(operand => operand.Constant is null))
            throw node.Refusal("its statistics depend on the input; only those of inference can be imported.");
        double epsilon = node.Float("epsilon", 1e-5f);
        node.Float("momentum", 0);
        if (node.Int("training_mode", 0) != 0 || node.Int("spatial", 1) != 1)
            throw node.Refusal("it normalises by the batch; export the model for inference.");
        int channels = signal.Shape[1];
        double[][] constants = [.. operands.Skip(1).Select(operand => operand.Constant!.Values)];
        if (constants.Any(values => values.Length != channels))
            throw node.Broken($"expected {channels} values for each channel of {Tensor.Text(signal.Shape)}.");
        int each = signal.Count / channels;
        var (scale, shift) = (new double[signal.Count], new double[signal.Count]);
        for (int i = 0; i < signal.Count; i++)
        {
            int channel = i / each;
            scale[i] = constants[0][channel] / Math.Sqrt(constants[3][channel] + epsilon);
            shift[i] = constants[1][channel] - (constants[2][channel] * scale[i]);
        }
        return Signal.Of(ScaleStep.Of(signal.ToRow(), scale, shift), signal.Shape);
    }

    /// <summary>The constant that goes with each number of a signal, and the shape of what comes out.</summary>
    public static (double[] Values, int[] Shape) Spread(Node node, Signal signal, Tensor constant, Budget budget)
    {
        int[] shape = Broadcast.Shape(node, signal.Shape, constant.Shape);
        if (TensorReader.Count(shape, node.Where) != signal.Count)
            throw node.Refusal($"it makes {Tensor.Text(shape)} of {Tensor.Text(signal.Shape)}; only constants that fit into the shape of the signal can be imported.");
        double[] values = budget.Room(node, shape);
        int i = 0;
        foreach (int place in Broadcast.Places(constant.Shape, shape))
            values[i++] = constant.Values[place];
        return (values, shape);
    }

    public static int[] SameShape(Node node, Signal left, Signal right) => left.Count == right.Count
        ? Broadcast.Shape(node, left.Shape, right.Shape)
        : throw node.Refusal($"it combines {Tensor.Text(left.Shape)} with {Tensor.Text(right.Shape)}; only values of one size can be imported.");

    private static Signal WithConstant(Node node, Operand[] operands, Budget budget, Func<double, bool, (double Scale, double Shift)> map)
    {
        node.RequireInputs(2, 2);
        bool isFirst = operands[0].Constant is not null;
        Operand other = operands[isFirst ? 0 : 1];
        if (other.Constant is null || operands[isFirst ? 1 : 0].Signal is not { } signal)
            throw node.Refusal("it joins two computed values, as residual layers do; only chains of layers can be imported.");
        var (constants, shape) = Spread(node, signal, other.Constant, budget);
        var maps = constants.Select(constant => map(constant, isFirst)).ToArray();
        return Signal.Of(ScaleStep.Of(signal.ToRow(), [.. maps.Select(pair => pair.Scale)], [.. maps.Select(pair => pair.Shift)]), shape);
    }
}
