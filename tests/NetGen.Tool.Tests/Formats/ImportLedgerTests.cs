using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NetGen.Onnx;
using NetGen.Tool.Formats;

namespace NetGen.Tool.Tests.Formats;

/// <summary>
/// What every model beside these tests becomes: its report, its JSON and each tensor by its hash. <c>Imports.verified.txt</c> shows which models
/// a change touches, in milliseconds; that networks give what the models give is shown by the tests of each format.
/// </summary>
public sealed class ImportLedgerTests
{
    private static readonly (string File, string? Architecture)[] Models =
    [
        ("keras/cnn.keras", null),
        ("keras/sequence.keras", null),
        ("keras/signal.weights.h5", "3x10-4c3causald2:tanh-6c2d2g2:relu-2"),
        ("keras/steps.weights.h5", "5x2-4rnn-3rnn-bn:identity-2"),
        ("nam/reference.nam", null),
        ("nam/reference_lstm.nam", null),
        ("nam/settings.nam", null),
        ("nam/slimmable.nam", null),
        ("pytorch/causal.safetensors", "2-6c3causald2:tanh-5c2causald7:tanh-3c1causal"),
        ("pytorch/cnn.safetensors", "2x8x8-6c3p1g2-bn:relu-mp2-4c3-ln:elu-5-bn:hardtanh-3"),
        ("pytorch/mlp.safetensors", "6-8:tanh-8:silu-8:leakyrelu-3:softmax"),
        ("pytorch/mlp_f64.safetensors", "6-8:tanh-8:silu-8:leakyrelu-3:softmax"),
        ("pytorch/multi_layer.safetensors", "3x8x8-4c3p1-bn:relu-16"),
        ("pytorch/recurrent.safetensors", "9x5-7gru-7gru-6lstm-4rnn-2"),
        ("pytorch/signal.safetensors", "3x20-4c5s2:softplus-8c3d2:gelu-gap-2:sigmoid"),
        ("pytorch/steps.safetensors", "5-7gru-7gru-6lstm-4rnn-2"),
        ("rtneural/conv.json", null),
        ("rtneural/conv1d_torch.json", "1x1000-12c5s3"),
        ("rtneural/dense.json", null),
        ("rtneural/gru.json", null),
        ("rtneural/gru_torch.json", "1-8gru-8gru-8gru-8gru-1"),
        ("rtneural/lstm_torch.json", "1-8lstm-8lstm-8lstm-8lstm-1"),
    ];

    [Fact]
    public void Models_BecomeWhatTheLedgerSays()
    {
        string received = string.Join('\n', Models.Select(model => Entry(model.File, ModelFormats.Read(Data.Of(model.File), new(Architecture: model.Architecture)))));
        string stem = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Imports"), file = stem + ".received.txt";
        string verified = File.Exists(stem + ".verified.txt") ? File.ReadAllText(stem + ".verified.txt").ReplaceLineEndings("\n") : "";
        File.Delete(file);
        if (verified == received)
            return;
        File.WriteAllText(file, received);
        Assert.Fail($"Imports.received.txt is not Imports.verified.txt; lines of it that are new: {string.Join("; ", received.Split('\n').Except(verified.Split('\n')).Take(5))}");
    }

    private static string Entry(string file, ImportedNetwork network) =>
        string.Concat(network.Report.Prepend($"== {file}").Append(JsonNode.Parse(network.Spec)!.ToJsonString()).Concat(network.Tensors.Select(Line)).Select(line => line + "\n"));

    private static string Line(ImportedTensor tensor)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(tensor.Values)));
        return string.Create(CultureInfo.InvariantCulture, $"{tensor.Name} [{string.Join(", ", tensor.Shape)}] {hash[..16]}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
