using System.Text;
using System.Text.Json;

namespace NetGen.Tool.Formats;

/// <summary>JSON as models have it: tensors as arrays within arrays.</summary>
internal static class JsonTensor
{
    /// <summary>A file as JSON.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static JsonDocument Parse(Source source) => Parse(File.ReadAllBytes(source.Path), source);

    /// <summary>What stands in a file as JSON.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, Source source)
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        try
        {
            RequireText(utf8.Span, source);
            return JsonDocument.Parse(utf8);
        }
        catch (JsonException exception)
        {
            throw source.Broken($"expected JSON, found a mistake in line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}. The file is damaged, or has numbers such as NaN that JSON has not.");
        }
    }

    /// <summary>Refuses strings that are no text, such as half of a surrogate pair, which a document finds only when it is asked for them.</summary>
    private static void RequireText(ReadOnlySpan<byte> utf8, Source source)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                throw source.Broken($"expected JSON, found a string at byte {reader.TokenStartIndex} that is no text. The file is damaged.");
            }
        }
    }

    /// <summary>A tensor of any number of dimensions.</summary>
    /// <exception cref="InvalidDataException">It is none, or its rows differ in length.</exception>
    public static SourceTensor Read(JsonElement json, string name, Source source)
    {
        List<int> shape = [];
        for (JsonElement inner = json; inner.ValueKind == JsonValueKind.Array && inner.GetArrayLength() > 0; inner = inner[0])
            shape.Add(inner.GetArrayLength());
        if (shape.Count == 0)
            throw source.Broken($"{name}: expected an array of numbers, found {json.ValueKind}.");
        List<double> values = [];
        Collect(json, 0);
        return new(name, [.. shape], [.. values]);

        void Collect(JsonElement element, int depth)
        {
            if (depth == shape.Count)
            {
                values.Add(element.ValueKind == JsonValueKind.Number ? element.GetDouble() : throw source.Broken($"{name}: expected numbers, found {element.ValueKind}."));
                return;
            }
            if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != shape[depth])
                throw source.Broken($"{name}: expected rows of [{string.Join(", ", shape.Skip(depth))}] throughout, found another.");
            foreach (JsonElement inner in element.EnumerateArray())
                Collect(inner, depth + 1);
        }
    }

    /// <summary>What an object has under a name.</summary>
    /// <exception cref="InvalidDataException">It has no such thing.</exception>
    public static JsonElement Member(this JsonElement json, string name, JsonValueKind kind, string where, Source source) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement member) && member.ValueKind == kind
            ? member
            : throw source.Broken($"{where}: expected \"{name}\" with a value of kind {kind}, found {(json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement other) ? other.ValueKind : "none")}.");

    /// <summary>A whole number that an object has under a name.</summary>
    /// <exception cref="InvalidDataException">It has no such thing, or it is not from 1 to 65,536.</exception>
    public static int Size(this JsonElement json, string name, string where, Source source) =>
        json.Member(name, JsonValueKind.Number, where, source).TryGetInt32(out int size) && size is > 0 and <= 65536
            ? size
            : throw source.Broken($"{where}: expected \"{name}\" of 1 to 65,536, found {json.GetProperty(name)}.");
}
