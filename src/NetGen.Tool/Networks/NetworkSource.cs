using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetGen.Onnx;
using NetGen.Runtime;
using NetGen.Tool.Formats;

namespace NetGen.Tool.Networks;

/// <summary>A network as its two files say it, wherever they come from.</summary>
/// <param name="File">What messages call it.</param>
/// <param name="Spec">The file that declares it, in JSON; it names the class.</param>
/// <param name="Weights">The bytes of the weights file; null where there is none.</param>
internal sealed record NetworkSource(string File, string Spec, byte[]? Weights)
{
    private const string SpecEnding = ".netgen.json";
    private const string WeightsEnding = ".safetensors";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What was imported; null where nothing was.</summary>
    public ImportedNetwork? Imported { get; init; }

    /// <summary>What an import read, in lines for people; empty where nothing was imported.</summary>
    public IReadOnlyList<string> Report => Imported?.Report ?? [];

    /// <summary>The class of the network, with its namespace.</summary>
    public string ClassName
    {
        get
        {
            JsonNode spec = JsonNode.Parse(Spec, documentOptions: Lenient)!;
            return (string?)spec["namespace"] is { } space ? $"{space}.{(string?)spec["name"]}" : (string)spec["name"]!;
        }
    }

    /// <summary>
    /// A network's own files, one by the other, or a model of another kind that is imported: whatever a command may be given.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not what its ending says.</exception>
    /// <inheritdoc cref="ModelFormats.Read" path="/exception"/>
    public static NetworkSource Read(string path, ImportWishes wishes)
    {
        if (!System.IO.File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}', looked for as '{Path.GetFullPath(path)}'.", path);
        if (path.EndsWith(SpecEnding, StringComparison.OrdinalIgnoreCase))
            return OfSpec(path);
        if (path.EndsWith(WeightsEnding, StringComparison.OrdinalIgnoreCase) && wishes.Architecture is null)
        {
            string? spec = Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, "*" + SpecEnding).Order(StringComparer.Ordinal)
                .FirstOrDefault(file => WeightsOf(file) == Path.GetFileName(path));
            if (spec is not null)
                return OfSpec(spec) with { File = path };
            byte[] weights = System.IO.File.ReadAllBytes(path);
            if (SpecOf(path, weights) is { } made)
                return new(path, made, weights);
        }
        return Of(path, ModelFormats.Read(path, wishes));
    }

    /// <summary>A network that was imported.</summary>
    public static NetworkSource Of(string path, ImportedNetwork network)
    {
        using var stream = new MemoryStream();
        network.WriteWeights(stream);
        return new(path, network.Spec, stream.ToArray()) { Imported = network };
    }

    /// <summary>The same network without what trains it, which takes half the time to compile.</summary>
    public NetworkSource WithoutTraining()
    {
        var spec = (JsonObject)JsonNode.Parse(Spec, documentOptions: Lenient)!;
        spec["training"] = false;
        return this with { Spec = spec.ToJsonString(Readable) };
    }

    /// <summary>A network that an architecture in text, or a file that declares it, says; without weights.</summary>
    /// <param name="network">The text, or the path of a <c>*.netgen.json</c>.</param>
    /// <param name="name">The class.</param>
    /// <param name="classes">The names of its classes; empty where outputs mean none.</param>
    public static NetworkSource OfText(string network, string name, IReadOnlyList<string> classes)
    {
        bool isFile = network.EndsWith(SpecEnding, StringComparison.OrdinalIgnoreCase);
        JsonObject spec = isFile ? Parse(network) : new() { ["architecture"] = network };
        spec.Remove("$schema");
        spec.Remove("name");
        spec.Insert(0, "name", name);
        spec["weights"] = name + WeightsEnding;
        if (classes.Count > 0)
        {
            spec["classes"] = new JsonArray([.. classes.Select(label => JsonValue.Create(label))]);

            // Units alone would mean values, and what is to be told are classes.
            if (!isFile && int.TryParse(network.Split('-')[^1], out int units))
                spec["output"] = units == 1 ? "sigmoid" : "softmax";
        }
        return new(isFile ? network : "--network", spec.ToJsonString(Readable) + "\n", null);
    }

    private static NetworkSource OfSpec(string path)
    {
        JsonObject spec = Parse(path);
        if (spec["name"] is null)
            spec.Insert(0, "name", OnnxImporter.ClassName(Path.GetFileName(path)[..^SpecEnding.Length]));
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        byte[]? weights = null;
        if ((string?)spec["weights"] is { } name)
        {
            string[] places = [Path.Combine(folder, name), Path.Combine(folder, Path.GetFileName(name))];
            weights = places.FirstOrDefault(System.IO.File.Exists) is { } found ? System.IO.File.ReadAllBytes(found) : null;
        }
        return new(path, spec.ToJsonString(Readable), weights);
    }

    private static JsonObject Parse(string path)
    {
        try
        {
            return JsonNode.Parse(System.IO.File.ReadAllText(path), documentOptions: Lenient) as JsonObject
                ?? throw new InvalidDataException($"{path}: expected an object that declares a network.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}, line {exception.LineNumber + 1}: expected JSON that declares a network. {exception.Message}");
        }
    }

    private static string? WeightsOf(string spec)
    {
        try
        {
            return Path.GetFileName(Parse(spec)["weights"] is JsonValue value && value.TryGetValue(out string? name) ? name : null);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>A declaration made of what a weights file says itself; null where it is not one of NetGen's own.</summary>
    private static string? SpecOf(string path, byte[] weights)
    {
        try
        {
            var header = SafetensorsHeader.Parse(weights, out _);
            if (!header.Metadata.TryGetValue(SafetensorsHeader.ArchitectureKey, out string? architecture))
                return null;
            var spec = new JsonObject
            {
                ["name"] = OnnxImporter.ClassName(Path.GetFileNameWithoutExtension(path)),
                ["architecture"] = architecture,
                ["weights"] = Path.GetFileName(path),
            };
            if (header.Tensors.Any(tensor => tensor.Type == "F64"))
                spec["precision"] = "double";
            if (header.Metadata.TryGetValue(SafetensorsHeader.ClassesKey, out string? classes))
                spec["classes"] = JsonNode.Parse(classes);
            return spec.ToJsonString(Readable);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}");
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"{path}: expected the names of classes in JSON, found something else. Save the weights again.");
        }
    }
}
