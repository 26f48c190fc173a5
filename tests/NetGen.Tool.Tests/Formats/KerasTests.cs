using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using NetGen.Onnx;
using NetGen.Tool.Formats;

namespace NetGen.Tool.Tests.Formats;

/// <summary>Files of Keras 3, made by h5py in Keras' layout; what they give was computed by plain loops over Keras' formulas.</summary>
public sealed class KerasTests
{
    private sealed record Expected(string? Architecture, double[] Inputs, double[] Outputs);

    /// <summary>Places before channels, Flatten, depthwise, another ε in both norms; sequences of any length; weights alone.</summary>
    [Fact]
    public void Files_GiveWhatTheFormulasGive()
    {
        var expected = JsonSerializer.Deserialize<Dictionary<string, Expected>>(File.ReadAllText(Data.Of("keras/expected.json")), JsonSerializerOptions.Web)!;
        var cases = expected.Select(model => (Read(model.Key, model.Value.Architecture), model.Value.Inputs)).ToArray();
        Assert.Equal(
            ["2x8x8-4c3p1:relu-bn:identity-mp2-8c3g4:elu-5:identity-ln:tanh-3:softmax", "6-5gru-4lstm-2", "3x10-4c3causald2:tanh-6c2d2g2:relu-2", "5x2-4rnn-3rnn-bn:identity-2"],
            cases.Select(each => each.Item1.Architecture));
        foreach ((string name, Expected model, double[] outputs) in expected.Zip(Compiled.Run(cases), (model, outputs) => (model.Key, model.Value, outputs)))
        {
            Assert.Equal(model.Outputs.Length, outputs.Length);
            double worst = Data.Worst(model.Outputs, outputs);
            Assert.True(worst < 1e-5, $"{name}: {worst}");
        }
    }

