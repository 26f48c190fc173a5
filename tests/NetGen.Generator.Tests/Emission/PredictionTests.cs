using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emission;

/// <summary>A network with <c>Training = false</c>: no code but for predicting, and no way to train it.</summary>
public sealed class PredictionTests
{
    private const string Use = """
        using System;
        using NetGen;

        public static class Program
        {
            public static void Use(IrisNet net, Dataset<float> data, float[] x, float[] y)
            {
                _ = (IrisNet.InputSize, IrisNet.Info, IrisNet.Classes.Length, IrisNet.Pretrained.PredictClass(x));
                net.Forward(x, y);
                net.PredictBatch(x, new int[net.Predict(x)]);
                net.ForwardBatch(x, y, threads: 2);
                Standardizer.Fit(data).FoldInto(net);
                net.Save("iris.safetensors");
                Copy(IrisNet.Load("iris.safetensors"));
                {0}
            }

            private static T Copy<T>(IInference<T, float> net) where T : class, IInference<T, float>
            {
                T copy = T.Create(T.ParameterCount);
                copy.CopyFrom(net.Clone());
                return copy;
            }
        }
        """;

    /// <summary>Of every form of kernels.</summary>
    [Theory]
    [InlineData("4-6:gelu-3:softmax")]
    [InlineData("40-70:gelu-3:softmax")]
    [InlineData("40-70:gelu-70:silu-30:softmax")]
    [InlineData("40-70:gelu-30:softmax", ", Precision = NetGen.Precision.Double")]
    public void EmittedCode_HasNothingOfTraining(string architecture, string properties = "")
    {
        string[] ofTraining = ["Train", "Evaluate", "Backward", "Gradient", "Losses", "Step(", "Back(", "Transposed", "_late", "learningRate", "rate)", "targets", "label"];
        Assert.Equal(ofTraining, ofTraining.Where(Emitted("").Contains));
        Assert.DoesNotContain(ofTraining, Emitted(", Training = false").Contains);

        string Emitted(string training) => string.Concat(GeneratorRun
            .OfValid(new TestProject($"[NetGen.Network(\"{architecture}\"{properties}{training})] public partial class IrisNet;")).Sources.Values);
    }

    [Theory]
    [InlineData("")]
    [InlineData("net.Fit(data);", "CS1061")]
    [InlineData("net.Trainer(new Sgd(0.1));", "CS1061")]
    [InlineData("net.Evaluate(data);", "CS1061")]
    [InlineData("GradientCheck.Run(net, x, y);", "CS0411")]
    [InlineData("net.TrainBatch(x, y, 0.1f);", "CS1061")]
    [InlineData("INetwork<IrisNet, float> trained = net;", "CS0311", "CS0266")]
    public void Program_ThatTrainsIt_DoesNotCompile(string statement, params string[] errors)
    {
        Assert.Equal(errors, Errors(", Training = false"));
        Assert.Empty(Errors(""));
        Assert.Empty(Errors(", Training = true"));

        IEnumerable<string> Errors(string training)
        {
            GeneratorRun run = GeneratorRun.Of(new TestProject(
                $"[NetGen.Network(\"4-6-3:softmax\", Classes = [\"a\", \"b\", \"c\"], Weights = \"iris.safetensors\"{training})] public partial class IrisNet;",
                Use.Replace("{0}", statement, StringComparison.Ordinal))
            { Weights = ["iris.safetensors"] });
            Assert.Empty(run.Diagnostics);
            return run.CompilerDiagnostics.Select(diagnostic => diagnostic.Id).Distinct();
        }
    }

    [Fact]
    public void Pretrained_SaysThatItIsShared()
    {
        GeneratorRun run = GeneratorRun.OfValid(new TestProject(
            "[NetGen.Network(\"4-3\", Weights = \"iris.safetensors\", Training = false)] public partial class IrisNet;",
            "public static class Program { public static bool Use(NetGen.Runtime.IShared network) => network.IsShared && Use(new IrisNet()); }")
        { Weights = ["iris.safetensors"] });
        Assert.Contains(run.Sources.Values, text => text.Contains("IShared.IsShared => this == _pretrained;", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void File_EmitsWhatTheAttributeEmits(string training)
    {
        GeneratorRun byAttribute = GeneratorRun.OfValid(new TestProject($"[NetGen.Network(\"4-6-3\", Training = {training})] public partial class IrisNet;"));
        GeneratorRun byFile = GeneratorRun.OfValid(new TestProject("[NetGen.Network] public partial class IrisNet;")
        {
            Specs = new Dictionary<string, string> { ["IrisNet.netgen.json"] = $$"""{ "architecture": "4-6-3", "training": {{training}} }""" },
        });
        Assert.Equal(byAttribute.Sources, byFile.Sources);
    }
}
