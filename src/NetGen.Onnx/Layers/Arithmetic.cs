using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>Sums and products with constants: scales and shifts of a row.</summary>
internal static class Arithmetic
{
    public static Signal Add(Node node, Operand[] operands, Budget budget) => operands is [{ Signal: { } left }, { Signal: { } right }]
        ? Combine(node, left, right, isProduct: false, budget)
        : WithConstant(node, operands, budget, (c, _) => (1, c));

    public static Signal Sub(Node node, Operand[] operands, Budget budget) => operands is [{ Signal: { } left }, { Signal: { } right }]
        ? Combine(node, left, right.Map(step => ScaleStep.Of(step, -1, 0)), isProduct: false, budget)
        : WithConstant(node, operands, budget, (c, isFirst) => isFirst ? (-1, c) : (1, -c));

    public static Signal Div(Node node, Operand[] operands, Budget budget) => operands is [{ Signal: { } left }, { Signal: { } right }]
        ? Normalisation.Find(left, right, isInverse: false) ?? Gates.Softsign(left, right) ?? throw DividesByComputed(node)
        : WithConstant(node, operands, budget, (c, isFirst) => isFirst ? throw DividesByComputed(node) : (1 / c, 0));

    public static Signal Mul(Node node, Operand[] operands, Budget budget) => operands is [{ Signal: { } left }, { Signal: { } right }]
        ? Normalisation.Find(left, right, isInverse: true) ?? Normalisation.Find(right, left, isInverse: true) ?? Combine(node, left, right, isProduct: true, budget)
        : WithConstant(node, operands, budget, (c, _) => (c, 0));

    /// <summary>A square is a product.</summary>
    public static Signal Pow(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(2, 2);
        if (operands is not [{ Signal: { } signal }, { Constant.Values: [var exponent] }] || exponent is not (1 or 2))
        {
            string found = operands[1].Constant is { } constant ? string.Join(", ", constant.Values.Take(4)) : "computed";
            throw node.Refusal($"its exponent is {found}; only 1 and 2 can be imported. GELU by its approximation has one of 3: train, or export, with the exact form.");
        }
        return exponent == 1 ? signal : Combine(node, signal, signal, isProduct: true, budget);
    }

    public static Signal Sum(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, int.MaxValue);
        Signal sum = operands.Select(operand => operand.Signal).OfType<Signal>().Aggregate((left, right) => Combine(node, left, right, isProduct: false, budget));
        return operands.Where(operand => operand.Constant is not null).Aggregate(sum, (signal, operand) => WithConstant(node, [new(null, signal), operand], budget, (c, _) => (1, c)));
    }

    public static Signal Neg(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 1);
        return operands[0].Signal!.Map(step => ScaleStep.Of(step, -1, 0));
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
        (double[]? scale, double[]? shift) = (new double[signal.Count], new double[signal.Count]);
        for (int i = 0; i < signal.Count; i++)
        {
            int channel = i / each;
            scale[i] = constants[0][channel] / Math.Sqrt(constants[3][channel] + epsilon);
            shift[i] = constants[1][channel] - (constants[2][channel] * scale[i]);
        }
        return signal.Map(signal.Shape, [scale, shift], (step, numbers) => ScaleStep.Of(step, numbers[0], numbers[1]));
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

    /// <summary>Sum or product, value by value, of two signals; one that is smaller is repeated.</summary>
    private static Signal Combine(Node node, Signal left, Signal right, bool isProduct, Budget budget)
    {
        int[] shape = Broadcast.Shape(node, left.Shape, right.Shape);
        (left, right) = (Repeated(node, left, shape, budget), Repeated(node, right, shape, budget));

        // What is made by layers has an order; an input takes any.
        if (!left.IsWhole || (left.Step is InputStep && right.IsWhole))
            (left, right) = (right, left);
        (Step one, Step other) = left.IsWhole ? (left.Step, left.Align(right)) : (left.ToRow(), right.ToRow());
        Step result = (isProduct ? Gates.Find(one, other) : null) ?? new CombineStep(one, other, isProduct);
        return left.IsWhole ? left with { Step = result } : Signal.Of(result, shape);
    }

    private static Signal Repeated(Node node, Signal signal, int[] shape, Budget budget)
    {
        double[] places = budget.Room(node, shape);
        int i = 0;
        foreach (int place in Broadcast.Places(signal.Shape, shape))
            places[i++] = signal.Places.Values[place];
        return new(signal.Step, new(ElementType.Int64, shape, places));
    }

    private static NotSupportedException DividesByComputed(Node node) => node.Refusal("it divides by a computed value; only division by constants can be imported.");

    private static Signal WithConstant(Node node, Operand[] operands, Budget budget, Func<double, bool, (double Scale, double Shift)> map)
    {
        if (operands.Length != 2)
            throw node.Broken($"expected 2 inputs, found {operands.Length}.");
        bool isFirst = operands[0].Constant is not null;
        Operand other = operands[isFirst ? 0 : 1];
        if (other.Constant is null || operands[isFirst ? 1 : 0].Signal is not { } signal)
            throw DividesByComputed(node);
        (double[]? constants, int[]? shape) = Spread(node, signal, other.Constant, budget);
        (double Scale, double Shift)[] maps = constants.Select(constant => map(constant, isFirst)).ToArray();
        return signal.Map(shape, [[.. maps.Select(pair => pair.Scale)], [.. maps.Select(pair => pair.Shift)]], (step, numbers) => ScaleStep.Of(step, numbers[0], numbers[1]));
    }
}
