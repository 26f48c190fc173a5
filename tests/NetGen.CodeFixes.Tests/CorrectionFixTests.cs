using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Testing;

namespace NetGen.CodeFixes.Tests;

/// <summary>What was meant is written where it was misspelt.</summary>
public sealed class CorrectionFixTests
{
    [Theory]
    [InlineData("\"2-3:[|rleu|]-2\"", "\"2-3:relu-2\"")]
    [InlineData("@\"2-3:tanh-2:[|sofmax|]\"", "@\"2-3:tanh-2:softmax\"")]
    [InlineData("\"\"\"2-3:[|Simgoid|]-2\"\"\"", "\"\"\"2-3:sigmoid-2\"\"\"")]
    public Task Activation(string before, string after) => Corrects("NG2003", Network(before), Network(after));

    [Fact]
    public Task Activations_AllAtOnce() => new FixTest<CorrectionFix>("NG2003", Network("\"2-3:[|rleu|]-3:[|tnh|]-2\""), Network("\"2-3:relu-3:tanh-2\""))
    {
        NumberOfIncrementalIterations = 2,
        CodeFixTestBehaviors = CodeFixTestBehaviors.None,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("\"2-3-2\", Loss = [|Loss.CrossEntropy|]", "\"2-3-2\", Loss = Loss.MeanSquaredError")]
    [InlineData("\"2-3-2:softmax\", Loss = [|NetGen.Loss.Hinge|]", "\"2-3-2:softmax\", Loss = NetGen.Loss.CrossEntropy")]
    [InlineData("\"2-3-1:sigmoid\", Loss = [|CrossEntropy|]", "\"2-3-1:sigmoid\", Loss = BinaryCrossEntropy")]
    public Task Loss(string before, string after) => Corrects("NG1013", Network(before), Network(after));

    /// <summary>Nobody knows what was meant, or the word does not stand there as it is.</summary>
    [Theory]
    [InlineData("NG2003", "\"2-3:[|nothing|]-2\"")]
    [InlineData("NG2003", "\"2-3:[|r\\u006Ceu|]-2\"")]
    [InlineData("NG2003", "[|Text|]")]
    [InlineData("NG2003", "[|\"2-3:\" + \"rleu-2\"|]")]
    [InlineData("NG1013", "\"2-3-2\", Loss = [|(Loss)7|]")]
    public Task Unclear_OffersNothing(string id, string arguments) => Corrects(id, Network(arguments), after: null);

    [Theory]
    [InlineData("NG2102", """{ "name": "Moons", "architecture": "2-3-2", "initialBais": 1 }""", "initialBias", """{ "name": "Moons", "architecture": "2-3-2", "initialBias": 1 }""")]
    [InlineData("NG2102", """{ "name": "Moons", "input": 2, "layers": [ { "kind": "dense", "units": 2, "activaton": "tanh" } ] }""", "activation", """{ "name": "Moons", "input": 2, "layers": [ { "kind": "dense", "units": 2, "activation": "tanh" } ] }""")]
    [InlineData("NG2003", """{ "name": "Moons", "architecture": "2-3:rleu-2" }""", "relu", """{ "name": "Moons", "architecture": "2-3:relu-2" }""")]
    [InlineData("NG1012", """{ "name": "Moons", "architecture": "2-3-2", "hidden": "simgoid" }""", "Sigmoid", """{ "name": "Moons", "architecture": "2-3-2", "hidden": "Sigmoid" }""")]
    [InlineData("NG1013", """{ "name": "Moons", "architecture": "2-3-2", "loss": "crossEntropy" }""", "MeanSquaredError", """{ "name": "Moons", "architecture": "2-3-2", "loss": "MeanSquaredError" }""")]
    [InlineData("NG1012", """{ "name": "Moons", "input": 2, "layers": [ { "kind": "dens", "units": 2 } ] }""", "dense", """{ "name": "Moons", "input": 2, "layers": [ { "kind": "dense", "units": 2 } ] }""")]
    public async Task Spec(string id, string before, string instead, string after) =>
        Assert.Equal(($"Write '{instead}'", after), await SpecProject.Fix(new CorrectionFix(), id, before));

    /// <summary>By what it is exported as: editors ask no other fix about a file that is not C#.</summary>
    [Fact]
    public void Spec_IsAmongTheKindsOfDocuments() =>
        Assert.Contains(nameof(TextDocumentKind.AdditionalDocument), typeof(CorrectionFix).GetCustomAttribute<ExportCodeFixProviderAttribute>()!.DocumentKinds);

    private static Task Corrects(string id, string before, string? after) =>
        new FixTest<CorrectionFix>(id, before, after).RunAsync(TestContext.Current.CancellationToken);

    private static string Network(string arguments) => $$"""
        using NetGen;
        using static NetGen.Loss;

        /// <summary>A network.</summary>
        [Network({{arguments}})]
        public partial class Moons
        {
            public const string Text = "2-3:rleu-2";
        }
        """;
}