    [Fact]
    public void WhatDiffers_IsReported()
    {
        Assert.Contains("inputs: channels first, 2 x 8 x 8, where the model has them last", Read("cnn.keras", null).Report);
        Assert.Contains("left out: dropout, which acts in training alone", Read("cnn.keras", null).Report);
        Assert.Contains(Read("sequence.keras", null).Report, line => line.StartsWith("steps: any number", StringComparison.Ordinal));
        Assert.Contains(Read("steps.weights.h5", "5x2-4rnn-3rnn-bn:identity-2").Report, line => line.StartsWith("batch_normalization: an ε of 0.001", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("signal.weights.h5", null, "say them by --architecture")]
    [InlineData("signal.weights.h5", "3x10-4c3causald2:tanh-6c2d2g2:relu-3", "expected a kernel of [48, 3] for 3, found layers/dense/vars/0 [48, 2]")]
    [InlineData("signal.weights.h5", "3x10-4c3causald2:tanh-2", "expected a kernel of [40, 2]")]
    [InlineData("signal.weights.h5", "3x10-4c3causald2:tanh-6c2d2g2:relu-2-2", "expected weights of 'layers/dense_1'")]
    [InlineData("signal.weights.h5", "3x10-4c3causald2:tanh-6c2d2g2:relu", "weights that no layer of 3x10-4c3causald2:tanh-6c2d2g2:relu uses: layers/dense/vars/0 [48, 2], layers/dense/vars/1 [2]")]
    [InlineData("cnn.keras", "4-2", "leave --architecture out")]
    public void WrongArchitecture_IsRefused(string file, string? architecture, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<Exception>(() => Read(file, architecture)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"reset_after\": true", "\"reset_after\": false", "layer 'first' (GRU): expected reset_after=True, Keras' default, found False")]
    [InlineData("\"return_sequences\": false", "\"return_sequences\": true", "layer 'second' (LSTM): expected return_sequences=False")]
    [InlineData("\"activation\": \"tanh\"", "\"activation\": \"relu\"", "expected the activations tanh and sigmoid, found relu and sigmoid")]
    [InlineData("\"class_name\": \"Dense\"", "\"class_name\": \"Attention\"", "Attention; export the model to ONNX")]
    [InlineData("\"keras_history\": [\"second\"", "\"keras_history\": [\"first\"", "layer 'head': expected it to take what 'second' gives, found first")]
    [InlineData("\"keras_version\": \"3.8.0\"", "\"keras_version\": \"2.15.0\"", "expected a model of Keras 3, found one of 2.15.0")]
    [InlineData("[null, null, 6]", "[null, null, 7]", "expected layers.0.weight_ih of [15, 7], as 7-5gru-4lstm-2 has it, found [15, 6]")]
    [InlineData("\"units\": 2", "\"units\": 3", "expected a kernel of [4, 3], found layers/dense/vars/0 [4, 2]")]
    public void WhatANetworkCannotHave_IsRefused_ByItsLayer(string from, string to, string message)
    {
        using var folder = new TemporaryFolder();
        Change("sequence.keras", folder.Of("changed.keras"), text => text.Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(message, Assert.ThrowsAny<Exception>(() => ModelFormats.Read(folder.Of("changed.keras"), new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenFiles_AreRefused_WhereverTheyBreak()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "signal.weights.h5", "sequence.keras" })
        {
            byte[] whole = File.ReadAllBytes(Data.Of($"keras/{name}"));
            for (int length = 0; length < whole.Length; length += 397)
            {
                File.WriteAllBytes(folder.Of(name), whole[..length]);
                Assert.StartsWith($"{name}: ", Assert.Throws<InvalidDataException>(() => ModelFormats.Read(folder.Of(name), new(Architecture: name[0] == 's' && name[1] == 'i' ? "3x10-4c3causald2:tanh-6c2d2g2:relu-2" : null))).Message, StringComparison.Ordinal);
            }
        }

        File.WriteAllText(folder.Of("old.h5"), "");
        Assert.Contains(".save('model.keras')", Assert.Throws<NotSupportedException>(() => ModelFormats.Read(folder.Of("old.h5"), new())).Message, StringComparison.Ordinal);
    }

    /// <summary>Sizes that the file does not have, where its names and its numbers are, and a string that is no text.</summary>
    [Fact]
    public void Claims_AreRefused_InMemoryOfTheFilesOwnSize()
    {
        using var folder = new TemporaryFolder();
        byte[] heap = File.ReadAllBytes(Data.Of("keras/steps.weights.h5")), shape = [.. heap];
        BitConverter.GetBytes(1L << 31).CopyTo(heap, heap.AsSpan().IndexOf("HEAP"u8) + 8);
        byte[] dimensions = [2, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0];
        int at = shape.AsSpan().IndexOf(dimensions);
        BitConverter.GetBytes(1L << 14).CopyTo(shape, at);
        BitConverter.GetBytes(1L << 13).CopyTo(shape, at + 8);

        Assert.Contains("expected a heap within", Refused("heap.weights.h5", heap), StringComparison.Ordinal);
        Assert.Contains("found a shape of [16384, 8192], which a file of 18144 bytes cannot hold", Refused("shape.weights.h5", shape), StringComparison.Ordinal);
        Change("sequence.keras", folder.Of("text.keras"), text => text.Replace("\"3.8.0\"", "\"3.\\ud800\"", StringComparison.Ordinal));
        Assert.Contains("that is no text", Assert.Throws<InvalidDataException>(() => ModelFormats.Read(folder.Of("text.keras"), new())).Message, StringComparison.Ordinal);

        string Refused(string name, byte[] bytes)
        {
            File.WriteAllBytes(folder.Of(name), bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            string message = Assert.Throws<InvalidDataException>(() => ModelFormats.Read(folder.Of(name), new(Architecture: "5x2-4rnn-3rnn-bn:identity-2"))).Message;
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
            return message;
        }
    }

    /// <summary>Files of both kinds of HDF5, of which one byte or the end is another: what is said of it.</summary>
    [Theory]
    [InlineData(1, 0x58, "expected weights of Keras in HDF5, found something else.")]
    [InlineData(7, 0, "expected weights of Keras in HDF5, found something else.")]
    [InlineData(-1, 47, "expected weights of Keras in HDF5, found something else.")]
    [InlineData(-1, 48, "expected {0} bytes, found 48. The file was not copied to its end.")]
    [InlineData(-1, 0, "expected {0} bytes, found {1}. The file was not copied to its end.")]
    [InlineData(9, 4, "expected offsets and lengths of 8 bytes, as Keras writes them, found 4 and 8.")]
    [InlineData(10, 2, "expected offsets and lengths of 8 bytes, as Keras writes them, found 8 and 2.")]
    public void BrokenBeginnings_AreRefused_ByWhatIsWrong(int at, int value, string message)
    {
        using var folder = new TemporaryFolder();
        foreach (byte[] whole in new[] { File.ReadAllBytes(Data.Of("keras/steps.weights.h5")), KerasLayersTests.Weights("dense 2x1 1") })
        {
            // In the older kind both widths stand four bytes further on.
            bool isOlder = whole[8] < 2;
            byte[] broken = at < 0 ? whole[..(value == 0 ? whole.Length - 1 : value)] : [.. whole];
            if (at >= 0)
                broken[at >= 9 && isOlder ? at + 4 : at] = (byte)value;
            File.WriteAllBytes(folder.Of("broken.weights.h5"), broken);

            string expected = string.Format(CultureInfo.InvariantCulture, message, whole.Length, whole.Length - 1);
            Assert.Equal("broken.weights.h5: " + expected, Assert.Throws<InvalidDataException>(() => ModelFormats.Read(folder.Of("broken.weights.h5"), new(Architecture: "2-1"))).Message);
        }
    }

    /// <summary>What stands behind the end is nobody's, be it the word before the length of a heap.</summary>
    [Fact]
    public void BytesBehindTheEnd_AreNotRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Of("longer.weights.h5"), [.. KerasLayersTests.Weights("dense 2x1 1"), .. "HEAP"u8]);

        Assert.Equal(2, ModelFormats.Read(folder.Of("longer.weights.h5"), new(Architecture: "2-1")).Tensors.Count);
    }

    private static ImportedNetwork Read(string file, string? architecture) => ModelFormats.Read(Data.Of($"keras/{file}"), new(Architecture: architecture));

    /// <summary>A copy of a model with other texts.</summary>
    private static void Change(string name, string to, Func<string, string> change)
    {
        using ZipArchive from = ZipFile.OpenRead(Data.Of($"keras/{name}")), changed = ZipFile.Open(to, ZipArchiveMode.Create);
        bool isChanged = false;
        foreach (ZipArchiveEntry entry in from.Entries)
        {
            using Stream read = entry.Open(), written = changed.CreateEntry(entry.FullName).Open();
            if (!entry.FullName.EndsWith(".json", StringComparison.Ordinal))
            {
                read.CopyTo(written);
                continue;
            }
            string text = new StreamReader(read).ReadToEnd();
            isChanged |= change(text) != text;
            written.Write(System.Text.Encoding.UTF8.GetBytes(change(text)));
        }
        Assert.True(isChanged);
    }
}
