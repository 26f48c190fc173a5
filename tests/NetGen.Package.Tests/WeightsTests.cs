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

    [Fact]
    public async Task Weights_ThatDoNotFit_AreRefusedByName()
    {
        using var project = new ScratchProject(package, Program);
        const string Header = """{"layers.0.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""";
        project.Write("weights/xor.safetensors", [.. BitConverter.GetBytes((long)Header.Length), .. Encoding.UTF8.GetBytes(Header), .. new byte[8]]);

        (await project.Dotnet("build")).Succeeds();
        Command refused = (await project.Run()).Succeeds();

        Assert.StartsWith("InvalidDataException", refused.Output, StringComparison.Ordinal);
        Assert.Contains("weights/xor.safetensors", refused.Output, StringComparison.Ordinal);
        Assert.Contains("layers.0.weight", refused.Output, StringComparison.Ordinal);
    }
}
