using NetGen.Onnx.Format;

namespace NetGen.Onnx.Tests.Importing;

/// <summary>The two files that an import writes.</summary>
public sealed class FileTests
{
    [Fact]
    public void Save_WritesASpecAndWeights()
    {
        using var folder = new TemporaryFolder();
        OnnxImporter.Import(ModelFiles.Of("3DBall.onnx"), "deterministic_continuous_actions", @namespace: "Demo.Policies").Save(folder.Path);

        Assert.Equal(["Network3DBall.netgen.json", "Network3DBall.safetensors"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            """
            {
              "name": "Network3DBall",
              "namespace": "Demo.Policies",
              "architecture": "8-8:hardtanh-128:silu-128:silu-2:hardtanh",
              "weights": "Network3DBall.safetensors"
            }

            """,
            File.ReadAllText(folder.Of("Network3DBall.netgen.json")));
        string header = System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(folder.Of("Network3DBall.safetensors")).AsSpan(8, 400));
        Assert.StartsWith("""{"__metadata__":{"architecture":"8-8:hardtanh-128:silu-128:silu-2:hardtanh"},"layers.0.weight":{"dtype":"F32","shape":[8,8],"data_offsets":[0,256]},"layers.0.bias":{"dtype":"F32","shape":[8],""", header, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_IntoNoFolder_IsRefused() =>
        Assert.Throws<DirectoryNotFoundException>(() => OnnxImporter.Import(ModelFiles.Of("BallChase.onnx")).Save(ModelFiles.Of("none")));

    [Theory]
    [InlineData("[\"left\",\"stay\",\"right\"]", "\"left\"")]
    [InlineData("[\"left\",\"right\"]", null)]
    [InlineData("no JSON", null)]
    public void Classes_AreThoseOfTheModel_WhereTheyFit(string classes, string? expected)
    {
        ModelProto model = Proto.Model([2], Proto.Node("MatMul", "x w", "y")).With(Proto.Drawn("w", 1, 2, 3));
        model.MetadataProps.Add(new StringStringEntryProto { Key = "classes", Value = classes });
        string spec = OnnxImporter.Import(model.Read(), null, "Imported").Spec;
        Assert.Equal(expected is not null, spec.Contains("classes", StringComparison.Ordinal));
        Assert.Contains(expected ?? "architecture", spec, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_SaysWhatWasReadAndLeftOut() => Assert.Equal(
        [
            "BallChase.onnx: 8 nodes, opset 9, by pytorch 2.0.0",
            "inputs: obs [?, 21]",
            "output: output, to which 7 nodes lead; 1 are left out",
            "weights: 6 read, 0 left out; 0 nodes computed beforehand",
            "network: 21-64:tanh-64:tanh-2",
        ],
        OnnxImporter.Import(ModelFiles.Of("BallChase.onnx")).Report);
}
