using System.Globalization;
using System.Text.Json;

namespace NetGen.Tool.Formats.RTNeural;

/// <summary>One layer of RTNeural's JSON, with weights in the order of Keras.</summary>
internal sealed class LayerReader(ChainDraft draft, Source source, JsonElement json, int number)
{
    private string Type => json.Member("type", JsonValueKind.String, $"layer {number}", source).GetString()!;

    private string Where => $"layer {number} ({Type})";

    /// <summary>Adds the layer to the chain.</summary>
    /// <exception cref="InvalidDataException">It contradicts itself.</exception>
    /// <exception cref="NotSupportedException">It has what a network cannot have.</exception>
    public void Read()
    {
        switch (Type)
        {
            case "dense" or "time-distributed-dense":
                draft.AddDense(Matrix(0).Transpose(), Bias(1), Activation());
                break;
            case "conv1d":
                Convolution();
                break;
            case "gru":
                Recurrent("gru", 3, Gru);
                break;
            case "lstm":
                Recurrent("lstm", 4, Lstm);
                break;
            case "batchnorm":
                Normalise();
                break;
            case "prelu":
                double[] slopes = Weight(0).Values;
                if (slopes.Length != 1 && slopes.Length != draft.Features)
                    throw source.Broken($"{Where}: expected one slope or {draft.Features}, found {slopes.Length}.");
                draft.AddParametricRelu(slopes.Length == 1 ? [.. Enumerable.Repeat(slopes[0], draft.Features)] : slopes);
                break;
            case "activation":
                break;
            default:
                throw source.Unsupported($"{Where}: expected dense, time-distributed-dense, conv1d, gru, lstm, batchnorm, prelu or activation. Export the model to ONNX, which may have more.");
        }
        if (Type is "activation" or "batchnorm" or "prelu")
            draft.Activate(Activation());
    }

    /// <summary>A kernel of [places, channels of a group, channels], which Keras does not turn round, over the steps up to the newest.</summary>
    private void Convolution()
    {
        SourceTensor kernel = Weight(0);
        if (kernel.Shape.Length != 3)
            throw source.Broken($"{Where}: expected a kernel of [places, input channels, channels], found {kernel.ShapeText}.");
        int places = kernel.Shape[0], channels = kernel.Shape[2], dilation = Number("dilation"), groups = Number("groups");
        if (Number("strides") != 1 || Number("stride") != 1)
            throw source.Unsupported($"{Where}: expected a stride of 1, found more: such a layer does not give a value at every step of a stream.");
        if (Number("kernel_size", places) != places || kernel.Shape[1] * groups != draft.Features)
            throw source.Broken($"{Where}: expected a kernel of [{Number("kernel_size", places)}, {draft.Features} / {groups}, channels], found {kernel.ShapeText}.");
        SourceTensor weight = kernel.Permute(2, 1, 0), bias = Bias(1) ?? SourceTensor.Filled($"{Where}, bias", [channels], 0);
        if (channels % groups != 0)
            throw source.Broken($"{Where}: expected channels that {groups} groups divide, found {channels}.");
        weight = Ungrouped(weight, groups);
        if (places == 1)
            draft.AddDense(weight.Reshape(channels, draft.Features), bias, Activation());
        else
            draft.Add(Text($"{channels}c{places}causald{dilation}"), channels, Activation(), ("weight", weight), ("bias", bias));
    }

    /// <summary>The same over all channels, of which those of other groups count 0: in streams there are no groups.</summary>
    private static SourceTensor Ungrouped(SourceTensor weight, int groups)
    {
        (int channels, int inner, int places) = (weight.Shape[0], weight.Shape[1], weight.Shape[2]);
        SourceTensor all = SourceTensor.Filled(weight.Name, [channels, inner * groups, places], 0);
        for (int channel = 0; channel < channels; channel++)
        {
            int group = channel / (channels / groups);
            weight.Values.AsSpan(channel * inner * places, inner * places).CopyTo(all.Values.AsSpan(((channel * groups) + group) * inner * places));
        }
        return all;
    }

