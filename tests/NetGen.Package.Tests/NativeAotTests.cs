using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Package.Tests;

/// <summary>A program published as native code does what it does under the just-in-time compiler, to the bit.</summary>
public sealed class NativeAotTests(PackedPackage package)
{
    private const string Program = """
        using System;
        using System.Linq;
        using NetGen;

        float[] inputs = [.. Enumerable.Range(0, 120).Select(i => MathF.Round(MathF.Sin(i), 3))];
        int[] labels = [.. Enumerable.Range(0, 30).Select(i => i % 3)];
        var classifier = new Classifier(seed: 1);
        for (int step = 0; step < 20; step++)
            Console.WriteLine(classifier.TrainBatch(inputs, labels, 0.1f).ToString("R"));
        Print<Classifier, float>(classifier);

        double[] numbers = [.. inputs.Select(x => (double)x)];
        var regression = new Regression(seed: 2);
        for (int step = 0; step < 20; step++)
            Console.WriteLine(regression.TrainBatch(numbers.AsSpan(0, 90), numbers.AsSpan(0, 60), 0.1).ToString("R"));
        Print<Regression, double>(regression);

        var outputs = new float[IrisNet.OutputSize];
        IrisNet.Pretrained.Forward([5.1f, 3.5f, 1.4f, 0.2f], outputs);
        Console.WriteLine(string.Join(' ', outputs));

        static void Print<TNetwork, T>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork, T>
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            var parameters = new T[TNetwork.ParameterCount];
            network.GetParameters(parameters);
            Console.WriteLine(string.Join(' ', parameters));
        }

        [Network("4-40:relu-3:softmax")]
        public partial class Classifier;

        [Network("3-5:tanh-9:sigmoid-2", Precision = Precision.Double)]
        public partial class Regression;

        [Network("4-6:relu-3:softmax", Weights = "iris.safetensors")]
        public partial class IrisNet;
        """;

    /// <summary>With the instruction set that the build advises for the framework; without it, native code has no fused multiply-add, and so other bits.</summary>
    [Theory]
    [InlineData("net9.0", "x86-x64-v3")]
    [InlineData("net10.0", "x86-64-v3")]
    public async Task NativeCode_PrintsWhatTheJitPrints(string framework, string instructionSet)
    {
        Assert.SkipUnless(OperatingSystem.IsWindows() || Command.Exists("clang") || Command.Exists("gcc"), "NativeAOT links with clang or gcc, and neither is here: apt-get install clang");

        string instructions = Fma.IsSupported ? $"<IlcInstructionSet>{instructionSet}</IlcInstructionSet>" : "";
        using var project = new ScratchProject(package, Program, $"<TargetFramework>{framework}</TargetFramework><PublishAot>true</PublishAot><TrimmerSingleWarn>false</TrimmerSingleWarn>{instructions}");
        project.Write("iris.safetensors", File.ReadAllBytes(Path.Combine(Setting.Repository, "samples/Iris/iris.safetensors")));

        Command publish = (await project.Dotnet("publish")).Succeeds();
        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);

        string output = Path.Combine(project.Folder, "bin", "Release", framework, RuntimeInformation.RuntimeIdentifier);
        Command native = (await Command.Run(project.Folder, Path.Combine(output, "publish", OperatingSystem.IsWindows() ? "App.exe" : "App"), [])).Succeeds();
        Command jit = (await Command.Run(project.Folder, "dotnet", [Path.Combine(output, "App.dll")], ("DOTNET_ROLL_FORWARD", "Major"))).Succeeds();

        Assert.Equal(jit.Output, native.Output);
    }

    /// <summary>The names are those with which the test above publishes.</summary>
    [Theory]
    [InlineData("net9.0", "<PublishAot>true</PublishAot>", "x86-x64-v")]
    [InlineData("net10.0", "<PublishAot>true</PublishAot>", "x86-64-v")]
    [InlineData("net10.0", "<PublishAot>true</PublishAot><IlcInstructionSet>x86-64-v3</IlcInstructionSet>", null)]
    [InlineData("net10.0", "", null)]
    [InlineData("net10.0", "<PublishAot>true</PublishAot><RuntimeIdentifier>linux-x64</RuntimeIdentifier>", "x86-64-v")]
    [InlineData("net10.0", "<PublishAot>true</PublishAot><RuntimeIdentifier>linux-arm64</RuntimeIdentifier>", null)]
    [InlineData("net9.0", "<PublishAot>true</PublishAot><RuntimeIdentifier>linux-arm64</RuntimeIdentifier>", null)]
    public async Task Build_ForNativeCode_AdvisesTheNameOfTheFramework(string framework, string properties, string? name)
    {
        using var project = new ScratchProject(package, "System.Console.WriteLine();", $"<TargetFramework>{framework}</TargetFramework>{properties}");
        (await project.Dotnet("restore", "-property:PublishAot=false", "-property:RuntimeIdentifier=")).Succeeds();

        // The target alone: a whole build for another processor would need that processor's runtime.
        string advice = (await project.Dotnet("msbuild", "-target:NetGenInstructionSet")).Succeeds().Output;

        Assert.Equal(name is not null, advice.Contains("IlcInstructionSet", StringComparison.Ordinal));
        if (name is not null)
        {
            Assert.Contains($"<IlcInstructionSet>{name}3</IlcInstructionSet>", advice, StringComparison.Ordinal);
            Assert.Contains($"{name}4 gives them 512 bits, but that program does not start on a processor without AVX-512", advice, StringComparison.Ordinal);
        }
    }
}
