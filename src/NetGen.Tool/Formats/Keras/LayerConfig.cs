using System.Globalization;
using System.Text.Json;

namespace NetGen.Tool.Formats.Keras;

/// <summary>What a model's config says of one layer.</summary>
internal sealed class LayerConfig
{
    private readonly JsonElement _config;
    private readonly Source _source;

    private LayerConfig(JsonElement layer, Source source)
    {
        _source = source;
        Class = layer.Member("class_name", JsonValueKind.String, "a layer", source).GetString()!;
        _config = layer.Member("config", JsonValueKind.Object, Class, source);
        Name = _config.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : Class;
    }

    /// <summary>Such as <c>Dense</c>.</summary>
    public string Class { get; }

    /// <summary>As the model calls it.</summary>
    public string Name { get; }

    /// <summary>The layers of a model, each of which takes what the one before gives.</summary>
    /// <exception cref="NotSupportedException">They do not.</exception>
    public static IReadOnlyList<LayerConfig> Chain(JsonElement model, Source source)
    {
        string kind = model.Member("class_name", JsonValueKind.String, "config.json", source).GetString()!;
        if (kind is not ("Sequential" or "Functional"))
            throw source.Unsupported($"expected a Sequential or a Functional model, found {kind}, whose layers only its own code says. Export the model to ONNX.");
        JsonElement config = model.Member("config", JsonValueKind.Object, "config.json", source);
        List<LayerConfig> layers = [];
        foreach (JsonElement layer in config.Member("layers", JsonValueKind.Array, "config.json", source).EnumerateArray())
        {
            var read = new LayerConfig(layer, source);
            string[] from = [.. layer.TryGetProperty("inbound_nodes", out JsonElement nodes) ? Sources(nodes) : []];
            if (kind == "Functional" && (layers.Count == 0 ? from.Length > 0 : from is not [var only] || only != layers[^1].Name))
                throw source.Unsupported($"layer '{read.Name}': expected it to take what {(layers.Count == 0 ? "the inputs are" : $"'{layers[^1].Name}' gives")}, found {string.Join(", ", from.DefaultIfEmpty("nothing"))}. Models with branches are read from ONNX.");
            layers.Add(read);
        }
        return layers.Count > 0 ? layers : throw source.Broken("config.json: expected layers, found none.");
    }

    /// <summary>The shape of the model's inputs without samples; null for a size that it leaves open.</summary>
    public int?[] InputShape()
    {
        if (!_config.TryGetProperty("batch_shape", out JsonElement shape) && !_config.TryGetProperty("batch_input_shape", out shape))
            throw Unsupported("an Input in front of the layers, so that the shape of the inputs is known", "none; build the model by keras.Input(shape=...) or model.build(...)");
        if (shape.ValueKind != JsonValueKind.Array || shape.GetArrayLength() == 0)
            throw _source.Broken($"'{Name}', batch_shape: expected sizes, found {shape}.");
        return [.. shape.EnumerateArray().Skip(1).Select(Size)];

        int? Size(JsonElement size) => size.ValueKind == JsonValueKind.Null ? null
            : size.ValueKind == JsonValueKind.Number && size.TryGetInt32(out int number) && number is > 0 and <= 65536 ? number
            : throw _source.Broken($"'{Name}', batch_shape: expected sizes from 1 to 65,536, found {shape}.");
    }

    public string Text(string key) => _config.Member(key, JsonValueKind.String, $"'{Name}'", _source).GetString()!;

