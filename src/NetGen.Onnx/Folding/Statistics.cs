using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Folding;

/// <summary>Means, and what is normalised by them.</summary>
internal static class Statistics
{
    public static Tensor[] ReduceMean(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        Tensor tensor = Arguments.At(node, inputs, 0), sum = Reductions.Of((a, b) => a + b, 0)(node, inputs, budget)[0];
        double count = tensor.Values.Length / (double)sum.Values.Length;
        return [sum with { Values = [.. sum.Values.Select(value => tensor.Type.Round(value / count))] }];
    }

    public static Tensor[] BatchNormalization(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(5, 5);
        Tensor tensor = Arguments.At(node, inputs, 0);
        double[][] given = [.. Enumerable.Range(1, 4).Select(index => Arguments.At(node, inputs, index).Values)];
        double epsilon = node.Float("epsilon", 1e-5f);
        node.Float("momentum", 0);
        if (node.Int("training_mode", 0) != 0 || node.Int("spatial", 1) != 1)
            throw node.Refusal("it normalises by the batch; export the model for inference.");
        int channels = tensor.Rank > 1 ? tensor.Shape[1] : 1;
        if (given.Any(values => values.Length != channels))
            throw node.Broken($"expected {channels} values for each channel of {Tensor.Text(tensor.Shape)}.");
        int pixels = tensor.Shape.Skip(2).Aggregate(1, (product, size) => product * size);
        double[] values = budget.Room(node, tensor.Shape);
        for (int i = 0; i < values.Length; i++)
        {
            int channel = i / pixels % channels;
            values[i] = tensor.Type.Round((given[0][channel] * (tensor.Values[i] - given[2][channel]) / Math.Sqrt(given[3][channel] + epsilon)) + given[1][channel]);
        }
        return [tensor with { Values = values }];
    }

    /// <summary>The values, and the mean and 1 ÷ √(variance + ε) that they are normalised by.</summary>
    public static Tensor[] LayerNormalization(Node node, IReadOnlyList<Tensor?> inputs, Budget budget)
    {
        node.RequireInputs(2, 3);
        Tensor tensor = Arguments.At(node, inputs, 0), scale = Arguments.At(node, inputs, 1);
        double[]? bias = Arguments.Optional(inputs, 2)?.Values;
        int axis = node.Axis(node.Int("axis", -1), tensor.Rank);
        double epsilon = node.Float("epsilon", 1e-5f);
        node.Int("stash_type", 1);
        int size = TensorReader.Count(tensor.Shape[axis..], node.Where), rows = TensorReader.Count(tensor.Shape[..axis], node.Where);
        if (scale.Values.Length != size || (bias is not null && bias.Length != size))
            throw node.Broken($"expected {size} weights for {Tensor.Text(tensor.Shape[axis..])}, found {scale.Values.Length}{(bias is null ? "" : $" and {bias.Length}")}.");
        double[] values = budget.Room(node, tensor.Shape), means = new double[rows], inverses = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<double> x = tensor.Values.AsSpan(row * size, size);
            double mean = 0, variance = 0;
            foreach (double value in x)
                mean += value / size;
            foreach (double value in x)
                variance += (value - mean) * (value - mean) / size;
            (means[row], inverses[row]) = (mean, 1 / Math.Sqrt(variance + epsilon));
            for (int i = 0; i < size; i++)
                values[(row * size) + i] = tensor.Type.Round((scale.Values[i] * (x[i] - mean) * inverses[row]) + (bias?[i] ?? 0));
        }
        int[] reduced = [.. tensor.Shape.Select((length, index) => index < axis ? length : 1)];
        return [tensor with { Values = values }, tensor with { Shape = reduced, Values = means }, tensor with { Shape = reduced, Values = inverses }];
    }
}
