using System.Globalization;
using System.Text.Json;
using NetGen.Onnx;

namespace NetGen.Tool.Formats.Nam;

/// <summary>
/// Arrays of dilated causal convolutions. Every convolution also sees the sound itself, adds a part of what it gives to the channels that it
/// took, and another to a sum from which the array's head, and at last the sound, is made.
/// </summary>
internal sealed class WaveNetModel
{
    private static readonly string[] Known = ["input_size", "condition_size", "head_size", "channels", "kernel_size", "dilations", "activation", "gated", "head_bias"];

    private readonly GraphDraft _draft;
    private readonly WeightRow _weights;
    private readonly Source _source;

    private WaveNetModel(WeightRow weights, Source source)
    {
        _draft = new(source, inputs: 1);
        _weights = weights;
        _source = source;
    }

    public static ImportedNetwork Read(JsonElement config, WeightRow weights, Source source, ImportWishes wishes, IEnumerable<string> report)
    {
        var model = new WaveNetModel(weights, source);
        model._draft.Report.AddRange(report);
        if (config.TryGetProperty("head", out JsonElement head) && head.ValueKind != JsonValueKind.Null)
            throw source.Unsupported("config, head: expected null, found layers behind the arrays. Train the model with the standard settings, which have none.");
        JsonElement[] arrays = [.. config.Member("layers", JsonValueKind.Array, "config", source).EnumerateArray()];
        (string channels, string? sum) = (GraphDraft.Input, null);
        for (int number = 0; number < arrays.Length; number++)
            (channels, sum) = model.ReadArray(arrays[number], number, channels, sum, isLast: number == arrays.Length - 1);
        weights.End();
        return model._draft.Build(wishes);
    }

    /// <returns>The channels that the next array takes, and the sum that it adds to.</returns>
    private (string Channels, string Sum) ReadArray(JsonElement array, int number, string from, string? sum, bool isLast)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"array{number}");
        if (array.ValueKind == JsonValueKind.Object && array.EnumerateObject().FirstOrDefault(member => !Known.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } other)
            throw _source.Unsupported($"config, {where}: expected {string.Join(", ", Known)}, found '{other.Name}', which newer versions have. Train the model with the standard settings.");
        int channels = Size("channels"), kernel = Size("kernel_size"), inputs = Size("input_size"), heads = Size("head_size");
        bool isGated = Flag("gated");
        if (Size("condition_size") != 1)
            throw _source.Unsupported($"config, {where}: expected a condition_size of 1, the sound itself, found {Size("condition_size")}.");
        string activation = Activation(array, where);
        int[] dilations = [.. array.Member("dilations", JsonValueKind.Array, where, _source).EnumerateArray().Select(dilation =>
            dilation.ValueKind == JsonValueKind.Number && dilation.TryGetInt32(out int steps) && steps is > 0 and <= 65536 ? steps : throw _source.Broken($"config, {where}, dilations: expected numbers from 1 to 65,536, found {dilation}."))];
        if (dilations.Length == 0)
            throw _source.Broken($"config, {where}: expected dilations, found none.");

        string current = _draft.AddLinear($"{where}_in", from, _weights.Take($"{where}, rechannel", channels, inputs), null);
        for (int layer = 0; layer < dilations.Length; layer++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{where}_layer{layer}");
            string seen = ReadConvolution(name, current, channels, kernel, dilations[layer], activation, isGated);
            SourceTensor weight = _weights.Take($"{name}, 1x1", channels, channels), bias = _weights.Take($"{name}, bias of 1x1", channels);
            sum = sum is null ? seen : _draft.Add($"{name}_sum", seen, new() { ["add"] = sum });
            if (isLast && layer == dilations.Length - 1)
                _draft.Report.Add($"left out: {weight.Name}, as nothing takes what it gives");
            else
                current = _draft.Add($"{name}_out", _draft.AddLinear($"{name}_1x1", seen, weight, bias), new() { ["add"] = current });
        }

        SourceTensor head = _weights.Take($"{where}, head rechannel", heads, channels);
        SourceTensor? headBias = Flag("head_bias") ? _weights.Take($"{where}, bias of head rechannel", heads) : null;
        if (isLast)
        {
            // The one weight behind all others is a factor of the output, which the head takes in.
            double scale = _weights.Take("head scale", 1).Values[0];
            head = head with { Values = [.. head.Values.Select(value => value * scale)] };
            headBias = headBias is null ? null : headBias with { Values = [.. headBias.Values.Select(value => value * scale)] };
        }
        return (current, _draft.AddLinear($"{where}_head", sum!, head, headBias));

        int Size(string key) => array.Size(key, $"config, {where}", _source);

        bool Flag(string key) => array.ValueKind == JsonValueKind.Object && array.TryGetProperty(key, out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
    }

    /// <summary>activation(convolution + mixed-in sound), or of twice as many channels one half, times the sigmoid of the other.</summary>
    private string ReadConvolution(string name, string from, int channels, int kernel, int dilation, string activation, bool isGated)
    {
        int gates = isGated ? 2 * channels : channels;
        string convolution = _draft.AddConvolution(
            $"{name}_conv", from, _weights.Take($"{name}, convolution", gates, channels, kernel), _weights.Take($"{name}, bias of convolution", gates), dilation);
        string mixed = _draft.AddLinear($"{name}_mixed", GraphDraft.Input, _weights.Take($"{name}, input mixin", gates, 1), null);
        if (!isGated)
            return _draft.Add($"{name}_seen", convolution, new() { ["add"] = mixed, ["activation"] = activation });
        string both = _draft.Add($"{name}_both", convolution, new() { ["add"] = mixed });
        string gate = _draft.Add($"{name}_gate", both, new() { ["kind"] = "slice", ["start"] = channels, ["count"] = channels, ["activation"] = "sigmoid" });
        string value = _draft.Add($"{name}_value", both, new() { ["kind"] = "slice", ["start"] = 0, ["count"] = channels, ["activation"] = activation });
        return _draft.Add($"{name}_seen", value, new() { ["multiply"] = gate });
    }

    private string Activation(JsonElement array, string where) => array.Member("activation", JsonValueKind.String, where, _source).GetString() switch
    {
        "Tanh" => "tanh",
        "ReLU" => "relu",
        "Sigmoid" => "sigmoid",
        "Hardtanh" => "hardTanh",
        "SiLU" => "silu",
        var other => throw _source.Unsupported($"config, {where}: expected the activation Tanh, ReLU, Sigmoid, Hardtanh or SiLU, found '{other}'."),
    };
}