    public string TextOr(string key, string fallback) => _config.TryGetProperty(key, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : fallback;

    public double Number(string key) => _config.Member(key, JsonValueKind.Number, $"'{Name}'", _source).GetDouble();

    public int Size(string key) => _config.Size(key, $"'{Name}'", _source);

    /// <summary>A flag; false where the config has none.</summary>
    public bool Flag(string key) => _config.TryGetProperty(key, out JsonElement flag) && flag.ValueKind == JsonValueKind.True;

    /// <summary>One or two sizes.</summary>
    public int[] Sizes(string key)
    {
        JsonElement sizes = _config.TryGetProperty(key, out JsonElement found) ? found : throw _source.Broken($"'{Name}': expected \"{key}\", found none.");
        int[] read = sizes.ValueKind == JsonValueKind.Array ? [.. sizes.EnumerateArray().Select(Whole)] : [Whole(sizes)];
        return read.Length is 1 or 2 && read.All(size => size is > 0 and <= 65536) ? read : throw _source.Broken($"'{Name}', {key}: expected one or two sizes, found {sizes}.");

        static int Whole(JsonElement size) => size.ValueKind == JsonValueKind.Number && size.TryGetInt32(out int number) ? number : 0;
    }

    /// <summary>A size that is the same along all axes.</summary>
    public int OneSize(string key)
    {
        int[] sizes = Sizes(key);
        return sizes.Distinct().Count() == 1 ? sizes[0] : throw Unsupported($"{key} that are the same along both axes", $"[{string.Join(", ", sizes)}]");
    }

    /// <summary>The axis that a normalisation is over.</summary>
    public int Axis()
    {
        if (!_config.TryGetProperty("axis", out JsonElement axis))
            return -1;
        if (axis.ValueKind == JsonValueKind.Array && axis.GetArrayLength() == 1)
            axis = axis[0];
        return axis.ValueKind == JsonValueKind.Number && axis.TryGetInt32(out int number) ? number : 0;
    }

    /// <summary>An activation by its name in the architecture text.</summary>
    public string Activation(string key = "activation") => TextOr(key, "") switch
    {
        "" when !_config.TryGetProperty(key, out JsonElement other) || other.ValueKind == JsonValueKind.Null => "identity",
        "linear" => "identity",
        "swish" or "silu" => "silu",
        "hard_sigmoid" => "hardsigmoid",
        "hard_swish" or "hard_silu" => "hardswish",
        "hard_tanh" => "hardtanh",
        "log_softmax" => "logsoftmax",
        "relu" or "relu6" or "sigmoid" or "tanh" or "softmax" or "softplus" or "softsign" or "selu" or "elu" or "gelu" or "mish" => TextOr(key, ""),
        "leaky_relu" => throw Unsupported("a slope of 0.01", "leaky_relu, whose slope is 0.2; use keras.layers.LeakyReLU(negative_slope=0.01)"),
        _ => throw Unsupported("an activation that is read", $"{(_config.TryGetProperty(key, out JsonElement found) ? found : default)}"),
    };

    /// <summary>The activation that a layer is by itself.</summary>
    public string ActivationOfItsOwn() => Class switch
    {
        "ReLU" when NumberOr("negative_slope", 0) == 0 && NumberOr("threshold", 0) == 0 && NumberOr("max_value", double.PositiveInfinity) == double.PositiveInfinity => "relu",
        "ReLU" when NumberOr("negative_slope", 0) == 0 && NumberOr("threshold", 0) == 0 && NumberOr("max_value", 0) == 6 => "relu6",
        "ReLU" => throw Unsupported("no slope, no threshold, and a max_value of none or 6", $"{_config}"),
        "LeakyReLU" when Math.Abs(NumberOr("negative_slope", 0.3) - 0.01) < 1e-7 => "leakyrelu",
        "LeakyReLU" => throw Unsupported("a negative_slope of 0.01", NumberOr("negative_slope", 0.3).ToString(CultureInfo.InvariantCulture)),
        "ELU" when NumberOr("alpha", 1) == 1 => "elu",
        "ELU" => throw Unsupported("an alpha of 1", NumberOr("alpha", 1).ToString(CultureInfo.InvariantCulture)),
        _ when Axis() == -1 => "softmax",
        _ => throw Unsupported("axis=-1", $"{Axis()}"),
    };

    /// <summary>What is thrown for a layer that a network cannot have.</summary>
    public NotSupportedException Unsupported(string expected, string found) => _source.Unsupported($"layer '{Name}' ({Class}): expected {expected}, found {found}.");

    private double NumberOr(string key, double fallback) => _config.TryGetProperty(key, out JsonElement number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : fallback;

    /// <summary>The layers whose outputs are named anywhere in the description of a call.</summary>
    private static IEnumerable<string> Sources(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Sources),
        JsonValueKind.Object when json.TryGetProperty("keras_history", out JsonElement history) && history.ValueKind == JsonValueKind.Array && history.GetArrayLength() > 0 => [history[0].ToString()],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Sources(member.Value)),
        _ => [],
    };
}
