using System.Text.RegularExpressions;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Spec.Json;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests;

/// <summary>The JSON reference says what the compiler does.</summary>
public partial class JsonReferenceTests
{
    [Fact]
    public void Reference_ListsEveryKey()
    {
        var rows = Repository.Read("docs/json.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(JsonKey.All.Select(key => $"| `{key.Name}` | {Kind(key.Type)} | {key.Description} |"), rows);
    }

    [Fact]
    public void Reference_ListsEveryKindOfLayer()
    {
        const string Row = "| **";
        var rows = Repository.Read("docs/json.md").Split('\n').Where(line => line.StartsWith(Row, StringComparison.Ordinal));
        Assert.Equal(LayerKinds.All.Select(kind => $"{Row}{JsonLayers.NameOf(kind)}** | {string.Join("; ", Keys(kind))} |"), rows);

        static IEnumerable<string> Keys(WrittenKind kind) => JsonLayers.KeysOf(kind).Where(known => known.Key is not ("name" or "from")).Select(known => $"`{known.Key}`: {known.Value}");
    }

    [Fact]
    public void Examples_Compile()
    {
        var documentation = Repository.Read("docs/json.md");
        var files = Files().Matches(documentation).Select(match => match.Groups[1].Value).ToList();
        var source = Source().Match(documentation).Groups[1].Value;

        Assert.Equal(7, files.Count);
        foreach (string alone in files.Where((_, number) => number != 1))
            GeneratorRun.OfValid(new TestProject { Specs = new Dictionary<string, string> { ["a.netgen.json"] = alone } });
        GeneratorRun.OfValid(new TestProject("using NetGen;\n" + source) { Specs = new Dictionary<string, string> { ["moons.netgen.json"] = files[1] } });
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

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Files();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Source();
}
