using System.Text;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;
using NetGen.Compiler.Tests.Model;

namespace NetGen.Compiler.Tests.Findings;

/// <summary>What the header of a weights file says, against what the network has.</summary>
public class WeightsHeaderTests
{
    private const string OfMoons = """{"__metadata__":{"architecture":"2-3:relu-2","format":"pt"},"layers.0.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"layers.0.bias":{"dtype":"F32","shape":[3],"data_offsets":[24,36]},"layers.1.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[36,60]},"layers.1.bias":{"dtype":"F32","shape":[2],"data_offsets":[60,68]}}""";

    [Fact]
    public void Header_ThatFits_IsNoFinding() => Assert.Empty(Findings(OfMoons));

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
        string header = OfMoons.Replace(written, instead, StringComparison.Ordinal);
        if (mistake is null)
            Assert.Empty(Findings(header));
        else
            Expect(mistake, header);
    }

    /// <summary>As much is read, or asked for, as the task sends; whatever a length promises.</summary>
    [Theory]
    [InlineData("", 1000L, "expected a header of 1000 bytes, found the end of the file; the file is truncated")]
    [InlineData("", long.MaxValue, "expected a header of at most 100000000 bytes, found a length of 9223372036854775807; the file is damaged or no safetensors file")]
    [InlineData("", -1L, "expected a header of at most 100000000 bytes, found a length of 18446744073709551615; the file is damaged or no safetensors file")]
    [InlineData("", 0L, "expected a header in JSON, found the end of the file where the '{' of an object should be; the file is damaged or no safetensors file")]
    public void NG3003_BrokenLength(string header, long length, string mistake) => Expect(mistake, header, length);

    /// <summary>Names that are wrong are shown, as many and as much of them as one can read.</summary>
    [Theory]
    [InlineData(0, "", "expected a tensor 'layers.0.weight', found none")]
    [InlineData(8, "t", "expected a tensor 'layers.0.weight', found t0, t1, t2, t3, t4, t5, t6, t7")]
    [InlineData(9, "t", "expected a tensor 'layers.0.weight', found t0, t1, t2, t3, t4, t5, t6, t7 and 1 more")]
    [InlineData(1, "\\u0007\\n", "expected a tensor 'layers.0.weight', found   0")]
    public void NG3003_NamesThatAreFound(int count, string name, string mistake) => Expect(mistake, Tensors(count, name));

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public void NG3003_IsOneLine(int length)
    {
        const string Start = "expected a tensor 'layers.0.weight', found ";
        string name = new('t', length - Start.Length - 1);
        Expect(length <= 400 ? Start + name + "0" : Start + name + "…", Tensors(1, name));
    }

    [Fact]
    public void NG3003_OtherPrecision() => Assert.Equal(
        "moons.safetensors does not fit Net: tensor 'layers.0.weight': expected dtype F64, found F32; Pretrained throws until the program that trains the network has saved it again",
        Assert.Single(Findings(OfMoons, precision: "double")).Message);

    /// <summary>Running statistics belong to the network, and what PyTorch counts beside them is passed over.</summary>
    [Theory]
    [InlineData("layers.1.running_var", "layers.1.num_batches_tracked", null)]
    [InlineData("layers.1.running_var", "layers.0.num_batches_tracked", "expected no other tensors, found 'layers.0.num_batches_tracked'")]
    [InlineData("layers.1.running_war", "layers.1.num_batches_tracked", "expected a tensor 'layers.1.running_var', found layers.0.weight, layers.0.bias, layers.1.weight, layers.1.bias, layers.1.running_mean, layers.1.running_war, layers.1.num_batches_tracked")]
    public void NG3003_RunningStatistics(string variance, string counter, string? mistake)
    {
        string header = "{" + string.Join(",", new[] { "layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias", "layers.1.running_mean", variance, counter }
            .Select((name, index) => $$"""  "{{name}}":{"dtype":"F32","shape":{{(index == 0 ? "[3,2]" : name == counter ? "[]" : "[3]")}}}""")) + "}";
        IReadOnlyList<Finding> findings = Findings(header, architecture: "2-3-bn");
        Assert.Equal(mistake is null ? [] : [$"moons.safetensors does not fit Net: {mistake}; Pretrained throws until the program that trains the network has saved it again"], findings.Select(finding => finding.Message));
    }

    private static string Tensors(int count, string name) => "{" + string.Join(",", Enumerable.Range(0, count).Select(index => $$"""  "{{name}}{{index}}":{"dtype":"F32","shape":[]}""")) + "}";

    private static void Expect(string mistake, string header, long? length = null)
    {
        Finding finding = Assert.Single(Findings(header, length));
        Assert.Equal(
            ("NG3003", Part.Weights, $"moons.safetensors does not fit Net: {mistake}; Pretrained throws until the program that trains the network has saved it again"),
            (finding.Id, finding.Where.Part, finding.Message));
    }

    /// <summary>What is found where a file begins with this header, as the package's task hands it over.</summary>
    private static IReadOnlyList<Finding> Findings(string header, long? length = null, string architecture = "2-3-2", string precision = "single")
    {
        byte[] text = Encoding.Latin1.GetBytes(header);
        var file = new ProjectWeights("moons.safetensors", Convert.ToBase64String([.. BitConverter.GetBytes(length ?? text.Length), .. text]));
        return [.. Declared.Analyze(new NetworkDeclaration { Architecture = architecture, Precision = precision, Weights = file.Path }, ProjectContext.Empty with { Weights = new([file]) }).Findings];
    }
}
