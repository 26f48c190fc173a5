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
        var (shift, shape) = Arithmetic.Spread(node, product, bias, budget);
        return Signal.Of(ScaleStep.Of(product.Step, [.. shift.Select(_ => 1.0)], [.. shift.Select(value => beta * value)]), shape);
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
            return Signal.Of(turned.Step, column.Shape.Length == 1 ? [turned.Count] : [.. turned.Shape[..^2], turned.Count, 1]);
        }
        throw node.Refusal("it multiplies two computed values, as attention does; only products with constant weights can be imported.");
    }

    /// <summary>row · weights, with weights [in, out], or [out, in] where they are turned.</summary>
    private static Signal Times(Node node, Signal signal, bool isColumn, Tensor weights, bool isTurned, double alpha, Budget budget)
    {
        int[] shape = isColumn && signal.Shape.Length > 1 ? [.. signal.Shape[..^2], signal.Shape[^1], signal.Shape[^2]] : signal.Shape;
        if (shape.Length == 0 || signal.Count != shape[^1])
            throw node.Refusal($"it multiplies the same weights with {signal.Count / Math.Max(shape.LastOrDefault(1), 1)} rows of one sample ({Tensor.Text(signal.Shape)}), as attention does; a dense layer multiplies one.");
        int[] matrix = weights.Rank == 1 ? isTurned ? [1, .. weights.Shape] : [.. weights.Shape, 1] : [.. weights.Shape.SkipWhile((size, axis) => size == 1 && axis < weights.Rank - 2)];
        if (matrix.Length != 2)
            throw node.Refusal($"its weights are {Tensor.Text(weights.Shape)}; only a matrix can be imported.");
        int inputs = isTurned ? matrix[1] : matrix[0], outputs = isTurned ? matrix[0] : matrix[1];
        if (inputs != signal.Count)
            throw node.Broken($"{Tensor.Text(signal.Shape)} and weights of {Tensor.Text(weights.Shape)} cannot be multiplied.");
        double[] rows = budget.Room(node, [outputs, inputs]);
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < inputs; i++)
                rows[(o * inputs) + i] = alpha * weights.Values[isTurned ? (o * inputs) + i : (i * outputs) + o];
        }
        return Signal.Of(new DenseStep(signal.ToRow(), rows, outputs), weights.Rank == 1 ? shape[..^1] : [.. shape[..^1], outputs]);
    }
}
