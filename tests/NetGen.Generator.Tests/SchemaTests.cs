using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Spec.Json;
using NetGen.Generator.Tests.Testing;
using JsonArray = System.Text.Json.Nodes.JsonArray;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace NetGen.Generator.Tests;

/// <summary>The JSON Schema that the package ships says what the compiler reads.</summary>
public class SchemaTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Schema_IsThatOfTheCompilersKeysAndTheRegistry()
    {
        var expected = Schema().ToJsonString(Indented) + "\n";
        var received = Repository.PathOf("src/NetGen/netgen.schema.received.json");
        File.Delete(received);
        if (Repository.Read("src/NetGen/netgen.schema.json") == expected)
            return;
        File.WriteAllText(received, expected);
        Assert.Fail($"The schema is out of date; look at {received} and rename it.");
    }

    [Theory]
    [InlineData("relu", true)]
    [InlineData("RELU", true)]
    [InlineData("rel", false)]
    [InlineData("xrelu", false)]
    public void Pattern_TakesNamesInAnyCase(string name, bool matches) => Assert.Equal(matches, System.Text.RegularExpressions.Regex.IsMatch(name, AnyCase(["tanh", "relu"])));

    private static JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var key in JsonKey.All)
            properties.Add(key.Name, Property(key));
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A neural network for NetGen",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Property(JsonKey key)
    {
        var property = new JsonObject { ["description"] = key.Description, ["type"] = Kind(key.Type) };
        if (key.Type == JsonType.Texts)
            property["items"] = new JsonObject { ["type"] = "string" };
        if (key.Type == JsonType.Size)
            property = Size(key.Description);
        if (key.Type == JsonType.Sizes)
            property["additionalProperties"] = Size("A shape.");
        if (key.Type == JsonType.Layers)
            property["items"] = new JsonObject { ["type"] = "object", ["anyOf"] = new JsonArray([.. LayerKinds.All.Select(Layer)]) };
        IReadOnlyList<string> values = key.Part switch
        {
            Part.Hidden or Part.Output => [.. Registry.Activations.Select(activation => activation.Name.ToLowerInvariant())],
            Part.Loss => [.. Registry.Losses.Select(loss => CamelCase(loss.Name))],
            Part.Initializer => [.. Registry.Initializers.Select(initializer => CamelCase(initializer.Name))],
            Part.Precision => ["single", "double"],
            _ => [],
        };
        if (values.Count > 0)
            property["anyOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray([.. values]) }, new JsonObject { ["pattern"] = AnyCase(values) });
        if (key.Part == Part.Architecture)
            property["pattern"] = "^[0-9]+(x[0-9]+)*(-[0-9a-z]+(:[A-Za-z0-9]+)?)+$";
        if (key.Part is not null)
            property["examples"] = new JsonArray(JsonNode.Parse(key.Example));
        return property;
    }

    private static JsonObject Size(string description) => new() { ["description"] = description, ["type"] = new JsonArray("integer", "string"), ["pattern"] = "^[0-9]+(x[0-9]+)*$", ["minimum"] = 1 };

    /// <summary>Layers of a kind: what each key may be, and which it needs.</summary>
    private static JsonNode Layer(WrittenKind kind)
    {
        var syntax = kind.Syntax;
        string name = JsonLayers.NameOf(kind);
        var properties = new JsonObject { ["kind"] = new JsonObject { ["const"] = name } };
        foreach ((string key, string value) in JsonLayers.KeysOf(kind))
            properties.Add(key, new JsonObject { ["description"] = char.ToUpperInvariant(value[0]) + value[1..] + "." });
        var layer = new JsonObject
        {
            ["properties"] = properties,
            ["required"] = Keys([.. syntax.TakesSeveral ? Array.Empty<string>() : ["kind"], .. JsonLayers.NeededBy(kind).Where(keys => keys.Count == 1).SelectMany(keys => keys)]),
            ["additionalProperties"] = false,
        };
        foreach (var keys in JsonLayers.NeededBy(kind).Where(keys => keys.Count > 1))
            layer["anyOf"] = new JsonArray([.. keys.Select(key => new JsonObject { ["required"] = Keys([key]) })]);
        return layer;

        static JsonArray Keys(string[] keys) => new([.. keys.Select(key => (JsonNode)key)]);
    }

    private static string Kind(JsonType type) => type switch
    {
        JsonType.Number => "number",
        JsonType.Flag => "boolean",
        JsonType.Texts or JsonType.Layers => "array",
        JsonType.Sizes => "object",
        _ => "string",
    };

    /// <summary>Editors complete the listed spelling, and accept every other one of the same letters.</summary>
    private static string AnyCase(IEnumerable<string> values) => $"^({string.Join("|", values.Select(value => string.Concat(value.Select(AnyCase))))})$";

    private static string AnyCase(char letter) => char.IsLetter(letter) ? $"[{char.ToLowerInvariant(letter)}{char.ToUpperInvariant(letter)}]" : $"{letter}";

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
