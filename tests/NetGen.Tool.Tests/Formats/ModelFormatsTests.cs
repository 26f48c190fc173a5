using NetGen.Onnx;
using NetGen.Tool.Formats;

namespace NetGen.Tool.Tests.Formats;

/// <summary>Which format reads a file, and what is asked of an import beside it.</summary>
public sealed class ModelFormatsTests
{
    /// <summary>Endings count in any case.</summary>
    [Theory]
    [InlineData("keras/cnn.keras", "MODEL.KERAS", null)]
    [InlineData("keras/steps.weights.h5", "MODEL.WEIGHTS.H5", "5x2-4rnn-3rnn-bn:identity-2")]
    [InlineData("nam/reference.nam", "MODEL.NAM", null)]
    [InlineData("pytorch/mlp.safetensors", "MODEL.SAFETENSORS", "6-8-8-8-3")]
    [InlineData("rtneural/gru.json", "MODEL.JSON", null)]
    [InlineData("../../Models/BallChase.onnx", "MODEL.ONNX", null)]
    public void Format_IsThatOfTheEnding(string file, string name, string? architecture)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Data.Of(file), folder.Of(name));
        ImportedNetwork network = ModelFormats.Read(folder.Of(name), new(Name: "Chosen", Namespace: "Demo", Architecture: architecture));
        Assert.Equal("Chosen", network.Name);
        Assert.Contains("\"namespace\": \"Demo\"", network.Spec, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("Net.netgen.json")]
    [InlineData("Net.NETGEN.JSON")]
    public void OtherFile_IsRefused_WithWhatIsRead(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Of(name), "");
        Assert.Equal(
            $"{folder.Of(name)}: expected a model in one of these formats, by the file's ending: ONNX (.onnx), PyTorch (.safetensors), Neural Amp Modeler (.nam), RTNeural (.json), Keras (.keras, .weights.h5).",
            Assert.Throws<NotSupportedException>(() => ModelFormats.Read(folder.Of(name), new())).Message);
    }

    [Fact]
    public void FileThatIsNotThere_IsLookedForByItsWholePath() =>
        Assert.Equal(
            $"There is no file 'none.nam', looked for as '{Path.GetFullPath("none.nam")}'.",
            Assert.Throws<FileNotFoundException>(() => ModelFormats.Read("none.nam", new())).Message);

    [Fact]
    public void OnnxModel_HasItsOwnArchitecture_AndSeveralOutputs()
    {
        string path = Data.Of("../../Models/3DBall.onnx");
        Assert.Equal("3DBall.onnx: an ONNX model says its architecture itself; leave --architecture out.", Assert.Throws<ArgumentException>(() => ModelFormats.Read(path, new(Architecture: "1-1"))).Message);
        Assert.Contains("\"outputs\": [", ModelFormats.Read(path, new(Outputs: ["deterministic_continuous_actions", "onnx::Mul_32"])).Spec, StringComparison.Ordinal);
    }
}
