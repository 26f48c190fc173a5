using System.Runtime.InteropServices;

namespace NetGen.Package.Tests;

/// <summary>A program published as native code for ARM64, and run by an emulator, does what it does on x64, to the bit.</summary>
public sealed class Arm64Tests(PackedPackage package)
{
    private const string Program = """
        using System;
        using System.Linq;
        using System.Runtime.InteropServices;
        using NetGen;

        float[] inputs = [.. Enumerable.Range(0, 160).Select(i => (i * 37 % 41 - 20) / 16f)];
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i * 7 % 3)];
        double[] numbers = [.. inputs.Select(x => (double)x)];

        Print<Classifier, float>(new Classifier(seed: 1), inputs, net => net.TrainBatch(inputs, labels, 0.05f));
        Print<Regression, double>(new Regression(seed: 2), numbers.AsSpan(0, 120).ToArray(), net => net.TrainBatch(numbers.AsSpan(0, 120), numbers.AsSpan(0, 80), 0.01));

        static void Print<TNetwork, T>(TNetwork net, T[] inputs, Func<TNetwork, T> train)
            where TNetwork : class, INetwork<TNetwork, T>
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            Console.WriteLine($"initial {Parameters(net)}");
            var outputs = new T[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
            net.ForwardBatch(inputs, outputs);
            Console.WriteLine($"forward {Hash(outputs)}");
            T loss = default;
            for (int step = 0; step < 100; step++)
                loss = train(net);
            Console.WriteLine($"trained {Parameters(net)}");
            Console.WriteLine($"loss {Hash([loss])} {loss}");
        }

        static string Parameters<TNetwork, T>(INetwork<TNetwork, T> net)
            where TNetwork : class, INetwork<TNetwork, T>
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            var parameters = new T[TNetwork.ParameterCount];
            net.GetParameters(parameters);
            return Hash(parameters);
        }

        // FNV-1a, as .NET's own hashes load OpenSSL, which is not among an emulator's libraries.
        static string Hash<T>(T[] values)
            where T : unmanaged
        {
            ulong hash = 14695981039346656037;
            foreach (byte value in MemoryMarshal.AsBytes(values.AsSpan()))
                hash = (hash ^ value) * 1099511628211;
            return hash.ToString("x16");
        }

        [Network("4-40:relu-9:tanh-5:gelu-3:softmax")]
        public partial class Classifier;

        [Network("3-5:tanh-9:sigmoid-6:mish-2", Precision = Precision.Double)]
        public partial class Regression;
        """;

    /// <summary>On x64 with fused multiply-add, which ARM64 always has.</summary>
    [Fact]
    public async Task NativeCode_ForArm64_PrintsWhatTheJitPrintsOnX64()
    {
        Assert.SkipUnless(
            new[] { "clang", "ld.lld", "aarch64-linux-gnu-gcc", "qemu-aarch64-static" }.All(Command.Exists),
            "Programs for ARM64 are linked and run by tools that are not all here: apt-get install clang lld gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static");
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64 && System.Runtime.Intrinsics.X86.Fma.IsSupported, "The bits of ARM64 are those of an x64 processor with fused multiply-add, which this one lacks");

        // Symbols stay, so that no tool need strip those of another processor; and its libraries for cultures are not here.
        using var project = new ScratchProject(
            package,
            Program,
            "<TargetFramework>net10.0</TargetFramework><RuntimeIdentifiers>linux-arm64</RuntimeIdentifiers><PublishAot>true</PublishAot><LinkerFlavor>lld</LinkerFlavor><StripSymbols>false</StripSymbols><InvariantGlobalization>true</InvariantGlobalization>");

        (await project.Dotnet("build")).Succeeds();
        Command x64 = (await project.Run()).Succeeds();

        Command publish = (await project.Dotnet("publish", "--no-restore", "--runtime", "linux-arm64")).Succeeds();
        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);
        string app = Path.Combine("bin", "Release", "net10.0", "linux-arm64", "publish", "App");
        Command arm64 = (await Command.Run(project.Folder, "qemu-aarch64-static", ["-L", "/usr/aarch64-linux-gnu", app])).Succeeds();

        Assert.Equal(8, x64.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());
        Assert.Equal(x64.Output, arm64.Output);
    }
}
