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
    private static readonly (string Key, string What)[] Others = [("head", "layers behind the arrays"), ("condition_dsp", "a model of its own for the sound that layers mix in")];

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
        foreach ((string key, string what) in Others)
        {
            if (config.TryGetProperty(key, out JsonElement other) && other.ValueKind != JsonValueKind.Null)
                throw source.Unsupported($"config, {key}: expected null, found {what}. Train the model with the standard settings, which have none.");
        }
        JsonElement[] arrays = [.. config.Member("layers", JsonValueKind.Array, "config", source).EnumerateArray()];
        (string channels, string? sum) = (GraphDraft.Input, null);
        for (int number = 0; number < arrays.Length; number++)
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"array{number}");
            (channels, sum) = model.ReadArray(WaveNetArray.Read(arrays[number], where, source), where, channels, sum, isLast: number == arrays.Length - 1);
        }
        weights.End();
        return model._draft.Build(wishes);
    }

    /// <returns>The channels that the next array takes, and the sum that it adds to.</returns>
    private (string Channels, string Sum) ReadArray(WaveNetArray array, string where, string from, string? sum, bool isLast)
    {
        string current = _draft.AddLinear($"{where}_in", from, _weights.Take($"{where}, rechannel", array.Channels, array.Inputs), null);
        for (int number = 0; number < array.Layers.Count; number++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{where}_layer{number}");
            bool isEnd = isLast && number == array.Layers.Count - 1;
            string seen = ReadConvolution(name, current, array, array.Layers[number]);
            if (array.GoesOn)
            {
                SourceTensor weight = _weights.Take($"{name}, 1x1", array.Channels, array.Inner), bias = _weights.Take($"{name}, bias of 1x1", array.Channels);
                if (isEnd)
                    _draft.Report.Add($"left out: {weight.Name}, as nothing takes what it gives");
                else
                    current = _draft.Add($"{name}_out", _draft.AddLinear($"{name}_1x1", seen, weight, bias), new() { ["add"] = current });
            }
            string skipped = array.Skipped is int channels
                ? _draft.AddLinear($"{name}_skipped", seen, _weights.Take($"{name}, head 1x1", channels, array.Inner), _weights.Take($"{name}, bias of head 1x1", channels))
                : seen;
            sum = sum is null ? skipped : _draft.Add($"{name}_sum", skipped, new() { ["add"] = sum });
        }

        SourceTensor head = _weights.Take($"{where}, head", array.Head.Channels, array.Skipped ?? array.Inner, array.Head.Kernel);
        SourceTensor? headBias = array.Head.HasBias ? _weights.Take($"{where}, bias of head", array.Head.Channels) : null;
        if (isLast)
        {
            // The one weight behind all others is a factor of the output, which the head takes in.
            double scale = _weights.Take("head scale", 1).Values[0];
            head = head with { Values = [.. head.Values.Select(value => value * scale)] };
            headBias = headBias is null ? null : headBias with { Values = [.. headBias.Values.Select(value => value * scale)] };
        }
        return (current, _draft.AddConvolution($"{where}_head", sum!, head, headBias, dilation: 1));
    }

    /// <summary>activation(convolution + mixed-in sound), or of twice as many channels one half, times the other through an activation of its own.</summary>
    private string ReadConvolution(string name, string from, WaveNetArray array, WaveNetLayer layer)
    {
        int gates = layer.Gate is null ? array.Inner : 2 * array.Inner;
        string convolution = _draft.AddConvolution(
            $"{name}_conv", from, _weights.Take($"{name}, convolution", gates, array.Channels, layer.Kernel), _weights.Take($"{name}, bias of convolution", gates), layer.Dilation);
        string mixed = _draft.AddLinear($"{name}_mixed", GraphDraft.Input, _weights.Take($"{name}, input mixin", gates, 1), null);
        if (layer.Gate is null)
            return _draft.Add($"{name}_seen", convolution, new() { ["add"] = mixed, ["activation"] = layer.Activation });
        string both = _draft.Add($"{name}_both", convolution, new() { ["add"] = mixed });
        string gate = _draft.Add($"{name}_gate", both, new() { ["kind"] = "slice", ["start"] = array.Inner, ["count"] = array.Inner, ["activation"] = layer.Gate });
        string value = _draft.Add($"{name}_value", both, new() { ["kind"] = "slice", ["start"] = 0, ["count"] = array.Inner, ["activation"] = layer.Activation });
        return _draft.Add($"{name}_seen", value, new() { ["multiply"] = gate });
    }
}
