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
        JsonElement root = json.RootElement;
        string architecture = root.Member("architecture", JsonValueKind.String, "the model", source).GetString()!;
        JsonElement config = root.Member("config", JsonValueKind.Object, "the model", source);
        var weights = new WeightRow(JsonTensor.Read(root.Member("weights", JsonValueKind.Array, "the model", source), "weights", source), source);
        string version = root.TryGetProperty("version", out JsonElement number) && number.ValueKind == JsonValueKind.String ? number.GetString()! : "unknown";
        double rate = root.TryGetProperty("sample_rate", out JsonElement hertz) && hertz.ValueKind == JsonValueKind.Number ? hertz.GetDouble() : 48000;
        string[] report = [string.Create(CultureInfo.InvariantCulture, $"{source.Name}: a {architecture}, version {version}, for {rate} samples a second")];
        return architecture switch
        {
            "LSTM" => LstmModel.Read(config, weights, source, wishes, report),
            "WaveNet" => WaveNetModel.Read(config, weights, source, wishes, report),
            _ => throw source.Unsupported($"expected the architecture LSTM or WaveNet, found {architecture}. Train the model as one of these."),
        };
    }
}
