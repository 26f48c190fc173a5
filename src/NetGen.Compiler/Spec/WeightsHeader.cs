using System.Text;
using NetGen.Compiler.Spec.Json;

namespace NetGen.Compiler.Spec;

/// <summary>What stands in front of the data of a safetensors file.</summary>
/// <param name="Architecture">Of the network that was saved, or null when the metadata has none.</param>
/// <param name="Tensors">In the order of the header.</param>
internal sealed record WeightsHeader(string? Architecture, IReadOnlyList<WeightsHeader.Tensor> Tensors)
{
    // The format's own limit.
    private const ulong Longest = 100_000_000;

    private const string Foreign = "the file is damaged or no safetensors file";

    /// <summary>One tensor: its type as the format calls it, and its shape.</summary>
    internal sealed record Tensor(string Name, string Type, IReadOnlyList<double> Shape);

    /// <summary>Reads <see cref="ProjectWeights.Header"/>, which is not empty.</summary>
    /// <exception cref="FormatException">It is none; the message says what was expected and what was found.</exception>
    public static WeightsHeader Read(string encoded)
    {
        byte[] bytes = encoded == "=" ? [] : Convert.FromBase64String(encoded);
        if (bytes.Length < sizeof(ulong))
            throw new FormatException($"expected the header's length in 8 bytes, found {bytes.Length} bytes; {Foreign}");
        ulong length = 0;
        for (int index = sizeof(ulong) - 1; index >= 0; index--)
            length = (length << 8) | bytes[index];
        if (length > Longest)
            throw new FormatException($"expected a header of at most {Longest} bytes, found a length of {length}; {Foreign}");
        if ((ulong)bytes.Length < sizeof(ulong) + length)
            throw new FormatException($"expected a header of {length} bytes, found the end of the file; the file is truncated");
        try
        {
            string text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes, sizeof(ulong), (int)length);
            return Read(JsonReader.Read(text, []));
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException($"expected a header in UTF-8, found other bytes; {Foreign}");
        }
        catch (JsonSyntaxException exception)
        {
            throw new FormatException($"expected a header in JSON, found {exception.Message}; {Foreign}");
        }
    }

    private static WeightsHeader Read(JsonObject header)
    {
        string? architecture = null;
        var tensors = new List<Tensor>();
        foreach (KeyValuePair<string, JsonValue> member in Members(header, "the header"))
        {
            if (member.Key != "__metadata__")
                tensors.Add(ReadTensor(member.Key, member.Value));
            else if (Members(member.Value, member.Key).TryGetValue("architecture", out JsonValue? text))
                architecture = Require<JsonString>(text, $"{member.Key}.architecture", "a string").Text;
        }

        return new WeightsHeader(architecture, tensors);
    }

    private static Tensor ReadTensor(string name, JsonValue value)
    {
        string where = $"tensor '{name}'";
        Dictionary<string, JsonValue> members = Members(value, where);
        foreach (string key in new[] { "dtype", "shape" })
        {
            if (!members.ContainsKey(key))
                throw new FormatException($"{where}: expected dtype, shape and data_offsets, found no {key}");
        }

        IReadOnlyList<JsonValue> sizes = Require<JsonArray>(members["shape"], $"{where}, shape", "an array").Items;
        return new Tensor(
            name,
            Require<JsonString>(members["dtype"], $"{where}, dtype", "a string").Text,
            sizes.Select(size => Require<JsonNumber>(size, $"{where}, shape", "a whole number").Value).ToList());
    }

    private static Dictionary<string, JsonValue> Members(JsonValue value, string where)
    {
        var members = new Dictionary<string, JsonValue>();
        foreach (JsonMember member in Require<JsonObject>(value, where, "an object").Members)
        {
            if (members.ContainsKey(member.Key.Text))
                throw new FormatException($"{where}: expected each name once, found '{member.Key.Text}' twice");
            members.Add(member.Key.Text, member.Value);
        }

        return members;
    }

    private static T Require<T>(JsonValue value, string where, string expected)
        where T : JsonValue => value as T ?? throw new FormatException($"{where}: expected {expected}, found {value.Kind}");
}
