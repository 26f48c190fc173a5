namespace NetGen.Tool.Formats;

/// <summary>W x + b.</summary>
/// <param name="Weight">[outputs, inputs]</param>
/// <param name="Bias">[outputs]</param>
internal sealed record LinearMap(SourceTensor Weight, SourceTensor Bias)
{
    /// <summary>A factor and an addend for each value.</summary>
    public static LinearMap Diagonal(double[] factors, double[] addends)
    {
        int size = factors.Length;
        SourceTensor weight = SourceTensor.Filled("weight", [size, size], 0);
        for (int index = 0; index < size; index++)
            weight.Values[index * (size + 1)] = factors[index];
        return new(weight, new("bias", [size], addends));
    }

    /// <summary>The outputs of one and behind them those of the other, of the same inputs.</summary>
    public static LinearMap Above(LinearMap first, LinearMap second) => new(
        new("weight", [first.Weight.Shape[0] + second.Weight.Shape[0], first.Weight.Shape[1]], [.. first.Weight.Values, .. second.Weight.Values]),
        new("bias", [first.Weight.Shape[0] + second.Weight.Shape[0]], [.. first.Bias.Values, .. second.Bias.Values]));

    /// <summary>The sum of both, which take inputs of their own, those of the second behind those of the first.</summary>
    public static LinearMap Beside(LinearMap first, LinearMap second) => new(
        new("weight", [first.Weight.Shape[0], first.Weight.Shape[1] + second.Weight.Shape[1]], [.. first.Weight.Values.Chunk(first.Weight.Shape[1]).Zip(second.Weight.Values.Chunk(second.Weight.Shape[1]), (left, right) => left.Concat(right)).SelectMany(row => row)]),
        new("bias", first.Bias.Shape, [.. first.Bias.Values.Zip(second.Bias.Values, (left, right) => left + right)]));

    /// <summary>This behind another one, as one map.</summary>
    /// <param name="before">Null for none.</param>
    public LinearMap After(LinearMap? before)
    {
        if (before is null)
            return this;
        (int outputs, int inner, int inputs) = (Weight.Shape[0], Weight.Shape[1], before.Weight.Shape[1]);
        double[] weight = new double[outputs * inputs], bias = [.. Bias.Values];
        for (int output = 0; output < outputs; output++)
        {
            for (int middle = 0; middle < inner; middle++)
            {
                double factor = Weight.Values[(output * inner) + middle];
                bias[output] += factor * before.Bias.Values[middle];
                for (int input = 0; input < inputs && factor != 0; input++)
                    weight[(output * inputs) + input] += factor * before.Weight.Values[(middle * inputs) + input];
            }
        }
        return new(new(Weight.Name, [outputs, inputs], weight), Bias with { Values = bias });
    }
}
