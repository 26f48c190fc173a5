using Google.Protobuf;
using NetGen.Onnx;
using NetGen.Onnx.Comparing;
using NetGen.Onnx.Format;
using NetGen.Tool.Commands;
using NetGen.Tool.Networks;
using NetGen.Tool.Runtimes;

namespace NetGen.Tool.Tests;

/// <summary><c>netgen import</c>.</summary>
public sealed class ImportTests
{
    /// <summary>A model whose last output is a little larger.</summary>
    private sealed class Shifted(NodeByNode original) : IOriginal
    {
        public string By => original.By;

        public double[] Run(ReadOnlySpan<double> row)
        {
            double[] outputs = original.Run(row);
            outputs[^1] += 0.01;
            return outputs;
        }
    }

    internal static string Model => Path.Combine(AppContext.BaseDirectory, "Models", "BallChase.onnx");

    [Fact]
    public void Import_WritesTheTwoFiles_AndSaysWhatItRead()
    {
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run("import", Model, "-o", folder.Of("new"), "--name", "Chase", "--namespace", "Games", "--json");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Code);
        Assert.Equal("21-64:tanh-64:tanh-2", (string?)run.Json["architecture"]);
        Assert.Equal(["Chase.netgen.json", "Chase.safetensors"], Directory.GetFiles(folder.Of("new")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("\"namespace\": \"Games\"", File.ReadAllText(folder.Of("new/Chase.netgen.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_InAPipe_WritesATableWithoutColours()
    {
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run("import", Model, "-o", folder.Path);
        Assert.Equal(0, run.Code);
        Assert.Contains("BallChase.onnx", run.Output, StringComparison.Ordinal);
        Assert.Contains("21-64:tanh-64:tanh-2", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    /// <summary>The network is held against ONNX Runtime where that is installed, as it is here.</summary>
    [Fact]
    public void Import_SaysWhatItWasCheckedAgainst()
    {
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run("import", Path.Combine(AppContext.BaseDirectory, "Models", "3DBall.onnx"), "--output", "deterministic_continuous_actions", "--output", "onnx::Mul_32", "-o", folder.Path, "--json");
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.StartsWith("ONNX Runtime 1.", (string?)run.Json["checked"]!["against"], StringComparison.Ordinal);
        Assert.Equal(200, (int)run.Json["checked"]!["samples"]!);
        Assert.InRange((double)run.Json["checked"]!["relative"]!, 0, 1e-5);
        Assert.Contains("\"outputs\": [", File.ReadAllText(folder.Of("Network3DBall.netgen.json")), StringComparison.Ordinal);
    }

    /// <summary>A model whose channels stand last: rows are turned for it.</summary>
    [Fact]
    public void Verify_OfAModelThatHasItsChannelsLast_Agrees()
    {
        Tool run = Tool.Run("verify", Path.Combine(AppContext.BaseDirectory, "Models", "micro_kws_m_static_fp32.onnx"), "--samples", "20", "--json");
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.True((bool)run.Json["agrees"]!);
    }

    /// <summary>A network that computes something else than the model is found out, by either.</summary>
    [Fact]
    public void Difference_OfAnotherNetwork_IsFound()
    {
        var network = OnnxImporter.Import(Model, name: "Chase");
        var compiled = CompiledNetwork.Of(NetworkSource.Of(Model, network).WithoutTraining());
        double[] inputs = Difference.Draw(20, compiled.InputSize, seed: 2);
        Assert.InRange(Difference.Of(compiled, new NodeByNode(network.Origin!), inputs).Relative, 0, 1e-5);
        Assert.InRange(Difference.Of(compiled, new Shifted(new NodeByNode(network.Origin!)), inputs).Relative, 1e-3, 1);
    }

    /// <summary>One weight is another than the model's: ONNX Runtime finds that out, and where it does not take the model, as of a version to come, the model's own nodes do.</summary>
    [Theory]
    [InlineData(8, "ONNX Runtime 1.")]
    [InlineData(1000, "the model's own nodes")]
    public void Import_OfANetworkThatComputesSomethingElse_WritesNothing(int version, string by)
    {
        using var folder = new TemporaryFolder();
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Model));
        model.IrVersion = version;
        File.WriteAllBytes(folder.Of("chase.onnx"), model.ToByteArray());
        var network = OnnxImporter.Import(folder.Of("chase.onnx"));
        using var output = new StringWriter();
        var terminal = new Terminal(output, output);
        ImportCommand.Write(terminal, folder.Of("chase.onnx"), network, folder.Of("right"));

        network.Tensors[^1].Values[0] += 0.01;
        var exception = Assert.Throws<InvalidDataException>(() => ImportCommand.Write(terminal, folder.Of("chase.onnx"), network, folder.Of("wrong")));
        Assert.StartsWith($"chase.onnx: the network does not compute what the model does, 200 samples against {by}", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["chase.onnx", "right"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Import_OfNoFile_IsWrongInput()
    {
        Tool run = Tool.Run("import", "none.onnx");
        Assert.Equal(1, run.Code);
        Assert.StartsWith("netgen: There is no file 'none.onnx', looked for as '", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void Import_OfAnotherFile_SaysWhatIsRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Of("notes.txt"), "");
        Tool run = Tool.Run("import", folder.Of("notes.txt"), "--json");
        Assert.Equal(1, run.Code);
        Assert.Contains("ONNX (.onnx)", (string?)run.Json["error"], StringComparison.Ordinal);
    }
}
