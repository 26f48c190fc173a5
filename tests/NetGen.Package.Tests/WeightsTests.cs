using System.Text;

namespace NetGen.Package.Tests;

/// <summary>A weights file from "not there yet" to embedded.</summary>
public sealed class WeightsTests(PackedPackage package)
{
    private const string Program = """
        using System;
        using System.IO;
        using NetGen;

        try
        {
            if (args is ["train"])
            {
                float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
                int[] labels = [0, 1, 1, 0];
                var net = new Demo.XorNet(seed: 1);
                for (int step = 0; step < 1000; step++)
                    net.TrainBatch(inputs, labels, 0.5f);
                Directory.CreateDirectory("weights");
                net.Save("weights/xor.safetensors");
            }
            else
            {
                Demo.XorNet net = Demo.XorNet.Pretrained;
                Console.WriteLine($"{net.Predict([0, 0])} {net.Predict([0, 1])} {net.Predict([1, 0])} {net.Predict([1, 1])}");
            }
        }
        catch (Exception exception)
        {
            Console.WriteLine($"{exception.GetType().Name}: {exception.Message}");
        }

        namespace Demo
        {
            [Network("2-3:tanh-2:softmax", Weights = "weights/xor.safetensors")]
            public partial class XorNet;
        }
        """;

    /// <summary>Both frameworks, the oldest language, and warnings as errors beside.</summary>
    [Fact]
    public async Task Weights_AreMissedThenSavedThenEmbedded()
    {
        using var project = new ScratchProject(package, Program, "<TargetFrameworks>net9.0;net10.0</TargetFrameworks><LangVersion>12</LangVersion>");

        Command build = (await project.Dotnet("build")).Succeeds();
        Assert.Contains("warning NG3001", build.Output, StringComparison.Ordinal);
        Assert.Contains("weights/xor.safetensors", build.Output, StringComparison.Ordinal);
        Command missed = (await project.Run()).Succeeds();
        Assert.StartsWith("InvalidOperationException", missed.Output, StringComparison.Ordinal);
        Assert.Contains("weights/xor.safetensors", missed.Output, StringComparison.Ordinal);

        (await project.Run("train")).Succeeds();

        Command rebuild = (await project.Dotnet("build", "--no-restore", "--framework", "net10.0")).Succeeds();
        Assert.Contains("0 Warning(s)", rebuild.Output, StringComparison.Ordinal);
        Command predicted = (await project.Run()).Succeeds();
        Assert.Equal("0 1 1 0", predicted.Output.Trim());
    }

    [Fact]
    public async Task Weights_MissingWhenShipped_AreAnError()
    {
        using var project = new ScratchProject(package, Program);

        Command publish = (await project.Dotnet("publish")).Fails();
        Command pack = (await project.Dotnet("pack", "--no-restore")).Fails();

        Assert.Contains("error NG3001", publish.Output, StringComparison.Ordinal);
        Assert.Contains("error NG3001", pack.Output, StringComparison.Ordinal);
    }

    /// <summary>The file of the network before stands beside the changed one: building says so, loading refuses it, and neither ships it.</summary>
    [Fact]
    public async Task Weights_ThatDoNotFit_AreFoundByBuilding()
    {
        using var project = new ScratchProject(package, Program);
        project.Write("weights/xor.safetensors", Weights(hidden: 3));
        Command fits = (await project.Dotnet("build")).Succeeds();
        Assert.Contains("0 Warning(s)", fits.Output, StringComparison.Ordinal);

        string changed = Program.Replace("2-3", "2-4", StringComparison.Ordinal);
        string[] lines = changed.Split('\n');
        int line = Array.FindIndex(lines, text => text.Contains("[Network", StringComparison.Ordinal));
        string where = $"Program.cs({line + 1},{lines[line].IndexOf("\"weights/", StringComparison.Ordinal) + 1})";
        project.Write("Program.cs", changed);
        Command build = (await project.Dotnet("build", "--no-restore")).Succeeds();
        Command refused = (await project.Run()).Succeeds();
        Command publish = (await project.Dotnet("publish", "--no-restore")).Fails();

        const string Mistake = "NG3003: weights/xor.safetensors does not fit XorNet: expected weights of '2-4:tanh-2:softmax', found those of '2-3:tanh-2:softmax'";
        Assert.Contains($"{where}: warning {Mistake}", build.Output, StringComparison.Ordinal);
        Assert.Contains($"{where}: error {Mistake}", publish.Output, StringComparison.Ordinal);
        Assert.StartsWith("InvalidDataException: weights/xor.safetensors", refused.Output, StringComparison.Ordinal);
        Assert.Contains("'2-3:tanh-2:softmax'", refused.Output, StringComparison.Ordinal);

        // Nothing but the weights file changes from here on.
        project.Write("weights/xor.safetensors", Weights(hidden: 3)[..20]);
        Command broken = (await project.Dotnet("build", "--no-restore")).Succeeds();
        Assert.Contains("warning NG3003: weights/xor.safetensors does not fit XorNet: expected a header of", broken.Output, StringComparison.Ordinal);

        project.Write("weights/xor.safetensors", Weights(hidden: 4));
        Command again = (await project.Dotnet("build", "--no-restore")).Succeeds();
        Assert.Contains("0 Warning(s)", again.Output, StringComparison.Ordinal);
        Assert.Equal("0 0 0 0", (await project.Run()).Succeeds().Output.Trim());
    }

    /// <summary>The file of a network of so many hidden units whose parameters are all 0.</summary>
    private static byte[] Weights(int hidden)
    {
        int offset = 0;
        string Tensor(string name, params int[] shape)
        {
            int start = offset;
            offset += 4 * shape.Aggregate(1, (product, size) => product * size);
            return $"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{start},{offset}]}}";
        }

        string header = $"{{\"__metadata__\":{{\"architecture\":\"2-{hidden}:tanh-2:softmax\"}},{Tensor("layers.0.weight", hidden, 2)},{Tensor("layers.0.bias", hidden)},{Tensor("layers.1.weight", 2, hidden)},{Tensor("layers.1.bias", 2)}}}";
        return [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[offset]];
    }
}
