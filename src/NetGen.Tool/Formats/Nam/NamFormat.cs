using System.Globalization;
using System.Text.Json;
using NetGen.Onnx;

namespace NetGen.Tool.Formats.Nam;

/// <summary>Files of Neural Amp Modeler: JSON with the model's settings, and all its weights in one row.</summary>
internal sealed class NamFormat : IModelFormat
{
    /// <inheritdoc/>
    public string Name => "Neural Amp Modeler (.nam)";

    /// <inheritdoc/>
    public bool Reads(string path) => Path.GetExtension(path).Equals(".nam", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ImportedNetwork Read(string path, ImportWishes wishes)
    {
        var source = new Source(path);
        source.RequireNoUse(wishes, hasArchitecture: true);
        using JsonDocument json = JsonTensor.Parse(source);
        return Read(json.RootElement, source, wishes, []);
    }

    private static ImportedNetwork Read(JsonElement model, Source source, ImportWishes wishes, IEnumerable<string> before)
    {
        string architecture = model.Member("architecture", JsonValueKind.String, "the model", source).GetString()!;
        JsonElement config = model.Member("config", JsonValueKind.Object, "the model", source);
        string version = model.TryGetProperty("version", out JsonElement number) && number.ValueKind == JsonValueKind.String ? number.GetString()! : "unknown";
        double rate = model.TryGetProperty("sample_rate", out JsonElement hertz) && hertz.ValueKind == JsonValueKind.Number ? hertz.GetDouble() : 48000;
        string[] report = [.. before, string.Create(CultureInfo.InvariantCulture, $"{source.Name}: a {architecture}, version {version}, for {rate} samples a second")];
        return architecture switch
        {
            "LSTM" => LstmModel.Read(config, Weights(), source, wishes, report),
            "WaveNet" => WaveNetModel.Read(config, Weights(), source, wishes, report),
            "SlimmableContainer" when before.Any() => throw source.Broken("config, submodels: expected models, found another container of such."),
            "SlimmableContainer" => Read(Largest(config, source, out int count), source, wishes, [$"{source.Name}: the largest of {count} models of different sizes"]),
            _ => throw source.Unsupported($"expected the architecture LSTM, WaveNet or SlimmableContainer, found {architecture}. Train the model as one of these."),
        };

        WeightRow Weights() => new(JsonTensor.Read(model.Member("weights", JsonValueKind.Array, "the model", source), "weights", source), source);
    }

    /// <summary>Of models that do the same with more or less work, the last, which does most.</summary>
    private static JsonElement Largest(JsonElement config, Source source, out int count)
    {
        JsonElement models = config.Member("submodels", JsonValueKind.Array, "config", source);
        count = models.GetArrayLength();
        return count > 0 ? models[count - 1].Member("model", JsonValueKind.Object, "config, submodels", source) : throw source.Broken("config, submodels: expected models, found none.");
    }
}
