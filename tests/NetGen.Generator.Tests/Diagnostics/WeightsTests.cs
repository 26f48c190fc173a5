using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

public class WeightsTests
{
    private const string Marked = """[NetGen.Network("2-3-2", Weights = [|"moons.safetensors"|])] public partial class Moons { public static Moons Use => Pretrained.Clone(); }""";

    private static readonly string Plain = MarkedSource.Parse(Marked).Text;

    [Fact]
    public void NG3001_MissingWeights_WarnWhileBuilding()
    {
        var diagnostic = Assert.Single(Expected.Diagnostics("NG3001", Marked));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal(
            "No weights file of the project matches 'moons.safetensors'; Pretrained throws until the program that trains the network has saved it there",
            diagnostic.GetMessage());
    }

    [Fact]
    public void NG3001_MissingWeights_AreAnErrorWhenPublishing()
    {
        var diagnostic = Assert.Single(Expected.Diagnostics("NG3001", Marked, new TestProject { RequiresWeights = true }));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
    }

    [Fact]
    public void NG3001_MissingWeights_SuggestTheNearestName() => Expected.Message(
        "No weights file of the project matches 'moons.safetensors'; did you mean 'moon.safetensors'?",
        "NG3001",
        Marked,
        new TestProject { Weights = ["moon.safetensors", "other/iris.safetensors"] });

    [Fact]
    public void NG3002_AmbiguousWeights() => Expected.Message(
        "'moons.safetensors' matches a/moons.safetensors, b/moons.safetensors; write the path of the one that is meant",
        "NG3002",
        Marked,
        new TestProject { Weights = ["b/moons.safetensors", "a/moons.safetensors"] });

    [Theory]
    [InlineData("moons.safetensors")]
    [InlineData("data/moons.safetensors")]
    public void Weights_ThatArePresent_GiveNoDiagnostic(string file) => GeneratorRun.OfValid(new TestProject(Plain) { Weights = [file], RequiresWeights = true });
}
