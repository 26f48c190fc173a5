using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>Products of matrices.</summary>
internal static class Products
{
    public static Tensor[] MatMul(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(2, 2);
        Tensor left = Arguments.At(node, inputs, 0), right = Arguments.At(node, inputs, 1);
        int[] leftShape = left.Rank == 1 ? [1, .. left.Shape] : left.Shape, rightShape = right.Rank == 1 ? [.. right.Shape, 1] : right.Shape;
        if (left.Rank == 0 || right.Rank == 0 || leftShape[^1] != rightShape[^2])
            throw node.Broken($"{Tensor.Text(left.Shape)} and {Tensor.Text(right.Shape)} cannot be multiplied.");
        int rows = leftShape[^2], depth = leftShape[^1], columns = rightShape[^1];
        int[] outer = Broadcast.Shape(node, leftShape[..^2], rightShape[..^2]);
        double[] values = budget.Room(node, [.. outer, rows, columns]);
        budget.Spend(node, (long)values.Length * depth);
        int start = 0;
        foreach ((int l, int r) in Broadcast.Places(leftShape[..^2], outer).Zip(Broadcast.Places(rightShape[..^2], outer)))
        {
            Multiply(left.Values.AsSpan(l * rows * depth), right.Values.AsSpan(r * depth * columns), values.AsSpan(start, rows * columns), depth, columns);
            start += rows * columns;
        }
        for (int i = 0; i < values.Length; i++)
            values[i] = left.Type.Round(values[i]);
        return [new(left.Type, [.. outer, .. left.Rank == 1 ? Array.Empty<int>() : [rows], .. right.Rank == 1 ? Array.Empty<int>() : [columns]], values)];
    }

    /// <summary>α A B + β C, with A or B turned.</summary>
    public static Tensor[] Gemm(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(2, 3);
        Tensor left = Turned(node.Int("transA", 0) != 0, Arguments.At(node, inputs, 0)), right = Turned(node.Int("transB", 0) != 0, Arguments.At(node, inputs, 1));
        double alpha = node.Float("alpha", 1), beta = node.Float("beta", 1);
        if (left.Rank != 2 || right.Rank != 2 || left.Shape[1] != right.Shape[0])
            throw node.Broken($"{Tensor.Text(left.Shape)} and {Tensor.Text(right.Shape)} cannot be multiplied.");
        int[] shape = [left.Shape[0], right.Shape[1]];
        double[] values = budget.Room(node, shape);
        budget.Spend(node, (long)values.Length * left.Shape[1]);
        Multiply(left.Values, right.Values, values, left.Shape[1], shape[1]);
        int[]? places = Arguments.Optional(inputs, 2) is { } bias ? [.. Broadcast.Places(bias.Shape, Broadcast.Shape(node, bias.Shape, shape))] : null;
        for (int i = 0; i < values.Length; i++)
            values[i] = left.Type.Round((alpha * values[i]) + (places is null ? 0 : beta * inputs[2]!.Values[places[i]]));
        return [new(left.Type, shape, values)];

        static Tensor Turned(bool isTurned, Tensor tensor) => !isTurned || tensor.Rank != 2 ? tensor
            : new(tensor.Type, [tensor.Shape[1], tensor.Shape[0]], [.. Strided.Places([tensor.Shape[1], tensor.Shape[0]], [1, tensor.Shape[1]], start: 0).Select(place => tensor.Values[place])]);
    }

    private static void Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> product, int depth, int columns)
    {
        for (int i = 0; i < product.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            for (int k = 0; k < depth; k++)
                product[i] += left[(row * depth) + k] * right[(k * columns) + column];
        }
    }
}
