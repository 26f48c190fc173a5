using NetGen.Compiler.Operations;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests;

public class SurfaceTests
{
    [Fact]
    public void NetworkInError_EmitsItsSurface()
    {
        var run = GeneratorRun.Of(new TestProject("""
            namespace Demo;

            public partial class Outer<T>
            {
                [NetGen.Network("4-6:relu-3:softmx", Weights = "iris.safetensors")]
                public partial class IrisNet;
            }
            """) { Weights = ["iris.safetensors"] });
        Assert.Equal(["NG2003"], run.Diagnostics.Select(diagnostic => diagnostic.Id));
        Snapshot.Verify(run.Sources.Single().Value, "NetworkInError");
    }

    /// <summary>What a program does with a network compiles all the same, whatever is wrong with the network.</summary>
    [Theory]
    [InlineData("4-6:relu-3:softmx", "")]
    [InlineData("", "")]
    [InlineData("4-6-3", ", Loss = NetGen.Loss.CrossEntropy")]
    [InlineData("4-1:relo", ", Weights = \"iris.safetensors\"")]
    public void NetworkInError_BringsNoErrorOfTheCompiler(string architecture, string properties)
    {
        var run = GeneratorRun.Of(new TestProject(
            $$"""[NetGen.Network("{{architecture}}"{{properties}})] public partial class IrisNet;""",
            """
            using System;
            using NetGen;

            internal static class Program
            {
                public static float Main(float[] x, float[] y, int[] labels)
                {
                    var net = new IrisNet(seed: 1);
                    net.CopyFrom(new IrisNet());
                    net.Forward(x, y);
                    net.ForwardBatch(x, y);
                    net.PredictBatch(x, labels);
                    net.Train(x, label: net.Predict(x), 0.1f);
                    net.TrainBatch(x, labels, 0.1f);
                    net.TrainBatch(x, y, 0.1f);
                    net.GetParameters(new float[IrisNet.ParameterCount]);
                    net.SetParameters(stackalloc float[IrisNet.ParameterCount]);
                    net.Save("iris.safetensors");
                    Console.WriteLine(IrisNet.Load("iris.safetensors").Clone().ToString() + IrisNet.InputSize + IrisNet.OutputSize);
                    return Evaluate<IrisNet>(net, x, labels) + net.Evaluate(x, y) + net.Backward(x, y, new float[1]);
                }

                private static float Evaluate<TSelf>(IClassifier<TSelf, float> network, float[] x, int[] labels)
                    where TSelf : class, IClassifier<TSelf, float> => network.Evaluate(x, labels) + TSelf.ParameterCount + TSelf.Create(1).Evaluate(x, x);
            }
            """));
        Assert.NotEmpty(run.Diagnostics);
        Assert.Empty(run.CompilerDiagnostics);
    }

    [Fact]
    public void NetworkInError_SaysSoWhenItIsUsed()
    {
        var run = GeneratorRun.Of(new TestProject("[NetGen.Network(\"4\")] public partial class IrisNet;"));
        Assert.Contains("throw new global::System.InvalidOperationException(\"The network IrisNet has errors.\")", run.Sources.Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void PublicEnums_NameWhatTheRegistryHas()
    {
        Assert.Equal(Registry.Activations.Select(activation => activation.Name).Order(), Enum.GetNames<NetGen.Activation>().Order());
        Assert.Equal(Registry.Losses.Select(loss => loss.Name).Order(), Enum.GetNames<NetGen.Loss>().Order());
        Assert.Equal(Registry.Initializers.Select(initializer => initializer.Name).Order(), Enum.GetNames<NetGen.Initializer>().Order());
        Assert.Equal(Enum.GetNames<Compiler.Model.Precision>().Order(), Enum.GetNames<NetGen.Precision>().Order());
    }
}
