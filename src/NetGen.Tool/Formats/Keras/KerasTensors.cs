namespace NetGen.Tool.Formats.Keras;

/// <summary>Tensors of Keras in the order that PyTorch, and with it this library, has: outputs before inputs, channels before places.</summary>
internal static class KerasTensors
{
    /// <summary>[inputs, units] becomes [units, inputs].</summary>
    /// <param name="kernel">Of a dense layer.</param>
    /// <param name="flattened">The channels × places that a Flatten before it took place by place, in front of which Keras has the places; or null.</param>
    public static SourceTensor Dense(SourceTensor kernel, int[]? flattened)
    {
        if (flattened is null || flattened.Length == 1)
            return kernel.Transpose();
        int[] places = flattened[1..], axes = [places.Length + 1, places.Length, .. Enumerable.Range(0, places.Length)];
        return kernel.Reshape([.. places, flattened[0], kernel.Shape[1]]).Permute(axes).Reshape(kernel.Shape[1], kernel.Shape[0]);
    }

    /// <summary>[…places, input channels, channels] becomes [channels, input channels, …places].</summary>
    public static SourceTensor Convolution(SourceTensor kernel) =>
        kernel.Permute([kernel.Shape.Length - 1, kernel.Shape.Length - 2, .. Enumerable.Range(0, kernel.Shape.Length - 2)]);

    /// <summary>[…places, input channels, channels of each] becomes [channels, 1, …places], a channel's own side by side.</summary>
    public static SourceTensor Depthwise(SourceTensor kernel)
    {
        int[] places = kernel.Shape[..^2];
        return kernel.Permute([places.Length, places.Length + 1, .. Enumerable.Range(0, places.Length)]).Reshape([kernel.Shape[^2] * kernel.Shape[^1], 1, .. places]);
    }

    /// <summary>The tensors of a recurrent layer.</summary>
    /// <param name="weights">Kernel, recurrent kernel and, where it has one, a bias: of one row, or of two as a GRU has it by default.</param>
    /// <param name="word">rnn, gru or lstm.</param>
    /// <exception cref="InvalidDataException">They contradict each other.</exception>
    /// <exception cref="NotSupportedException">It is a GRU whose reset stands in front of the product.</exception>
    public static (string Name, SourceTensor Tensor)[] Recurrent(IReadOnlyList<SourceTensor> weights, string word, Source source)
    {
        SourceTensor kernel = weights[0], states = weights[1];
        int gates = word switch { "rnn" => 1, "gru" => 3, _ => 4 };
        if (kernel.Shape.Length != 2 || states.Shape.Length != 2 || states.Shape[1] != gates * states.Shape[0] || kernel.Shape[1] != states.Shape[1])
            throw source.Broken($"expected a kernel of [inputs, {gates} · units] and one of [units, {gates} · units], found {kernel} and {states}.");
        int rows = states.Shape[1];
        SourceTensor none = SourceTensor.Filled(kernel.Name, [rows], 0);
        (SourceTensor first, SourceTensor second) = weights.Count == 2 ? (none, none)
            : weights[2].Is(rows) && word != "gru" ? (weights[2], none)
            : weights[2].Is(2, rows) && word == "gru" ? (weights[2] with { Shape = [rows], Values = weights[2].Values[..rows] }, weights[2] with { Shape = [rows], Values = weights[2].Values[rows..] })
            : weights[2].Is(rows) ? throw source.Unsupported($"{weights[2]} is the one bias of a GRU whose reset stands in front of the product. Train it with reset_after=True, Keras' default.")
            : throw source.Broken($"{weights[2]}: expected a bias of [{rows}]{(word == "gru" ? " twice" : "")}.");
        return [("weight_ih", Order(kernel.Transpose())), ("weight_hh", Order(states.Transpose())), ("bias_ih", Order(first)), ("bias_hh", Order(second))];

        // z, r, h becomes r, z, n; i, f, c, o stays.
        SourceTensor Order(SourceTensor tensor) => word == "gru" ? tensor.Blocks(1, 0, 2) : tensor;
    }

    /// <summary>The tensors of a batch normalisation, whose variance takes in what another ε would add.</summary>
    /// <param name="weights">The factor and the addend, where it has them, then mean and variance.</param>
    public static (string Name, SourceTensor Tensor)[] BatchNorm(IReadOnlyList<SourceTensor> weights, bool hasFactor, bool hasAddend, double epsilon)
    {
        SourceTensor mean = weights[^2], variance = weights[^1];
        return
        [
            ("weight", hasFactor ? weights[0] : SourceTensor.Filled(mean.Name, mean.Shape, 1)),
            ("bias", hasAddend ? weights[hasFactor ? 1 : 0] : SourceTensor.Filled(mean.Name, mean.Shape, 0)),
            ("running_mean", mean),
            ("running_var", variance with { Values = [.. variance.Values.Select(value => value + (epsilon - Epsilon))] }),
        ];
    }

    /// <summary>What normalisations here add to a variance.</summary>
    public const double Epsilon = 1e-5;
}
