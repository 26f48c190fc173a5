using System.Globalization;
using System.Text.Json;
using NetGen.Onnx;
using NetGen.Tool.Formats.PyTorch;

namespace NetGen.Tool.Formats.RTNeural;

/// <summary>
/// JSON as RTNeural reads it: layers of Keras with their weights, each of which takes one step of a stream; or a PyTorch state dict,
/// which names no layers.
/// </summary>
internal sealed class RTNeuralFormat : IModelFormat
{
    /// <inheritdoc/>
    public string Name => "RTNeural (.json)";

    /// <inheritdoc/>
    public bool Reads(string path) =>
        Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".netgen.json", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ImportedNetwork Read(string path, ImportWishes wishes)
    {
        var source = new Source(path);
        using JsonDocument json = JsonTensor.Parse(source);
        JsonElement root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw source.Broken($"expected an object with \"in_shape\" and \"layers\", or a state dict, found {root.ValueKind}.");
        return root.TryGetProperty("layers", out _) ? ReadLayers(root, source, wishes) : PyTorchFormat.Import(StateDict(root, source), source, wishes);
    }

    private static StateDict StateDict(JsonElement root, Source source)
    {
        SourceTensor[] tensors = [.. root.EnumerateObject().Select(member => JsonTensor.Read(member.Value, $"'{member.Name}'", source) with { Name = member.Name })];
        return tensors.Length > 0 ? new(tensors, null, IsDouble: false, [$"{source.Name}: {tensors.Length} tensors in JSON"]) : throw source.Broken("expected \"in_shape\" and \"layers\", or the tensors of a state dict, found an empty object.");
    }

    private static ImportedNetwork ReadLayers(JsonElement root, Source source, ImportWishes wishes)
    {
        source.RequireNoUse(wishes, hasArchitecture: true);
        int features = Features(root, source);
        var draft = new ChainDraft(source, features.ToString(CultureInfo.InvariantCulture), features);
        int number = 0;
        foreach (JsonElement layer in root.Member("layers", JsonValueKind.Array, "the model", source).EnumerateArray())
            new LayerReader(draft, source, layer, number++).Read();
        draft.Report.Add($"{source.Name}: {number} layers, {features} values a step");
        return draft.Build(wishes);
    }

    /// <summary>Values of a step: the last size of the input's shape, in front of which stand samples and steps.</summary>
    private static int Features(JsonElement root, Source source)
    {
        JsonElement shape = root.Member("in_shape", JsonValueKind.Array, "the model", source);
        if (shape.GetArrayLength() is not (2 or 3))
            throw source.Unsupported($"in_shape: expected samples, steps and features, as of sound, found {shape}. Layers over pictures are not read; export the model to ONNX.");
        JsonElement last = shape[shape.GetArrayLength() - 1];
        return last.ValueKind == JsonValueKind.Number && last.TryGetInt32(out int features) && features is > 0 and <= 65536 ? features : throw source.Broken($"in_shape: expected 1 to 65,536 features at its end, found {last}.");
    }
}
