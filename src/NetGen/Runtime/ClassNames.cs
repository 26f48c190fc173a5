using System.Buffers;
using System.Text;
using System.Text.Json;

namespace NetGen.Runtime;

/// <summary>Names of classes as one text: a JSON array, because the metadata of a safetensors file is texts alone.</summary>
internal static class ClassNames
{
    public static string Write(ReadOnlySpan<string> names)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, SafetensorsWriter.Readable))
        {
            json.WriteStartArray();
            foreach (string name in names)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Whether a text, however it is spaced and escaped, holds these names in this order.</summary>
    public static bool Are(ReadOnlySpan<string> names, string text)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
                return false;
            foreach (string name in names)
            {
                if (!json.Read() || json.TokenType != JsonTokenType.String || !json.ValueTextEquals(name))
                    return false;
            }
            return json.Read() && json.TokenType == JsonTokenType.EndArray && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
