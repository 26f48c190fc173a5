using System.IO.Compression;
using System.Text.Json;
using NetGen.Onnx;

namespace NetGen.Tool.Formats.Keras;

/// <summary>Models of Keras 3: whole ones, and weights alone, which say no layers.</summary>
internal sealed class KerasFormat : IModelFormat
{
    private const string Ending = ".weights.h5";

    /// <summary>More than any network may have, in single precision.</summary>
    private const long MostBytes = 1L << 30;

    /// <inheritdoc/>
    public string Name => "Keras (.keras, .weights.h5)";

    /// <inheritdoc/>
    public bool Reads(string path) => Path.GetExtension(path).ToUpperInvariant() is ".KERAS" or ".H5" or ".HDF5";

    /// <inheritdoc/>
    public ImportedNetwork Read(string path, ImportWishes wishes)
    {
        var source = new Source(path);
        if (Path.GetExtension(path).Equals(".keras", StringComparison.OrdinalIgnoreCase))
        {
            source.RequireNoUse(wishes, hasArchitecture: true);
            return ReadModel(source, wishes);
        }
        source.RequireNoUse(wishes, hasArchitecture: false);
        if (!path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
            throw source.Unsupported("this is how older versions of Keras save models. Load it in Keras 3 and save it again: keras.models.load_model('model.h5').save('model.keras').");
        using var weights = new WeightsFile(File.ReadAllBytes(path), source);
        return WeightsAlone.Read(weights, source, wishes);
    }

    private static ImportedNetwork ReadModel(Source source, ImportWishes wishes)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(source.Path);
            using JsonDocument metadata = Json(archive, "metadata.json", source), config = Json(archive, "config.json", source);
            string version = metadata.RootElement.Member("keras_version", JsonValueKind.String, "metadata.json", source).GetString()!;
            if (!version.StartsWith("3.", StringComparison.Ordinal))
                throw source.Unsupported($"expected a model of Keras 3, found one of {version}. Load it in Keras 3 and save it again.");
            using var weights = new WeightsFile(Bytes(archive, "model" + Ending, source), source);
            return new ModelReader(config.RootElement, weights, source, $"{source.Name}: a model of Keras {version}").Read(wishes);
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(source.Name, StringComparison.Ordinal))
        {
            throw source.Broken($"expected a zip file with config.json and model.weights.h5, found none: {exception.Message}");
        }
    }

    private static JsonDocument Json(ZipArchive archive, string name, Source source) => JsonTensor.Parse(Bytes(archive, name, source), source);

    private static byte[] Bytes(ZipArchive archive, string name, Source source)
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw source.Broken($"expected {name} in the zip file, found {string.Join(", ", archive.Entries.Take(8).Select(other => other.FullName).DefaultIfEmpty("nothing"))}.");
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        byte[] part = new byte[1 << 16];
        for (int read; (read = stream.Read(part)) > 0;)
        {
            bytes.Write(part, 0, read);
            if (bytes.Length > MostBytes)
                throw source.Unsupported($"{name}: expected at most {MostBytes} bytes, found more.");
        }
        return bytes.Length == entry.Length ? bytes.ToArray() : throw source.Broken($"{name}: expected {entry.Length} bytes, found {bytes.Length}. The file is damaged.");
    }
}
