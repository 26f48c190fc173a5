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
    private static TestProject WithHeader(string header, long? length = null)
    {
        byte[] text = System.Text.Encoding.Latin1.GetBytes(header);
        return new() { Weights = ["moons.safetensors"], Headers = new Dictionary<string, string> { ["moons.safetensors"] = Convert.ToBase64String([.. BitConverter.GetBytes(length ?? text.Length), .. text]) } };
    }

    [Fact]
    public void Weights_ThatFit_GiveNoDiagnostic() => GeneratorRun.OfValid(WithHeader(OfMoons) with { Sources = [Plain], RequiresWeights = true });

    [Theory]
    [InlineData("2-3:relu-2", "2-4:relu-2", "expected weights of '2-3:relu-2', found those of '2-4:relu-2'")]
    [InlineData("\"architecture\":\"2-3:relu-2\",", "", null)]
    [InlineData("[3,2]", "[4,2]", "tensor 'layers.0.weight': expected shape [3, 2], found [4, 2]")]
    [InlineData("[2]", "[2,1]", "tensor 'layers.1.bias': expected shape [2], found [2, 1]")]
    [InlineData("[2,3]", "[]", "tensor 'layers.1.weight': expected shape [2, 3], found []")]
    [InlineData("F32", "F64", "tensor 'layers.0.weight': expected dtype F32, found F64")]
    [InlineData("layers.1.bias", "bias", "expected a tensor 'layers.1.bias', found layers.0.weight, layers.0.bias, layers.1.weight, bias")]
    [InlineData("\"layers.0.weight\"", "\"x\":{\"dtype\":\"F32\",\"shape\":[]},\"layers.0.weight\"", "expected no other tensors, found 'x'")]
    [InlineData("\"layers.0.weight\"", "\"layers.0.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[]},\"layers.0.weight\"", "expected no other tensors, found 'layers.0.num_batches_tracked'")]
    [InlineData("layers.1.bias", "layers.0.bias", "the header: expected each name once, found 'layers.0.bias' twice")]
    [InlineData("[3]", "[\"3\"]", "tensor 'layers.0.bias', shape: expected a whole number, found a string")]
    [InlineData("\"shape\":[3]", "\"form\":[3]", "tensor 'layers.0.bias': expected dtype, shape and data_offsets, found no shape")]
    [InlineData("\"2-3:relu-2\"", "7", "__metadata__.architecture: expected a string, found a number")]
    [InlineData("[3]", "[3", "expected a header in JSON, found ':' where ',' or ']' should be; the file is damaged or no safetensors file")]
    [InlineData("dtype", "\u00FF", "expected a header in UTF-8, found other bytes; the file is damaged or no safetensors file")]
    public void NG3003_WeightsThatDoNotFit(string written, string instead, string? mistake)
    {
        var project = WithHeader(OfMoons.Replace(written, instead, StringComparison.Ordinal));
        if (mistake is null)
            GeneratorRun.OfValid(project with { Sources = [Plain] });
        else
            Expected.Message($"moons.safetensors does not fit Moons: {mistake}; Pretrained throws until the program that trains the network has saved it again", "NG3003", Marked, project);
    }

    /// <summary>As much is read, or asked for, as the task sends; whatever a length promises.</summary>
    [Theory]
    [InlineData("", 1000L, "expected a header of 1000 bytes, found the end of the file; the file is truncated")]
    [InlineData("", long.MaxValue, "expected a header of at most 100000000 bytes, found a length of 9223372036854775807; the file is damaged or no safetensors file")]
    [InlineData("", -1L, "expected a header of at most 100000000 bytes, found a length of 18446744073709551615; the file is damaged or no safetensors file")]
    [InlineData("", 0L, "expected a header in JSON, found the end of the file where the '{' of an object should be; the file is damaged or no safetensors file")]
    public void NG3003_BrokenLength(string header, long length, string mistake) => Expected.Message(
        $"moons.safetensors does not fit Moons: {mistake}; Pretrained throws until the program that trains the network has saved it again", "NG3003", Marked, WithHeader(header, length));

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
