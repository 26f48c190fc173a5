using System.Text;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Spec.Json;
using NetGen.Fuzzing;

namespace NetGen.Compiler.Tests.Fuzzing;

/// <summary>Networks as one might write them, right or nearly so, in the architecture text and in JSON.</summary>
internal static class Writing
{
    private static readonly string[] Shapes = ["1", "2", "4", "28", "1x28x28", "3x8x8", "4x128", "50x6", "2x2x2x2"];

    private static readonly string[] Numbers =
        ["0", "1", "2", "3", "5", "8", "007", "64", "65536", "65537", "2147483647", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "99999999999999999999999"];

    private static readonly string[] Activations = [.. Registry.Activations.Select(activation => activation.Name.ToLowerInvariant())];

    private static readonly string[] Layers = [.. LayerKinds.All.Where(kind => kind.Syntax.IsInText).Select(kind => kind.Syntax.Example), "1", "2", "3", "10"];

    /// <summary>What mutations put into an architecture text.</summary>
    private static readonly string[] Words =
        [.. Numbers, .. Activations, .. Layers, .. LayerKinds.All.SelectMany(kind => kind.Syntax.Options.Select(option => option.Word)), "-", ":", "x", "::", "--", "-1:softmax", " ", "６"];

    /// <summary>And into a JSON text.</summary>
    private static readonly string[] Pieces = [.. Numbers, "{", "}", "[", "]", ",", ":", "\"", "\\u", "\\ud800", "//", "/*", "*/", "null", "true", "-", "1e999", "{\"kind\":\"dense\"}", "\"layers\":"];

    public static string Architecture(Random random)
    {
        var text = new StringBuilder(random.Pick(Shapes));
        for (int layers = random.Next(1, 7); layers > 0; layers--)
        {
            text.Append('-').Append(random.Pick(Layers));
            if (random.Next(3) == 0 && !text.ToString().EndsWith(':'))
                text.Append(':').Append(random.Pick(Activations));
        }
        return random.Next(2) == 0 ? text.ToString() : random.Mutate(text.ToString(), Words);
    }

    public static string Json(Random random)
    {
        var members = new List<string>();
        foreach (JsonKey key in JsonKey.All)
        {
            if (random.Next(4) == 0)
                members.Add($"\"{key.Name}\": {(random.Next(5) == 0 ? Value(random, 3) : random.Next(2) == 0 ? Likely(random, key) : key.Example)}");
        }
        if (random.Next(2) == 0)
            members.Add($"\"input\": \"{random.Pick(Shapes)}\", \"layers\": [{string.Join(", ", Enumerable.Range(0, random.Next(5)).Select(_ => Layer(random)))}]");
        string text = "{ " + string.Join(", ", members) + " }";
        return random.Next(2) == 0 ? text : random.Mutate(text, Pieces);
    }

    private static string Likely(Random random, JsonKey key) => key.Type switch
    {
        JsonType.Text when key.Name == "architecture" => $"\"{Architecture(random).Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)}\"",
        JsonType.Text => $"\"{random.Pick(Activations)}\"",
        JsonType.Number => random.Pick(Numbers),
        JsonType.Texts => "[\"a\", \"b\"]",
        JsonType.Flag => random.Next(2) == 0 ? "true" : "false",
        _ => key.Example,
    };

    private static string Layer(Random random)
    {
        WrittenKind kind = random.Pick(LayerKinds.All);
        var members = new List<string> { $"\"kind\": \"{JsonLayers.NameOf(kind)}\"" };
        foreach (var (key, _) in JsonLayers.KeysOf(kind))
        {
            if (random.Next(3) > 0)
                members.Add($"\"{key}\": {(random.Next(4) == 0 ? Value(random, 2) : key is "activation" ? $"\"{random.Pick(Activations)}\"" : key is "name" or "from" ? $"\"{(char)random.Next('a', 'e')}\"" : $"{random.Next(1, 6)}")}");
        }
        return "{ " + string.Join(", ", members) + " }";
    }

    private static string Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => random.Pick(Numbers),
        1 => "-" + random.Pick(Numbers),
        2 => "1.5e" + random.Next(-400, 400),
        3 => $"\"{random.Pick(Words)}\"",
        4 => "null",
        5 => "true",
        6 => $"[{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]",
        _ => $"{{ {string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{random.Pick(JsonKey.All).Name}\": {Value(random, depth - 1)}"))} }}",
    };
}
