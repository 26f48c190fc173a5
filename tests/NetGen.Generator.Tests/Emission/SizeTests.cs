using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emission;

/// <summary>
/// What a network costs its user's C# compiler at every build: text to parse, calls to bind, and operators
/// between a position and a number, each of which takes it longer than two calls.
/// </summary>
public sealed class SizeTests
{
    private const string EightLayers = "-64-64-64-64-64-64-64-64";
    private const string SixtyFourLayers = "64" + EightLayers + EightLayers + EightLayers + EightLayers + EightLayers + EightLayers + EightLayers + EightLayers;

    [Theory]
    [InlineData("2-3-2", 24, 252, 9)]
    [InlineData("4-16-3", 46, 601, 52)]
    [InlineData("40-70-3", 139, 2343, 248)]
    [InlineData("784-512-512-10", 131, 2125, 336)]
    [InlineData(SixtyFourLayers, 126, 1610, 245)]
    [InlineData("2-3-2", 12, 80, 0, ", Training = false")]
    [InlineData("784-512-512-10", 58, 756, 157, ", Training = false")]
    public void EmittedCode_IsOfThatSize(string architecture, int kibibytes, int calls, int operators, string properties = "")
    {
        GeneratorRun run = GeneratorRun.OfValid(new TestProject($"[NetGen.Network(\"{architecture}\"{properties})] public partial class Sized;"));

        int length = run.Sources.Values.Sum(text => Encoding.UTF8.GetByteCount(text));
        SyntaxNode[] nodes = [.. run.Result.GeneratedSources.SelectMany(source => source.SyntaxTree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes())];
        int bound = nodes.OfType<InvocationExpressionSyntax>().Count(), chosen = nodes.Count(IsBesideNumber);
        Assert.True(
            length <= kibibytes * 1024 && bound <= calls && chosen <= operators,
            $"{architecture}: {length / 1024.0:F1} KiB, at most {kibibytes}; {bound} calls, at most {calls}; {chosen} operators, at most {operators}");
    }

    private static bool IsBesideNumber(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax binary => (binary.Left is LiteralExpressionSyntax) != (binary.Right is LiteralExpressionSyntax),
        AssignmentExpressionSyntax { Right: LiteralExpressionSyntax } assignment => assignment.OperatorToken.ValueText != "=",
        _ => false,
    };
}
