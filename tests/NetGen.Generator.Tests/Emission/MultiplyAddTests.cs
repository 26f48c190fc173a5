using System.Text.RegularExpressions;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emission;

/// <summary>
/// WebAssembly's interpreter takes ten times as long over the estimate as over product and sum, so that vectors it has go by way
/// of <c>Lanes.MultiplyAdd</c>; longer ones, which it does not have, do not.
/// </summary>
public sealed partial class MultiplyAddTests
{
    [Fact]
    public void Library_AsksForTheEstimateOfShortVectorsInOnePlace()
    {
        string runtime = Repository.PathOf("src/NetGen/Runtime");
        var files = Directory.EnumerateFiles(runtime, "*.cs").Where(file => Direct().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);
        Assert.Equal(["Lanes.MultiplyAdd.cs"], files);
    }

    [Fact]
    public void EmittedCode_AsksTheLibrary()
    {
        GeneratorRun run = GeneratorRun.Of(new TestProject("using NetGen;\n\n[Network(\"40-70:relu-3\")] public partial class Wide;"));
        string text = string.Concat(run.Sources.Values);
        Assert.DoesNotContain("MultiplyAddEstimate", text, StringComparison.Ordinal);
        Assert.Contains("V.AddScaled(", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bVector(128)?\.MultiplyAddEstimate\(")]
    private static partial Regex Direct();
}
