using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emission;

/// <summary>What a network costs its user's C# compiler at every build: text to parse, and calls to bind, which take longest.</summary>
public sealed class SizeTests
{
    private const string EightLayers = "-64-64-64-64-64-64-64-64";
    private const string SixtyFourLayers = "64" + EightLayers + EightLayers + EightLayers + EightLayers + EightLayers + EightLayers + EightLayers + EightLayers;

    [Theory]
    [InlineData("2-3-2", 25, 278)]
    [InlineData("4-16-3", 56, 934)]
    [InlineData("40-70-3", 155, 2807)]
    [InlineData("784-512-512-10", 138, 2232)]
    [InlineData(SixtyFourLayers, 129, 1746)]
    [InlineData("2-3-2", 12, 85, ", Training = false")]
    [InlineData("784-512-512-10", 60, 820, ", Training = false")]
    public void EmittedCode_IsOfThatSize(string architecture, int kibibytes, int calls, string properties = "")
    {
        GeneratorRun run = GeneratorRun.OfValid(new TestProject($"[NetGen.Network(\"{architecture}\"{properties})] public partial class Sized;"));

        int length = run.Sources.Values.Sum(text => Encoding.UTF8.GetByteCount(text));
        int bound = run.Result.GeneratedSources.Sum(source => source.SyntaxTree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().Count());
        Assert.True(length <= kibibytes * 1024 && bound <= calls, $"{architecture}: {length / 1024.0:F1} KiB, at most {kibibytes}; {bound} calls, at most {calls}");
    }
}
