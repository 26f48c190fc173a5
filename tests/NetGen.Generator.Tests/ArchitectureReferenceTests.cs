using System.Text.RegularExpressions;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests;

/// <summary>What the reference of the architecture text declares is emitted.</summary>
public partial class ArchitectureReferenceTests
{
    private static readonly string Reference = Repository.Read("docs/text.md");

    [Fact]
    public void Examples_Compile()
    {
        var sources = Source().Matches(Reference).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(8, sources.Length);
        var run = GeneratorRun.OfValid(new TestProject([.. sources.Select(source => "using NetGen;\n" + source)]));
        Assert.Equal(["Amplifier", "Blobs", "Digits", "Echo", "Gesture", "Iris", "LeNet", "Robust"], run.Networks);
        Assert.Contains("2-20:sigmoid-20:tanh-5:softmax", run.Sources["Blobs.g.cs"], StringComparison.Ordinal);
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Source();
}
