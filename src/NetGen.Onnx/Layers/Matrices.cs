using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>Products of a row with a matrix of weights: dense layers, however the weights lie.</summary>
internal static class Matrices
{
    public static Signal Gemm(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(2, 3);
        bool turnsFirst = node.Int("transA", 0) != 0, turnsSecond = node.Int("transB", 0) != 0;
        double alpha = node.Float("alpha", 1), beta = node.Float("beta", 1);
        Signal product = Product(node, operands[..2], turnsFirst, turnsSecond, alpha, budget);
        if (operands.Length < 3 || operands[2] == default)
            return product;
        if (operands[2].Constant is not { } bias)
            throw node.Refusal("it adds a computed value; only a constant can be imported.");
        (double[]? shift, int[]? shape) = Arithmetic.Spread(node, product, bias, budget);
        return product.Map(shape, [[.. shift.Select(value => beta * value)]], (step, numbers) => ScaleStep.Of(step, [.. shift.Select(_ => 1.0)], numbers[0]));
    }

    public static Signal MatMul(Node node, Operand[] operands, Budget budget)
    {
        node.RequireInputs(2, 2);
        return Product(node, operands, turnsFirst: false, turnsSecond: false, alpha: 1, budget);
    }

    private static Signal Product(Node node, Operand[] operands, bool turnsFirst, bool turnsSecond, double alpha, Budget budget)
    {
        if (operands is [{ Signal: { } row }, { Constant: { } right }])
            return Times(node, row, turnsFirst, right, isTurned: turnsSecond, alpha, budget);
        if (operands is [{ Constant: { } left }, { Signal: { } column }])
        {
            // (W x)ᵀ = xᵀ Wᵀ: the same with both turned, and the result turned back.
            Signal turned = Times(node, column, !turnsSecond, left, isTurned: !turnsFirst, alpha, budget);
            return left.Rank == 1 || column.Shape.Length == 1 ? turned : Turned(node, turned, budget);
        }
        throw node.Refusal("it multiplies two computed values, as attention does; only products with constant weights can be imported.");
    }

    /// <summary>row · weights, with weights [in, out], or [out, in] where they are turned.</summary>
    private static Signal Times(Node node, Signal signal, bool isColumn, Tensor weights, bool isTurned, double alpha, Budget budget)
    {
        int[] shape = isColumn && signal.Shape.Length > 1 ? [.. signal.Shape[..^2], signal.Shape[^1], signal.Shape[^2]] : signal.Shape;
        if (shape.Length == 0)
            throw node.Broken("it multiplies a single number.");
        int[] matrix = weights.Rank == 1 ? isTurned ? [1, .. weights.Shape] : [.. weights.Shape, 1] : [.. weights.Shape.SkipWhile((size, axis) => size == 1 && axis < weights.Rank - 2)];
        if (matrix.Length != 2)
            throw node.Refusal($"its weights are {Tensor.Text(weights.Shape)}; only a matrix can be imported.");
        int inputs = isTurned ? matrix[1] : matrix[0], outputs = isTurned ? matrix[0] : matrix[1];
        if (inputs != shape[^1])
            throw node.Broken($"{Tensor.Text(signal.Shape)} and weights of {Tensor.Text(weights.Shape)} cannot be multiplied.");
        double[] rows = budget.Room(node, [outputs, inputs]);
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < inputs; i++)
                rows[(o * inputs) + i] = alpha * weights.Values[isTurned ? (o * inputs) + i : (i * outputs) + o];
        }
        int[] result = weights.Rank == 1 ? shape[..^1] : [.. shape[..^1], outputs];
        return signal.Count == inputs
            ? Signal.Of(new DenseStep(signal.ToRow(), rows, outputs), result)
            : Rows(node, isColumn ? Turned(node, signal, budget) : signal, rows, outputs, result, budget);
    }

    /// <summary>The same weights for each of many rows: a convolution of one place, whose channels stand last.</summary>
    private static Signal Rows(Node node, Signal signal, double[] weights, int outputs, int[] shape, Budget budget)
    {
        int inputs = signal.Shape[^1], count = signal.Count / inputs;
        Signal channels = Turned(node, signal with { Places = signal.Places with { Shape = [count, inputs] } }, budget);
        Window[] axes = signal.Shape is [1, _, _, _] ? [new(signal.Shape[^3], 1), new(signal.Shape[^2], 1)] : [new(count, 1)];
        budget.Room(node, [outputs, count]);
        var step = new ConvolutionStep(channels.ToRow(), inputs, axes, weights, outputs, groups: 1);
        Signal turned = Turned(node, Signal.Of(step, [outputs, count]), budget);
        return turned with { Places = turned.Places with { Shape = shape } };
    }

    private static Signal Turned(Node node, Signal signal, Budget budget)
    {
        budget.Spend(node, signal.Count);
        int rank = signal.Shape.Length;
        return signal.Turned([.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]);
    }
}