    private void Recurrent(string word, int gates, Func<SourceTensor, SourceTensor> order)
    {
        if (Activation() is not "tanh" and not "identity")
            throw source.Unsupported($"{Where}: expected the activation tanh, found '{Activation()}'.");
        SourceTensor inputs = Matrix(0), states = Matrix(1), bias = Weight(2);
        int units = states.Shape[0];
        if (!inputs.Is(draft.Features, gates * units) || !states.Is(units, gates * units))
            throw source.Broken($"{Where}: expected weights of [{draft.Features}, {gates * units}] and [{units}, {gates * units}], found {inputs.ShapeText} and {states.ShapeText}.");
        bool isOne = bias.Is(gates * units);
        if (word == "gru" && !bias.Is(2, gates * units))
            throw source.Unsupported($"{Where}: expected two biases, [2, {gates * units}], found {bias.ShapeText}: its reset stands in front of the product. Train it with reset_after=True, as Keras does by default.");
        if (word == "lstm" && !isOne)
            throw source.Broken($"{Where}: expected a bias of [{gates * units}], found {bias.ShapeText}.");
        SourceTensor first = isOne ? bias : Row(bias, 0), second = isOne ? SourceTensor.Filled(bias.Name, bias.Shape, 0) : Row(bias, 1);
        draft.Add(
            Text($"{units}{word}"), units, null,
            ("weight_ih", order(inputs.Transpose())), ("weight_hh", order(states.Transpose())), ("bias_ih", order(first)), ("bias_hh", order(second)));
    }

    /// <summary>(x − mean) / √(variance + ε), and of a layer with four tensors its factor and addend, at every step by the same numbers.</summary>
    private void Normalise()
    {
        SourceTensor[] weights = [.. Enumerable.Range(0, WeightCount).Select(Weight)];
        if (weights.Length is not (2 or 4) || weights.Any(weight => !weight.Is(draft.Features)))
            throw source.Broken($"{Where}: expected a mean and a variance, or also a factor and an addend before them, each of [{draft.Features}], found {string.Join(", ", weights.Select(weight => weight.ShapeText))}.");
        double epsilon = json.Member("epsilon", JsonValueKind.Number, Where, source).GetDouble();
        double[] mean = weights[^2].Values, factors = [.. weights[^1].Values.Select(variance => 1 / Math.Sqrt(variance + epsilon))];
        if (weights.Length == 4)
            factors = [.. factors.Zip(weights[0].Values, (factor, weight) => factor * weight)];
        draft.Scale(factors, [.. factors.Select((factor, channel) => (weights.Length == 4 ? weights[1].Values[channel] : 0) - (mean[channel] * factor))]);
    }

    /// <summary>Keras: z, r, h; PyTorch: r, z, n.</summary>
    private static SourceTensor Gru(SourceTensor rows) => rows.Blocks(1, 0, 2);

    /// <summary>i, f, c, o in both.</summary>
    private static SourceTensor Lstm(SourceTensor rows) => rows;

    private static SourceTensor Row(SourceTensor matrix, int row) => new(matrix.Name, [matrix.Shape[1]], matrix.Values[(row * matrix.Shape[1])..((row + 1) * matrix.Shape[1])]);

    private int WeightCount => json.Member("weights", JsonValueKind.Array, Where, source).GetArrayLength();

    private SourceTensor Weight(int index) => index < WeightCount
        ? JsonTensor.Read(json.GetProperty("weights")[index], $"{Where}, weights[{index}]", source)
        : throw source.Broken($"{Where}: expected at least {index + 1} tensors as its weights, found {WeightCount}.");

    private SourceTensor Matrix(int index) => Weight(index) is { Shape.Length: 2 } matrix ? matrix : throw source.Broken($"{Where}, weights[{index}]: expected a matrix, found {Weight(index).ShapeText}.");

    private SourceTensor? Bias(int index) => index < WeightCount ? Weight(index) : null;

    private string Activation()
    {
        string name = json.TryGetProperty("activation", out JsonElement written) && written.ValueKind == JsonValueKind.String ? written.GetString()! : "";
        return name switch
        {
            "" or "linear" => "identity",
            "tanh" or "relu" or "sigmoid" or "softmax" or "elu" => name,
            _ => throw source.Unsupported($"{Where}: expected the activation tanh, relu, sigmoid, softmax, elu or none, found '{name}'."),
        };
    }

    /// <summary>A number, or the first of an array; unless it is there, what RTNeural takes for it.</summary>
    private int Number(string name, int fallback = 1)
    {
        if (!json.TryGetProperty(name, out JsonElement value))
            return fallback;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
            value = value[0];
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number is > 0 and <= 65536 ? number : throw source.Broken($"{Where}, {name}: expected a number from 1 to 65,536, found {value}.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
