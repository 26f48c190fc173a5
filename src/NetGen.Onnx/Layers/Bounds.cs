using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>Values held between bounds: scaled and shifted so that HardTanh or ReLU does it, where no activation has these very bounds.</summary>
internal static class Bounds
{
    /// <summary>What float has instead of ∞ as a bound.</summary>
    private const double NoBound = 3.4e38;

    private const double Sixth = 1.0 / 6;

    private static readonly Tensor Below = new(ElementType.Float, [], [double.NegativeInfinity]);
    private static readonly Tensor Above = new(ElementType.Float, [], [double.PositiveInfinity]);

    public static Signal Clip(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(1, 3);
        if (operands[0].Signal is not { } signal || operands.Skip(1).Any(bound => bound.Signal is not null))
            throw node.Refusal("its bounds depend on the input; only constants can be imported.");
        Tensor low = new(ElementType.Float, [], [node.Float("min", -NoBound)]), high = new(ElementType.Float, [], [node.Float("max", NoBound)]);
        return Hold(node, signal, operands.ElementAtOrDefault(1).Constant ?? low, operands.ElementAtOrDefault(2).Constant ?? high, budget);
    }

    public static Signal Max(Node node, Operand[] operands, Budget budget) => WithConstants(node, operands, (signal, bound) => Hold(node, signal, bound, Above, budget));

    public static Signal Min(Node node, Operand[] operands, Budget budget) => WithConstants(node, operands, (signal, bound) => Hold(node, signal, Below, bound, budget));

    public static Signal HardSigmoid(Node node, Operand[] operands, Budget budget)
    {
        double alpha = node.Float("alpha", 0.2f), beta = node.Float("beta", 0.5);
        Signal signal = operands[0].Signal!;
        if (Math.Abs(alpha - Sixth) < 1e-6 && beta == 0.5)
            return Functions.Of("hardSigmoid")(node, operands, budget);
        return Hold(node, signal.Map(step => ScaleStep.Of(step, alpha, beta)), new(ElementType.Float, [], [0]), new(ElementType.Float, [], [1]), budget);
    }

    private static Signal WithConstants(Node node, Operand[] operands, Func<Signal, Tensor, Signal> hold) =>
        operands.Count(operand => operand.Signal is not null) == 1 && operands.All(operand => operand != default)
            ? operands.Where(operand => operand.Constant is not null).Aggregate(operands.First(operand => operand.Signal is not null).Signal!, (signal, operand) => hold(signal, operand.Constant!))
            : throw node.Refusal("it compares computed values; only a bound that is constant can be imported.");

    private static Signal Hold(Node node, Signal signal, Tensor low, Tensor high, Budget budget)
    {
        (double[]? least, int[]? shape) = Arithmetic.Spread(node, signal, low, budget);
        (double[]? most, int[] _) = Arithmetic.Spread(node, signal, high, budget);
        if (least.Zip(most).Any(pair => !(pair.First < pair.Second)))
            throw node.Refusal("a lower bound is not below the upper one.");
        return signal.Map(shape, [least, most], (step, bounds) => Hold(node, step, bounds[0], bounds[1]));
    }

    private static Step Hold(Node node, Step row, double[] least, double[] most)
    {
        bool hasLeast = least.All(bound => bound > -NoBound), hasMost = most.All(bound => bound < NoBound);
        if ((!hasLeast && least.Any(bound => bound > -NoBound)) || (!hasMost && most.Any(bound => bound < NoBound)))
            throw node.Refusal("some values have a bound and others none; only one kind for all can be imported.");
        if (!hasLeast && !hasMost)
            return row;
        if (!hasMost)
            return least.All(bound => bound == 0) ? new ActivationStep(row, "relu") : Through(row, "relu", Ones(row, 1), Negated(least), Ones(row, 1), least);
        if (!hasLeast)
            return Through(row, "relu", Ones(row, -1), most, Ones(row, -1), most);
        if (least.All(bound => bound == 0) && most.All(bound => bound == 6))
            return new ActivationStep(row, "relu6");
        if (least.All(bound => bound == -1) && most.All(bound => bound == 1))
            return new ActivationStep(row, "hardTanh");
        double[] half = [.. least.Zip(most, (a, b) => (b - a) / 2)], middle = [.. least.Zip(most, (a, b) => (a + b) / 2)];
        return Through(row, "hardTanh", [.. half.Select(h => 1 / h)], [.. middle.Zip(half, (m, h) => -m / h)], half, middle);
    }

    private static ScaleStep Through(Step row, string activation, double[] scale, double[] shift, double[] scaleAfter, double[] shiftAfter) =>
        ScaleStep.Of(new ActivationStep(ScaleStep.Of(row, scale, shift), activation), scaleAfter, shiftAfter);

    private static double[] Ones(Step row, double value) => [.. Enumerable.Repeat(value, row.Size)];

    private static double[] Negated(double[] values) => [.. values.Select(value => -value)];
}
