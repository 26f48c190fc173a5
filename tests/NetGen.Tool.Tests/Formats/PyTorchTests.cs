using System.Globalization;
using System.Text.Json;
using NetGen.Onnx;
using NetGen.Tool.Formats;

namespace NetGen.Tool.Tests.Formats;

/// <summary>State dicts of PyTorch.</summary>
public sealed class PyTorchTests
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("NETGEN_TORCH_MODELS") ?? Data.Of("pytorch");

    private sealed record Expected(string Architecture, double[] Inputs, double[] Outputs, double[]? Targets, double[]? Gradient);

    /// <summary>Dense, convolutions in groups, on pictures and signals, both norms, all recurrent kinds, stacked; in all types of numbers.</summary>
    [Fact]
    public void ModelsOfPyTorch_GiveWhatPyTorchGives()
    {
        Dictionary<string, Expected> expected = ReadExpected();
        var cases = expected.Select(model => (Read(Path.Combine(Folder, model.Key + ".safetensors"), model.Value.Architecture), model.Value.Inputs)).ToArray();
        foreach ((string name, Expected model, double[] outputs) in expected.Zip(Compiled.Run(cases), (model, outputs) => (model.Key, model.Value, outputs)))
        {
            Assert.Equal(model.Outputs.Length, outputs.Length);
            double worst = Data.Worst(model.Outputs, outputs);
            Assert.True(worst < (name == "mlp_f64" || model.Gradient is not null ? 1e-13 : 1e-5), $"{name}: {worst}");
        }
    }

    /// <summary>All recurrent kinds, stacked, over windows and a stream, and causal convolutions over a stream; in double.</summary>
    [Fact]
    public void SequenceModels_GiveTheGradientsOfPyTorch()
    {
        var expected = ReadExpected().Where(model => model.Value.Gradient is not null).ToArray();
        Assert.Equal(["causal", "steps", "windows"], expected.Select(model => model.Key).Order(StringComparer.Ordinal));
        var cases = expected.Select(model => (Read(Path.Combine(Folder, model.Key + ".safetensors"), model.Value.Architecture), model.Value.Inputs, model.Value.Targets!)).ToArray();
        foreach ((string name, Expected model, double[] gradient) in expected.Zip(Compiled.Gradients(cases), (model, gradient) => (model.Key, model.Value, gradient)))
        {
            Assert.Equal(model.Gradient!.Length, gradient.Length);
            double worst = Data.Worst(model.Gradient, gradient);
            Assert.True(worst < 1e-13, $"{name}: {worst}");
        }
    }

    /// <summary>A file of another library, sorted by names, with a tensor of whole numbers; PyTorch 1.13's outputs of these weights.</summary>
    [Fact]
    public void FileOfBurn_GivesWhatPyTorchGives()
    {
        ImportedNetwork network = Read(Data.Of("pytorch/multi_layer.safetensors"), "3x8x8-4c3p1-bn:relu-16");
        Assert.Contains(network.Report, line => line == "left out: norm1.num_batches_tracked, which no output depends on");
        Assert.Contains(network.Report, line => line == "layers.1, bn: norm1.weight, norm1.bias, norm1.running_mean, norm1.running_var");
        double[] outputs = Compiled.Run((network, [.. Enumerable.Range(0, 192).Select(index => (index / 100.0) - 1)]))[0];
        Assert.True(Data.Worst(FirstOfBurn, outputs.Take(4)) < 1e-5);
    }

    /// <summary>The lines of docs/pytorch.md, and the number that it prints.</summary>
    [Fact]
    public void LinesOfTheDocument_GiveItsNumber()
    {
        string document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pytorch.md"));
        string printed = File.ReadAllText(Path.Combine(Folder, "flower.json")).Trim();
        Assert.Contains(printed, document, StringComparison.Ordinal);

        string[] command = document.Split('\n').Single(line => line.StartsWith("netgen import", StringComparison.Ordinal)).Split(' ');
        using var folder = new TemporaryFolder();
        Tool run = Tool.Run([.. command[1..].Select(word => word switch { "flower.safetensors" => Path.Combine(Folder, word), "MyProject" => folder.Path, _ => word })]);
        Assert.Equal(0, run.Code);
        Assert.Equal(["Flower.netgen.json", "Flower.safetensors"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        double[] outputs = Compiled.Run((Read(Path.Combine(Folder, "flower.safetensors"), command[Array.IndexOf(command, "--architecture") + 1]), [5.1, 3.5, 1.4, 0.2]))[0];
        Assert.True(Data.Worst(JsonSerializer.Deserialize<double[][]>(printed)![0], outputs) < 1e-6);
    }

    private static readonly double[] FirstOfBurn = [-0.17563677386412493, 0.1872074715863557, -0.22516418657688153, 0.04933690836948143];

    [Fact]
    public void NoArchitecture_IsRefused_WithWhatTheShapesSay()
    {
        Assert.Contains("those of '6-8-8-8-3', without the activations", Refusal("mlp", null), StringComparison.Ordinal);
        Assert.Contains("those of '5-7gru-7gru-6lstm-4rnn-2'", Refusal("recurrent", null), StringComparison.Ordinal);
        Assert.Contains("0.weight [6, 1, 3, 3]", Refusal("cnn", null), StringComparison.Ordinal);
    }

    /// <summary>Chains by names that differ in a number, else by sizes; what is no chain of such layers is listed.</summary>
    [Theory]
    [InlineData("fc2.weight 4x3; fc1.weight 3x2", "2-3-4")]
    [InlineData("fc10.weight 4x3; fc9.weight 3x2", "2-3-4")]
    [InlineData("fc2.weight 4x3; fc2.bias 4; fc.weight 3x2", "2-3-4")]
    [InlineData("b.weight 4x3; a.weight 3x2", "2-3-4")]
    [InlineData("c.weight 5x4; b.weight 4x3; a.weight 3x2", "2-3-4-5")]
    [InlineData("a.weight 2x2; b.weight 2x2", "2-2-2")]
    [InlineData("a.weight 3x2; b.weight 2x3", "2-3-2")]
    [InlineData("r.weight_ih_l0 2x3; r.weight_hh_l0 2x2", "3-2rnn")]
    [InlineData("r.weight_ih_l0 6x3; r.weight_hh_l0 6x2", "3-2gru")]
    [InlineData("r.weight_ih_l0 8x3; r.weight_hh_l0 8x2; r.bias_ih_l0 8; last.weight 1x2", "3-2lstm-1")]
    [InlineData("r.weight_ih_l1 8x2; r.weight_hh_l1 8x2; r.weight_ih_l0 8x3; r.weight_hh_l0 8x2", "3-2lstm-2lstm")]
    [InlineData("cell.weight_ih 6x3; cell.weight_hh 6x2", "3-2gru")]
    [InlineData("weight 3x2", "2-3")]
    [InlineData("a.weight 3x2; b.weight 5x2", null)]
    [InlineData("fc1.weight 3x2; fc2.weight 5x4", null)]
    [InlineData("a.weight 3x2; b.weight 5x4", null)]
    [InlineData("r.weight_hh_l0 4x2; r.weight_ih_l0 4x3", null)]
    [InlineData("r.weight_hh_l0 10x2; r.weight_ih_l0 10x3", null)]
    [InlineData("r.weight_ih_l0 6x3", null)]
    [InlineData("r.weight_hh_l0 6x2", null)]
    [InlineData("r.weight_hh_l0 6x2; r.weight_ih_l0 6", null)]
    [InlineData("r.weight_hh_l0 6; r.weight_ih_l0 6x2", null)]
    [InlineData("fc.weight 3x2; norm.weight 3; norm.bias 3", null)]
    [InlineData("conv.weight 3x2x1", null)]
    public void StateDict_SuggestsAnArchitecture(string tensors, string? architecture)
    {
        using var folder = new TemporaryFolder();
        string message = Assert.Throws<ArgumentException>(() => Read(Write(folder, tensors), null)).Message;
        Assert.StartsWith("model.safetensors: a state dict has weights and no layers: say them by --architecture, such as '4-8:relu-3:softmax'. ", message, StringComparison.Ordinal);
        Assert.EndsWith(
            architecture is not null
                ? $" By their shapes the tensors are those of '{architecture}', without the activations between the layers, which no file of weights has."
                : $" The file has {string.Join("; ", tensors.Split("; ").GroupBy(tensor => tensor.Split('.')[0]).Select(module => string.Join(", ", module.Select(Shown))))}.",
            message,
            StringComparison.Ordinal);

        static string Shown(string tensor) => $"{tensor.Split(' ')[0]} [{tensor.Split(' ')[1].Replace("x", ", ", StringComparison.Ordinal)}]";
    }

    [Theory]
    [InlineData("fc.weight 2x2; fc.bias_ih 2", "2-2", "layers.0 (2) has no use for 'fc.bias_ih [2]'.")]
    [InlineData("fc.weight 2x2; fc.bias 3", "2-2", "'fc.bias': expected layers.0.bias of [2], found [3].")]
    [InlineData("fc.weight 2x2; fc.scale 2", "2-2", "2-2 needs weights that are missing: layers.0 (2) with weight [2, 2]. The file has tensors that no layer of 2-2 uses: fc.weight [2, 2], fc.scale [2]. Correct --architecture, or save the part of the model that it stands for, as in model.actor.state_dict().")]
    [InlineData("a.weight 2x2; b.weight 2x2", "2-2", "The file has tensors that no layer of 2-2 uses: a.weight [2, 2]; b.weight [2, 2], of which 1 can be matched. Correct --architecture, or save the part of the model that it stands for, as in model.actor.state_dict().")]
    [InlineData("fc1.weight 2x3; fc2.weight 3x2", "2-3-2", "2-3:relu-2 has fc2.weight [3, 2] before fc1.weight [2, 3], by their shapes, and their names have another order. Write the layers of --architecture in the order of the model, or rename its modules.")]
    [InlineData("norm.weight 2; norm.bias 2", "2-bn", "2-bn needs weights that are missing: layers.0 (bn) with running_mean [2], running_var [2]. The file has tensors that no layer of 2-bn uses: norm.weight [2], norm.bias [2].")]
    [InlineData("fc.weight 1x1", "1-rleu", "the architecture '1-rleu' is none: ")]
    [InlineData("fc.weight 1x1", "1-1:rleu", "the architecture '1-1:rleu' is none: layers.0 names 'rleu'; did you mean 'relu'?")]
    public void TensorsThatDoNotFit_AreRefused(string tensors, string architecture, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.StartsWith("model.safetensors: " + message, Assert.Throws<ArgumentException>(() => Read(Write(folder, tensors), architecture)).Message, StringComparison.Ordinal);
    }

    /// <summary>What modules leave out is 0, and the factor of a batch normalisation 1; numbers in names count as numbers, also those that are too large for one.</summary>
    [Theory]
    [InlineData("bn.running_var 2; bn.running_mean 2", "2-bn", "layers.0, bn: weight of 1s, as the model has none, bias of 0s, as the model has none, bn.running_mean, bn.running_var")]
    [InlineData("rnn.weight_hh_l0 2x2; rnn.weight_ih_l0 2x2", "2-2rnn", "layers.0, 2rnn: rnn.weight_ih_l0, rnn.weight_hh_l0, bias_ih of 0s, as the model has none, bias_hh of 0s, as the model has none")]
    [InlineData("fc99999999999.weight 2x2; fc3.weight 2x2", "2-2-2", "layers.0, 2: fc3.weight, bias of 0s, as the model has none")]
    [InlineData("b2.fc1.weight 2x2; b1.fc2.weight 2x2", "2-2-2", "layers.0, 2: b1.fc2.weight, bias of 0s, as the model has none")]
    [InlineData("rnn.weight_ih_l1 2x2; rnn.weight_hh_l1 2x2; rnn.weight_ih_l0 2x2; rnn.weight_hh_l0 2x2", "2-2rnn-2rnn", "layers.0, 2rnn: rnn.weight_ih_l0, rnn.weight_hh_l0, bias_ih of 0s, as the model has none, bias_hh of 0s, as the model has none")]
    public void FirstLayer_HasTheseTensors(string tensors, string architecture, string line)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(line, Read(Write(folder, tensors), architecture).Report[1]);
    }

    /// <summary>Single precision holds no 1e39, double precision no infinity.</summary>
    [Theory]
    [InlineData(1e39, null)]
    [InlineData(double.PositiveInfinity, "model.safetensors: 'fc.weight': expected numbers that are finite, found ")]
    public void DoublePrecision_HasItsOwnRange(double value, string? message)
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, "{'fc.weight':{'dtype':'F64','shape':[1,1],'data_offsets':[0,8]}}", BitConverter.GetBytes(value));
        if (message is null)
            Assert.Equal(value, Read(path, "1-1").Tensors[0].Values[0]);
        else
            Assert.StartsWith(message, Assert.Throws<InvalidDataException>(() => Read(path, "1-1")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mlp", "6-8-3", "tensors that no layer of 6-8:relu-3 uses: 2.weight [8, 8], 2.bias [8]; 4.weight [8, 8], 4.bias [8].")]
    [InlineData("mlp", "6-8-8-8-8-3", "6-8:relu-8:relu-8:relu-8:relu-3 needs weights that are missing: layers.1, layers.2, layers.3 (8) with weight [8, 8], of which 2 can be matched.")]
    [InlineData("mlp", "6-8-8-8-4", "needs weights that are missing: layers.3 (4) with weight [4, 8]. The file has tensors that no layer of 6-8:relu-8:relu-8:relu-4 uses: 6.weight [3, 8], 6.bias [3].")]
    [InlineData("mlp", "6-8:rleu-3", "did you mean 'relu'?")]
    [InlineData("recurrent", "5-7gru-7gru-6lstm-4rnn", "last.weight [2, 4]")]
    public void WrongArchitecture_IsRefused_ByNames(string file, string architecture, string message) =>
        Assert.Contains(message, Refusal(file, architecture), StringComparison.Ordinal);

    [Fact]
    public void ModulesThatAreAlike_AreToldApartByNumbersAlone()
    {
        using var folder = new TemporaryFolder();
        string actor = Write(folder, ("actor.weight", [2, 2]), ("critic.weight", [2, 2]));
        string message = Assert.Throws<ArgumentException>(() => Read(actor, "2-2-2")).Message;
        Assert.Contains("layers.0, layers.1 have tensors of the same shapes, weight [2, 2], and any of these could be theirs: actor.weight [2, 2]; critic.weight [2, 2].", message, StringComparison.Ordinal);
        Assert.EndsWith("Give the modules names that differ in a number alone, in the order of the layers, such as fc1 and fc2, or put them into one torch.nn.Sequential.", message, StringComparison.Ordinal);

        ImportedNetwork network = Read(Write(folder, ("fc10.weight", [2, 2]), ("fc2.weight", [2, 2]), ("fc.weight", [2, 2])), "2-2-2-2");
        Assert.Equal(["fc.weight", "fc2.weight", "fc10.weight"], network.Report.Where(line => line.StartsWith("layers.", StringComparison.Ordinal)).Select(line => line.Split(": ")[1].Split(',')[0]));
        Assert.Contains(network.Report, line => line.EndsWith("bias of 0s, as the model has none", StringComparison.Ordinal));

        string turned = Write(folder, ("net.0.weight", [3, 2]), ("net.2.weight", [2, 3]));
        Assert.Contains("their names have another order", Assert.Throws<ArgumentException>(() => Read(turned, "3-2-3")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lstm.weight_ih_l0_reverse", "bidirectional=False")]
    [InlineData("lstm.weight_hr_l0", "proj_size=0")]
    [InlineData("fc.weight_v", "remove_weight_norm")]
    [InlineData("fc.weight_g", "remove_weight_norm")]
    [InlineData("fc.parametrizations.weight.original0", "remove_parametrizations")]
    [InlineData("fc.parametrizations.weight.original1", "remove_parametrizations")]
    public void WhatANetworkCannotHave_IsRefused_ByTheTensorsName(string name, string advice)
    {
        using var folder = new TemporaryFolder();
        string message = Assert.Throws<NotSupportedException>(() => Read(Write(folder, (name, [2, 2])), "2-2")).Message;
        Assert.Contains($"'{name}'", message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenFiles_AreRefused_WhereverTheyBreak()
    {
        byte[] whole = File.ReadAllBytes(Data.Of("pytorch/mlp.safetensors"));
        using var folder = new TemporaryFolder();
        string path = folder.Of("cut.safetensors");
        for (int length = 0; length < whole.Length; length += 37)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.StartsWith("cut.safetensors: ", Assert.Throws<InvalidDataException>(() => Read(path, "6-8:tanh-8:silu-8:leakyrelu-3:softmax")).Message, StringComparison.Ordinal);
        }

        string text = System.Text.Encoding.Latin1.GetString(whole);
        foreach ((string from, string to, string message) in new[]
        {
            ("[8, 6]", "[8, 7]", "data_offsets: expected 32 and 256, found 32 and 224"),
            ("[8, 6]", "[0, 6]", "data_offsets"),
            ("\"F32\"", "\"I32\"", "expected numbers of type F32, F64, F16 or BF16, found I32"),
            ("[8, 6]", "[-8,6]", "expected a whole number, found -8"),
        })
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
            Assert.Contains(message, Assert.ThrowsAny<Exception>(() => Read(path, "6-8-8-8-3")).Message, StringComparison.Ordinal);
        }

        byte[] infinite = [.. whole];
        BitConverter.GetBytes(float.PositiveInfinity).CopyTo(infinite, infinite.Length - 4);
        File.WriteAllBytes(path, infinite);
        Assert.Contains("expected numbers that are finite", Assert.Throws<InvalidDataException>(() => Read(path, "6-8-8-8-3")).Message, StringComparison.Ordinal);
    }

    /// <summary>Tensors stand one behind the other, fill the file, and are of numbers that a network may have.</summary>
    [Theory]
    [InlineData("{}", 0, "expected the tensors of a model, found none.")]
    [InlineData("{'n.num_batches_tracked':{'dtype':'I64','shape':[],'data_offsets':[0,8]}}", 8, "expected the tensors of a model, found none.")]
    [InlineData("{'w':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}", 8, "tensor 'w': expected numbers of type F32, F64, F16 or BF16, found I64. Leave it out of what is saved, or convert the model by model.float().")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}}", 12, "tensor 'b', data_offsets: expected 4 and 8, found 8 and 12.")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", 4, "tensor 'b', data_offsets: expected 4 and 8, found 0 and 4.")]
    [InlineData("{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,8]}}", 8, "tensor 'a', data_offsets: expected 0 and 16, found 0 and 8.")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", 5, "expected 4 bytes of data, found 5. The file is damaged, or was not copied to its end.")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", 3, "expected 4 bytes of data, found 3. The file is damaged, or was not copied to its end.")]
    [InlineData("{'a':{'dtype':'F32','shape':[4,4],'data_offsets':[0,64]}}", 15, "tensor 'a': expected a shape of at most 15 values, found [4, 4].")]
    [InlineData("{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,4]}}", 4, "tensor 'a': expected a shape of at most 4 values, found [4294967296, 4294967296].")]
    [InlineData("{'a':{'dtype':'F16','shape':[0,3],'data_offsets':[0,0]}}", 0, "tensor 'a': expected values, found a shape of [0, 3].")]
    public void TensorsThatDoNotFillTheFile_AreRefused(string header, int bytes, string message)
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, header, new byte[bytes]);
        Assert.Equal("model.safetensors: " + message, Assert.ThrowsAny<Exception>(() => Read(path, "1-1")).Message);
    }

    /// <summary>One number in every type, in a file that says its architecture.</summary>
    [Theory]
    [InlineData("F32", "000020C0", false)]
    [InlineData("F64", "00000000000004C0", true)]
    [InlineData("F16", "00C1", false)]
    [InlineData("BF16", "20C0", false)]
    public void NumbersOfEveryType_AreRead(string type, string bytes, bool isDouble)
    {
        using var folder = new TemporaryFolder();
        byte[] number = Convert.FromHexString(bytes);
        ImportedNetwork network = Read(Write(folder, $"{{'__metadata__':{{'architecture':'1-1'}},'fc.weight':{{'dtype':'{type}','shape':[1,1],'data_offsets':[0,{number.Length}]}}}}", number), null);
        Assert.Equal((isDouble, "1-1"), (network.Spec.Contains("double", StringComparison.Ordinal), network.Architecture));
        Assert.Equal([-2.5, 0], network.Tensors.Select(tensor => Assert.Single(tensor.Values)));
        Assert.Equal($"model.safetensors: 1 tensors of {type}", network.Report[0]);
        Assert.Equal(type is "F16" or "BF16" ? $"numbers: {type} became F32, each exactly the same" : "layers.0, 1: fc.weight, bias of 0s, as the model has none", network.Report[1]);
    }

    [Fact]
    public void WishesThatAFileHasNoUseFor_AreRefused()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, ("fc.weight", [1, 1]));
        Assert.Equal(
            "model.safetensors: --output 'y' is for ONNX models, which may have several outputs; this file is of one network. Leave it out.",
            Assert.Throws<ArgumentException>(() => ModelFormats.Read(path, new(Outputs: ["y"], Architecture: "1-1"))).Message);
        Assert.Throws<ArgumentException>(() => ModelFormats.Read(path, new(Name: "1x", Architecture: "1-1")));
        Assert.Equal(("Chosen", "Model"), (ModelFormats.Read(path, new(Name: "Chosen", Architecture: "1-1")).Name, Read(path, "1-1").Name));
    }

    private static Dictionary<string, Expected> ReadExpected() =>
        JsonSerializer.Deserialize<Dictionary<string, Expected>>(File.ReadAllText(Path.Combine(Folder, "expected.json")), JsonSerializerOptions.Web)!;

    private static ImportedNetwork Read(string path, string? architecture) => ModelFormats.Read(path, new(Architecture: architecture));

    private static string Refusal(string name, string? architecture) =>
        Assert.Throws<ArgumentException>(() => Read(Data.Of($"pytorch/{name}.safetensors"), architecture)).Message;

    /// <summary>A file of tensors of ones, such as "fc.weight 2x3; fc.bias 2".</summary>
    private static string Write(TemporaryFolder folder, string tensors) => Write(
        folder, [.. tensors.Split("; ").Select(tensor => tensor.Split(' ')).Select(words => (words[0], words[1].Split('x').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray()))]);

    /// <summary>A file of tensors of ones.</summary>
    private static string Write(TemporaryFolder folder, params (string Name, int[] Shape)[] tensors)
    {
        int offset = 0;
        var header = tensors.ToDictionary(tensor => tensor.Name, tensor => (object)new
        {
            dtype = "F32",
            shape = tensor.Shape,
            data_offsets = new[] { offset, offset += 4 * tensor.Shape.Aggregate((product, size) => product * size) },
        });
        return Write(folder, JsonSerializer.Serialize(header), [.. Enumerable.Repeat(BitConverter.GetBytes(1f), offset / 4).SelectMany(bytes => bytes)]);
    }

    /// <summary>A file with a header, whose quotation marks may be single ones, and data.</summary>
    private static string Write(TemporaryFolder folder, string header, byte[] data)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(header.Replace('\'', '"'));
        string path = folder.Of("model.safetensors");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)text.Length), .. text, .. data]);
        return path;
    }
}
