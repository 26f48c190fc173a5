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

    private const string OfMoons = """{"__metadata__":{"architecture":"2-3:relu-2","format":"pt"},"layers.0.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"layers.0.bias":{"dtype":"F32","shape":[3],"data_offsets":[24,36]},"layers.1.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[36,60]},"layers.1.bias":{"dtype":"F32","shape":[2],"data_offsets":[60,68]}}""";

    /// <summary>The beginning of a file with this header, as the package's task hands it over.</summary>
    private static TestProject WithHeader(string header)
    {
        byte[] text = System.Text.Encoding.Latin1.GetBytes(header);
        return new() { Weights = ["moons.safetensors"], Headers = new Dictionary<string, string> { ["moons.safetensors"] = Convert.ToBase64String([.. BitConverter.GetBytes((long)text.Length), .. text]) } };
    }

    [Fact]
    public void Weights_ThatFit_GiveNoDiagnostic() => GeneratorRun.OfValid(WithHeader(OfMoons) with { Sources = [Plain], RequiresWeights = true });

    [Fact]
    public void NG3003_HostileNames_StayOneBoundedLine()
    {
        var diagnostic = Assert.Single(Expected.Diagnostics("NG3003", Marked, WithHeader(OfMoons.Replace("2-3:relu-2", @"error\n" + new string('x', 60_000), StringComparison.Ordinal))));
        Assert.DoesNotContain('\n', diagnostic.GetMessage());
        Assert.InRange(diagnostic.GetMessage().Length, 400, 600);
        Expected.Diagnostics("NG3003", Marked, WithHeader(new string('[', 60_000)));
        Expected.Diagnostics("NG3003", Marked, WithHeader("{\"a\":" + new string('[', 60_000)));
    }

    [Fact]
    public void NG3003_WarnsWhileBuilding_IsAnErrorWhenPublishing()
    {
        var project = WithHeader("{}");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(Expected.Diagnostics("NG3003", Marked, project)).Severity);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(Expected.Diagnostics("NG3003", Marked, project with { RequiresWeights = true })).Severity);
    }

    [Theory]
    [InlineData("moons.safetensors")]
    [InlineData("data/moons.safetensors")]
    public void Weights_ThatArePresent_GiveNoDiagnostic(string file) => GeneratorRun.OfValid(new TestProject(Plain) { Weights = [file], RequiresWeights = true });
}
