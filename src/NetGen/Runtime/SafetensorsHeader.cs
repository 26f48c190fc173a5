using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace NetGen.Runtime;

/// <summary>What the header of a safetensors file says, well formed, but not yet held against a network.</summary>
/// <param name="Metadata">What is said beside the tensors; empty when there is none.</param>
/// <param name="Tensors">In the order of the header.</param>
internal sealed record SafetensorsHeader(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<SafetensorsHeader.Tensor> Tensors)
{
    public const string MetadataKey = "__metadata__";
    public const string ArchitectureKey = "architecture";
    public const string ClassesKey = "classes";
    public const string TypeKey = "dtype";
    public const string ShapeKey = "shape";
    public const string OffsetsKey = "data_offsets";

    /// <summary>What to do about bytes that no writer of this format makes.</summary>
    public const string Foreign = "The file is damaged or no safetensors file: save the network again, or name another file.";

    /// <summary>One tensor: its bytes are those from <paramref name="Begin"/> to before <paramref name="End"/> behind the header.</summary>
    internal sealed record Tensor(string Name, string Type, long[] Shape, long Begin, long End);

    /// <summary>Reads the header of a file that is in memory.</summary>
    /// <param name="file">All its bytes.</param>
    /// <param name="data">Where those of the tensors begin.</param>
    /// <exception cref="InvalidDataException">It is no such file; the message begins in lower case and names no file.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> file, out int data)
    {
        if (file.Length < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(file) is var length && length > (ulong)(file.Length - sizeof(ulong)))
            throw new InvalidDataException($"expected a safetensors file, found one of {file.Length} bytes, whose header is longer than the file. {Foreign}");
        data = sizeof(ulong) + (int)length;
        return Parse(file[sizeof(ulong)..data]);
    }

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is not one; the message begins in lower case and names no file.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            throw new InvalidDataException($"expected a header in UTF-8, found other bytes. {Foreign}");
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
            throw new InvalidDataException($"expected a header in JSON, found {(utf8.IsEmpty ? "one of 0 bytes" : "nothing but blanks")}. {Foreign}");
        var json = new Utf8JsonReader(utf8);
        try
        {
            SafetensorsHeader header = ReadHeader(ref json);
            json.Read();
            return header;
        }
        catch (JsonException exception)
        {
            throw Broken(utf8, Position(utf8, exception));
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair.
            throw Broken(utf8, (int)json.TokenStartIndex);
        }
    }

    /// <summary>The parser's own sentence would speak of its options and depth, so only the place is taken from it.</summary>
    private static InvalidDataException Broken(ReadOnlySpan<byte> utf8, int position) =>
        new($"expected a header in JSON, found a mistake at {(position < utf8.Length ? $"byte {position} of it" : "its end")}. {Foreign}");

    private static int Position(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        int lineStart = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
            lineStart += utf8[lineStart..].IndexOf((byte)'\n') + 1;
        return lineStart + (int)(exception.BytePositionInLine ?? 0);
    }

    private static SafetensorsHeader ReadHeader(ref Utf8JsonReader json)
    {
        Dictionary<string, string> metadata = [];
        var tensors = new List<Tensor>();
        var names = new HashSet<string>();
        json.Read();
        RequireToken(ref json, JsonTokenType.StartObject, "an object", "the header");
        while (NextProperty(ref json, names, "the header") is { } name)
        {
            if (name == MetadataKey)
                metadata = ReadMetadata(ref json);
            else
                tensors.Add(ReadTensor(ref json, name));
        }
        return new(metadata, tensors);
    }

    private static Dictionary<string, string> ReadMetadata(ref Utf8JsonReader json)
    {
        var metadata = new Dictionary<string, string>();
        var names = new HashSet<string>();
        RequireToken(ref json, JsonTokenType.StartObject, "an object", MetadataKey);
        while (NextProperty(ref json, names, MetadataKey) is { } name)
        {
            RequireToken(ref json, JsonTokenType.String, "a string", $"{MetadataKey}.{name}");
            metadata.Add(name, json.GetString()!);
        }
        return metadata;
    }

    private static Tensor ReadTensor(ref Utf8JsonReader json, string name)
    {
        string where = $"tensor '{name}'";
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        var names = new HashSet<string>();
        RequireToken(ref json, JsonTokenType.StartObject, "an object", where);
        while (NextProperty(ref json, names, where) is { } key)
        {
            switch (key)
            {
                case TypeKey:
                    RequireToken(ref json, JsonTokenType.String, "a string", $"{where}, {key}");
                    type = json.GetString();
                    break;
                case ShapeKey:
                    shape = ReadNumbers(ref json, $"{where}, {key}");
                    break;
                case OffsetsKey:
                    offsets = ReadNumbers(ref json, $"{where}, {key}");
                    break;
                default:
                    throw new InvalidDataException($"{where}: expected dtype, shape and data_offsets, found '{key}'.");
            }
        }
        if (type is null || shape is null || offsets is null)
            throw new InvalidDataException($"{where}: expected dtype, shape and data_offsets, found only {string.Join(" and ", names.DefaultIfEmpty("nothing"))}.");
        if (offsets.Length != 2)
            throw new InvalidDataException($"{where}, data_offsets: expected two numbers, found {offsets.Length}.");
        return new(name, type, shape, offsets[0], offsets[1]);
    }

    private static long[] ReadNumbers(ref Utf8JsonReader json, string where)
    {
        var numbers = new List<long>();
        RequireToken(ref json, JsonTokenType.StartArray, "an array", where);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            RequireToken(ref json, JsonTokenType.Number, "a whole number", where);
            if (!json.TryGetInt64(out long number) || number < 0)
                throw new InvalidDataException($"{where}: expected a whole number, found {System.Text.Encoding.UTF8.GetString(json.ValueSpan)}.");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    /// <summary>Moves to the value of an object's next property; null at the object's end.</summary>
    private static string? NextProperty(ref Utf8JsonReader json, HashSet<string> names, string where)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
            return null;
        string name = json.GetString()!;
        if (!names.Add(name))
            throw new InvalidDataException($"{where}: expected each name once, found '{name}' twice.");
        json.Read();
        return name;
    }

    private static void RequireToken(ref Utf8JsonReader json, JsonTokenType type, string expected, string where)
    {
        if (json.TokenType != type)
            throw new InvalidDataException($"{where}: expected {expected}, found {Article(json.TokenType)}.");
    }

    private static string Article(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };
}
