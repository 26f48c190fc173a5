using System.Text.RegularExpressions;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests;

/// <summary>What the JSON reference declares is emitted.</summary>
public partial class JsonReferenceTests
{
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

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Files();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Source();
}
