using System.Diagnostics;
using System.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Benchmarks.Generation;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;

namespace NetGen.Benchmarks;

/// <summary>How long the source generator keeps the C# compiler or the editor waiting, and how much it writes.</summary>
internal static class GeneratorTimes
{
    private const int Many = 200, Repeats = 21, RepeatsOfMany = 5, WarmUpMethods = 20;
    private const double WarmUpSeconds = 3;

    public static Section Measure()
    {
        UserProject[] projects = [.. Workload.All.Select(network => new UserProject([network]))];
        WarmUp(projects);
        var table = new Table("", "cold, ms", "keystroke, ms", "C#, KiB", "IL, bytes");
        foreach (var (network, project) in Workload.All.Zip(projects))
        {
            CSharpCompilation compilation = project.Compile();
            GeneratorDriver driver = UserProject.NewDriver().RunGenerators(compilation);
            int size = Emitted.IntermediateLanguageBytes(driver, compilation);
            table.Add([network.Name, .. Row(project, driver, compilation, Repeats), Numbers.Significant(size)]);
        }

        var many = new UserProject(Enumerable.Range(0, Many).Select(number => Workload.All[number % Workload.All.Count]));
        CSharpCompilation manyCompiled = many.Compile();
        table.Add([$"{Many} networks", .. Row(many, UserProject.NewDriver().RunGenerators(manyCompiled), manyCompiled, RepeatsOfMany), Numbers.Significant(double.NaN)]);
        return new(
            "The source generator in a warm process, medians. Cold: a new compilation and a new driver, as in a build. Keystroke: a "
                + $"character typed elsewhere in the file, after which no file is emitted again. {Many} networks: W1 to W6 in turn, in one compilation.",
            table);
    }

    private static string[] Row(UserProject project, GeneratorDriver driver, CSharpCompilation compilation, int repeats) =>
    [
        Milliseconds(repeats, () => Cold(project)),
        Milliseconds(repeats, () => Keystroke(driver, compilation)),
        Numbers.Significant(Emitted.SourceBytes(driver) / 1024.0),
    ];

    private static string Milliseconds(int repeats, Func<double> measure) =>
        Numbers.Significant(Statistics.Median([.. Enumerable.Range(0, repeats).Select(_ => measure())]) * 1000);

    private static double Cold(UserProject project)
    {
        CSharpCompilation compilation = project.Compile();
        GeneratorDriver driver = UserProject.NewDriver();
        return Time(ref driver, compilation);
    }

    private static double Keystroke(GeneratorDriver driver, CSharpCompilation compilation)
    {
        var before = Emitted.Sources(driver).Select(source => source.SourceText);
        double seconds = Time(ref driver, UserProject.Type(compilation));
        return before.SequenceEqual(Emitted.Sources(driver).Select(source => source.SourceText), ReferenceEqualityComparer.Instance)
            ? seconds
            : throw new InvalidOperationException("A keystroke elsewhere made the generator emit files again.");
    }

    private static double Time(ref GeneratorDriver driver, Compilation compilation)
    {
        double start = ThreadClock.Seconds;
        driver = driver.RunGenerators(compilation);
        return ThreadClock.Seconds - start;
    }

    /// <summary>Until the compiler and the generator are compiled with all optimisations: the JIT has hardly anything left to do.</summary>
    private static void WarmUp(UserProject[] projects)
    {
        long compiled;
        do
        {
            compiled = JitInfo.GetCompiledMethodCount();
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds;)
            {
                foreach (UserProject project in projects)
                    _ = Cold(project);
            }
        }
        while (JitInfo.GetCompiledMethodCount() - compiled > WarmUpMethods);
    }
}
