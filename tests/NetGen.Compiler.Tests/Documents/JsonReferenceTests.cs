using NetGen.Compiler.Layers;
using NetGen.Compiler.Spec.Json;

namespace NetGen.Compiler.Tests.Documents;

/// <summary>The tables of docs/json.md list what the compiler reads.</summary>
public sealed class JsonReferenceTests
{
    private static readonly string[] Reference = Repository.Read("docs/json.md").Split('\n');

    [Fact]
    public void Reference_ListsEveryKey() => Assert.Equal(
        JsonKey.All.Select(key => $"| `{key.Name}` | {Kind(key.Type)} | {key.Description} |"),
        Reference.Where(line => line.StartsWith("| `", StringComparison.Ordinal)));

    [Fact]
    public void Reference_ListsEveryKindOfLayer()
    {
        const string Row = "| **";
        Assert.Equal(
            LayerKinds.All.Select(kind => $"{Row}{JsonLayers.NameOf(kind)}** | {string.Join("; ", Keys(kind))} |"),
            Reference.Where(line => line.StartsWith(Row, StringComparison.Ordinal)));

        static IEnumerable<string> Keys(WrittenKind kind) => JsonLayers.KeysOf(kind).Where(known => known.Key is not ("name" or "from")).Select(known => $"`{known.Key}`: {known.Value}");
    }

    private static string Kind(JsonType type) => type switch
    {
        JsonType.Number => "number",
        JsonType.Flag => "true or false",
        JsonType.Texts => "array of strings",
        JsonType.Layers => "array of objects",
        JsonType.Size => "number or string",
        JsonType.Sizes => "object",
        _ => "string",
    };
}
