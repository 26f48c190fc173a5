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

    [Fact]
    public async Task NativeCode_PrintsWhatTheJitPrints()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows() || OnPath("clang") || OnPath("gcc"), "NativeAOT links with clang or gcc, and neither is here: apt-get install clang");

        // Without the setting, native code has no fused multiply-add, and so other bits.
        string instructions = Fma.IsSupported ? "<IlcInstructionSet>x86-x64-v3</IlcInstructionSet>" : "";
        using var project = new ScratchProject(package, Program, $"<TargetFramework>net9.0</TargetFramework><PublishAot>true</PublishAot><TrimmerSingleWarn>false</TrimmerSingleWarn>{instructions}");
        project.Write("iris.safetensors", File.ReadAllBytes(Path.Combine(Setting.Repository, "samples/Iris/iris.safetensors")));

        Command publish = (await project.Dotnet("publish")).Succeeds();
        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);

        string output = Path.Combine(project.Folder, "bin", "Release", "net9.0", RuntimeInformation.RuntimeIdentifier);
        Command native = (await Command.Run(project.Folder, Path.Combine(output, "publish", OperatingSystem.IsWindows() ? "App.exe" : "App"), [])).Succeeds();
        Command jit = (await Command.Run(project.Folder, "dotnet", [Path.Combine(output, "App.dll")], ("DOTNET_ROLL_FORWARD", "Major"))).Succeeds();

        Assert.Equal(jit.Output, native.Output);
    }

    [Theory]
    [InlineData("<PublishAot>true</PublishAot>", true)]
    [InlineData("<PublishAot>true</PublishAot><IlcInstructionSet>x86-x64-v3</IlcInstructionSet>", false)]
    [InlineData("", false)]
    public async Task Build_ForNativeCode_SaysWhatTheInstructionSetCosts(string properties, bool says)
    {
        using var project = new ScratchProject(package, "System.Console.WriteLine();", $"<TargetFramework>net9.0</TargetFramework>{properties}");
        Command build = (await project.Dotnet("build")).Succeeds();
        Assert.Equal(says, build.Output.Contains("<IlcInstructionSet>x86-x64-v3</IlcInstructionSet>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("linux-x64", true)]
    [InlineData("linux-arm64", false)]
    public async Task Build_ForNativeCode_SaysItOfX64Alone(string runtime, bool says)
    {
        using var project = new ScratchProject(package, "System.Console.WriteLine();");
        (await project.Dotnet("restore")).Succeeds();

        // The target alone: a whole build for another processor would need that processor's runtime.
        Command target = (await project.Dotnet("msbuild", "-target:NetGenInstructionSet", "-property:PublishAot=true", $"-property:RuntimeIdentifier={runtime}")).Succeeds();
        Assert.Equal(says, target.Output.Contains("<IlcInstructionSet>x86-x64-v3</IlcInstructionSet>", StringComparison.Ordinal));
    }

    private static bool OnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
