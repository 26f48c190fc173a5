using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;

namespace NetGen.Benchmarks;

/// <summary>Networks compiled ahead of time: how fast by instruction set, how soon, and how many bytes.</summary>
internal static class NativeCode
{
    private const int Starts = 31;

    /// <summary>The first is what a project gets that sets none. The last does not start on a processor without AVX-512.</summary>
    private static readonly string[] InstructionSets = RuntimeInformation.ProcessArchitecture != Architecture.X64 ? [""]
        : Avx512F.IsSupported ? ["", "x86-64-v3", "x86-64-v4"]
        : ["", "x86-64-v3"];

    public static string Print(IReadOnlyList<Workload> workloads)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netgen-native-");
        try
        {
            return $"""
                Published for .NET 10 by `dotnet publish` with `PublishAot`.

                {Sizes(folder.FullName, workloads)}
                {Speeds(folder.FullName, workloads)}
                """;
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Programs of none, one and two networks, which run and train them, or only run them.</summary>
    private static Table Sizes(string folder, IReadOnlyList<Workload> workloads)
    {
        var table = new Table("program with", "KiB", "KiB more", "process start to first result, ms", "KiB for prediction only");
        long before = 0;
        for (int count = 0; count <= Math.Min(2, workloads.Count); count++)
        {
            Workload[] networks = [.. workloads.Take(count)];
            string program = Publish(Path.Combine(folder, $"size{count}"), Program(networks), "");
            long bytes = new FileInfo(program).Length;
            table.Add(
                count == 0 ? "no network" : string.Join(", ", networks.Select(network => network.Architecture)),
                Numbers.Significant(bytes / 1024.0),
                count == 0 ? "–" : Numbers.Significant((bytes - before) / 1024.0),
                Numbers.Significant(Statistics.Median(Enumerable.Range(0, Starts).Select(_ => MillisecondsToFirstResult(program)))),
                count == 0 ? "–" : Numbers.Significant(new FileInfo(Publish(Path.Combine(folder, $"predicting{count}"), PredictingProgram(networks), "")).Length / 1024.0));
            before = bytes;
        }

        return table;
    }

    /// <summary>Nanoseconds per sample, of one program for each instruction set and of the JIT.</summary>
    private static Table Speeds(string folder, IReadOnlyList<Workload> workloads)
    {
        List<string[]> columns = [];
        foreach (string instructionSet in InstructionSets)
        {
            string project = Path.Combine(folder, "speed" + instructionSet);
            columns.Add(Lines(Run(Publish(project, Program(workloads), instructionSet), "time")));
            if (instructionSet == InstructionSets[^1])
                columns.Add(Lines(Run("dotnet", Path.Combine(project, "bin", "Release", "net10.0", RuntimeInformation.RuntimeIdentifier, "Native.dll"), "time")));
        }

        var table = new Table(["ns per sample", .. InstructionSets.Select(instructionSet => instructionSet == "" ? "no IlcInstructionSet" : instructionSet), "the same by the JIT"]);
        for (int row = 0; row < columns[0].Length; row++)
        {
            string title = columns[0][row].Split(':')[0];
            table.Add([title, .. columns.Select(column => Numbers.Significant(double.Parse(column[row].Split(':')[1], CultureInfo.InvariantCulture)))]);
        }

        return table;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static double MillisecondsToFirstResult(string program)
    {
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        process.StandardOutput.Read();
        double taken = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        process.WaitForExit();
        return taken;
    }

    /// <summary>Writes a project, publishes it and returns the program's path.</summary>
    private static string Publish(string project, string source, string instructionSet)
    {
        Directory.CreateDirectory(project);
        string sources = Path.Combine(Document.Root, "src");
        File.WriteAllText(Path.Combine(project, "Native.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>13</LangVersion>
                <PublishAot>true</PublishAot>
                <IlcInstructionSet>{instructionSet}</IlcInstructionSet>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{sources}/NetGen/NetGen.csproj" />
                <ProjectReference Include="{sources}/NetGen.Generator/NetGen.Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
                <ProjectReference Include="{sources}/NetGen.Compiler/NetGen.Compiler.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "Program.cs"), source);
        string published = Path.Combine(project, "published");
        Run("dotnet", "publish", project, "-c", "Release", "-o", published);
        return Path.Combine(published, OperatingSystem.IsWindows() ? "Native.exe" : "Native");
    }

    /// <summary>A program that prints a first result, or, with an argument, nanoseconds per sample of what the networks do.</summary>
    private static string Program(IEnumerable<Workload> networks) => $$"""
        using System;
        using System.Diagnostics;
        using NetGen;

        {{string.Join("\n", networks.Select(network => $"Use<{network.Name}>(\"{network.Name}\");"))}}
        Console.WriteLine();

        void Use<TNetwork>(string name)
            where TNetwork : class, IClassifier<TNetwork, float>, new()
        {
            var network = new TNetwork();
            var random = new Random(1);
            var inputs = new float[64 * TNetwork.InputSize];
            foreach (ref float input in inputs.AsSpan())
                input = random.NextSingle();
            var outputs = new float[64 * TNetwork.OutputSize];
            var labels = new int[32];
            ReadOnlyMemory<float> one = inputs.AsMemory(0, TNetwork.InputSize), some = inputs.AsMemory(0, 32 * TNetwork.InputSize);
            network.Forward(one.Span, outputs.AsSpan(0, TNetwork.OutputSize));
            if (args.Length == 0)
            {
                Console.WriteLine(outputs[0]);
                network.TrainBatch(some.Span, labels, 0.01f);
                return;
            }

            Time(name + " one sample", 1, () => network.Forward(one.Span, outputs.AsSpan(0, TNetwork.OutputSize)));
            Time(name + " 64 samples", 64, () => network.ForwardBatch(inputs, outputs));
            Time(name + " training, 32 samples", 32, () => network.TrainBatch(some.Span, labels, 0.01f));
        }

        static void Time(string title, int samples, Action call)
        {
            const double series = 0.01;
            long start = Stopwatch.GetTimestamp();
            int calls = 0;
            for (; Stopwatch.GetElapsedTime(start).TotalSeconds < series; calls++)
                call();

            var times = new double[15];
            foreach (ref double time in times.AsSpan())
            {
                start = Stopwatch.GetTimestamp();
                for (int i = 0; i < calls; i++)
                    call();
                time = Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls / samples;
            }

            Array.Sort(times);
            Console.WriteLine($"{title}:{times[times.Length / 2].ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        }

        {{string.Join("\n", networks.Select(network => $"[Network(\"{network.Architecture}\")] partial class {network.Name};"))}}
        """;

    /// <summary>A program that prints a first result of networks without training.</summary>
    private static string PredictingProgram(IEnumerable<Workload> networks) => $$"""
        using System;
        using NetGen;

        {{string.Join("\n", networks.Select(network => $"Use<{network.Name}>();"))}}

        static void Use<TNetwork>()
            where TNetwork : class, IInference<TNetwork, float>
        {
            var outputs = new float[64 * TNetwork.OutputSize];
            var inputs = new float[64 * TNetwork.InputSize];
            TNetwork network = TNetwork.Create(0);
            network.Forward(inputs.AsSpan(0, TNetwork.InputSize), outputs.AsSpan(0, TNetwork.OutputSize));
            network.ForwardBatch(inputs, outputs);
            Console.WriteLine(outputs[0]);
        }

        {{string.Join("\n", networks.Select(network => $"[Network(\"{network.Architecture}\", Training = false)] partial class {network.Name};"))}}
        """;

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };

        // The program times its loops too early for code that is compiled twice.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"`{program} {string.Join(' ', arguments)}` failed:\n\n```\n{output}```\n");
    }
}
