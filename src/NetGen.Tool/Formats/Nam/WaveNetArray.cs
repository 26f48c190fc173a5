using System.Text.Json;

namespace NetGen.Tool.Formats.Nam;

/// <summary>What a file says of an array of convolutions, in whichever way its version says it.</summary>
/// <param name="Inputs">Channels that come in.</param>
/// <param name="Channels">Those that go from layer to layer.</param>
/// <param name="Inner">Those that an activation gives.</param>
/// <param name="Skipped">Those that a layer adds to the sum, where a layer of its own makes them; else null.</param>
/// <param name="GoesOn">Whether a layer adds to the channels that go on.</param>
/// <param name="Head">Channels that the array gives, steps that it sees for that, and whether it has a bias.</param>
internal sealed record WaveNetArray(int Inputs, int Channels, int Inner, int? Skipped, bool GoesOn, (int Channels, int Kernel, bool HasBias) Head, IReadOnlyList<WaveNetLayer> Layers)
{
    private static readonly string[] Groups = ["groups", "groups_input", "groups_input_mixin"];

    /// <exception cref="InvalidDataException">The file contradicts itself.</exception>
    /// <exception cref="NotSupportedException">It has what a network cannot have.</exception>
    public static WaveNetArray Read(JsonElement array, string where, Source source)
    {
        string place = $"config, {where}";
        foreach (JsonProperty member in array.ValueKind == JsonValueKind.Object ? array.EnumerateObject() : default)
        {
            bool isModulation = member.Name.EndsWith("_film", StringComparison.Ordinal);
            if (isModulation ? IsActive(member.Value) : !IsKnown(member.Name))
                throw source.Unsupported($"{place}: found '{member.Name}', {(isModulation ? "by which the sound scales and shifts channels" : "which is not known")}. Train the model with the standard settings.");
        }
        if (Size("condition_size") != 1)
            throw source.Unsupported($"{place}: expected a condition_size of 1, the sound itself, found {Size("condition_size")}.");
        foreach (JsonElement groups in new[] { array, Object("head1x1"), Object("layer1x1") }.SelectMany(json => Groups.Select(key => Optional(json, key))).OfType<JsonElement>())
        {
            if (groups.ValueKind != JsonValueKind.Number || groups.GetDouble() != 1)
                throw source.Unsupported($"{place}: expected one group of channels everywhere, found {groups}. Train the model with the standard settings.");
        }

        JsonElement[] dilations = [.. array.Member("dilations", JsonValueKind.Array, where, source).EnumerateArray()];
        if (dilations.Length == 0)
            throw source.Broken($"{place}: expected dilations, found none.");
        JsonElement kernels = Optional(array, "kernel_sizes") ?? array.Member("kernel_size", JsonValueKind.Number, place, source);
        JsonElement activations = Optional(array, "activation") ?? throw source.Broken($"{place}: expected an activation, found none.");
        JsonElement gates = Optional(array, "gating_mode") ?? Optional(array, "gated") ?? default, openings = Optional(array, "secondary_activation") ?? default;
        WaveNetLayer[] layers = [.. dilations.Select((dilation, layer) => new WaveNetLayer(
            Whole(Of(kernels, layer, "kernel_sizes"), "kernel_sizes"), Whole(dilation, "dilations"), Activation(Of(activations, layer, "activation")),
            IsGated(Of(gates, layer, "gating_mode")) ? Of(openings, layer, "secondary_activation") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } opening ? Activation(opening) : "sigmoid" : null))];

        int channels = Size("channels");
        return new(
            Size("input_size"), channels, Optional(array, "bottleneck") is null ? channels : Size("bottleneck"),
            IsActive(Object("head1x1")) ? Object("head1x1").Size("out_channels", $"{place}, head1x1", source) : null,
            Object("layer1x1").ValueKind == JsonValueKind.Undefined || IsActive(Object("layer1x1")),
            Object("head") is { ValueKind: JsonValueKind.Object } head
                ? (head.Size("out_channels", $"{place}, head", source), head.Size("kernel_size", $"{place}, head", source), IsTrue(Optional(head, "bias")))
                : (Size("head_size"), 1, IsTrue(Optional(array, "head_bias"))),
            layers);

        int Size(string key) => array.Size(key, place, source);

        JsonElement Object(string key) => Optional(array, key) is { ValueKind: JsonValueKind.Object } found ? found : default;

        // One for all layers, or one for each.
        JsonElement Of(JsonElement json, int layer, string key) => json.ValueKind != JsonValueKind.Array ? json
            : json.GetArrayLength() == dilations.Length ? json[layer]
            : throw source.Broken($"{place}, {key}: expected one for each of {dilations.Length} dilations, found {json.GetArrayLength()}.");

        int Whole(JsonElement json, string key) => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out int number) && number is > 0 and <= 65536
            ? number
            : throw source.Broken($"{place}, {key}: expected numbers from 1 to 65,536, found {json}.");

        bool IsGated(JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => false,
            JsonValueKind.True => true,
            _ => json.ToString() switch
            {
                "gated" => true,
                "none" => false,
                var other => throw source.Unsupported($"{place}, gating_mode: expected \"gated\" or \"none\", found '{other}'. Train the model with the standard settings."),
            },
        };

        string Activation(JsonElement json)
        {
            string? name = json.ValueKind == JsonValueKind.Object ? Optional(json, "type")?.ToString() : json.ToString();
            double slope = json.ValueKind == JsonValueKind.Object && Optional(json, "negative_slope") is { ValueKind: JsonValueKind.Number } given ? given.GetDouble() : 0.01;
            return name switch
            {
                "Tanh" => "tanh",
                "ReLU" => "relu",
                "LeakyReLU" when (float)slope == 0.01f => "leakyRelu",
                "Sigmoid" => "sigmoid",
                "Hardtanh" => "hardTanh",
                "SiLU" => "silu",
                "Hardswish" => "hardSwish",
                "Softsign" => "softsign",
                _ => throw source.Unsupported($"{place}: expected the activation Tanh, ReLU, LeakyReLU of 0.01, Sigmoid, Hardtanh, SiLU, Hardswish or Softsign, found '{json}'."),
            };
        }
    }

    private static bool IsKnown(string key) => key is
        "input_size" or "condition_size" or "head" or "head_size" or "head_bias" or "channels" or "bottleneck" or "kernel_size" or "kernel_sizes" or "dilations" or "activation" or "gated" or "gating_mode"
        or "secondary_activation" or "head1x1" or "layer1x1" or "groups_input" or "groups_input_mixin" or "slimmable";

    private static JsonElement? Optional(JsonElement json, string key) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private static bool IsActive(JsonElement json) => IsTrue(Optional(json, "active"));

    private static bool IsTrue(JsonElement? json) => json?.ValueKind == JsonValueKind.True;
}

/// <summary>A convolution of an array.</summary>
/// <param name="Gate">The activation of the half that the other half is multiplied with; null where there are no halves.</param>
internal sealed record WaveNetLayer(int Kernel, int Dilation, string Activation, string? Gate);
