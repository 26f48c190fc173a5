using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Timing;
using NetGen.Generator;

namespace NetGen.Benchmarks;

/// <summary>What the generator costs the compiler and the editor, and how much it writes.</summary>
internal static class GeneratorTimes
{
    private const int Repeats = 15, ManyNetworks = 200;

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(NetworkAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static string Print(IReadOnlyList<Workload> workloads)
    {
        foreach (Workload workload in workloads)
            Cold(Project([workload.Architecture]));

        var table = new Table("network", "cold, ms", "after a keystroke elsewhere, ms", "C# compiler, ms", "C#, KiB", "IL, KiB", "C# for prediction only, KiB");
        foreach (Workload workload in workloads)
        {
            CSharpCompilation project = Project([workload.Architecture]);
            var (_, driver) = Cold(project);
            table.Add(
                $"{workload.Name} {workload.Architecture}",
                Numbers.Significant(Median(() => Cold(project).Milliseconds)),
                Numbers.Significant(Median(() => Cached(driver, project))),
                Numbers.Significant(Median(() => Compiled(project))),
                Numbers.Significant(Kibibytes(driver)),
                Numbers.Significant(EmittedCode.IntermediateLanguageBytes(workload) / 1024.0),
                Numbers.Significant(Kibibytes(Cold(Project([workload.Architecture], ", Training = false")).Driver)));
        }

        CSharpCompilation many = Project([.. Enumerable.Range(0, ManyNetworks).Select(index => $"4-{6 + (index % 50)}:relu-3:softmax")]);
        var (_, manyDriver) = Cold(many);
        table.Add(
            $"{ManyNetworks} networks, 4-6…55-3",
            Numbers.Significant(Median(() => Cold(many).Milliseconds)),
            Numbers.Significant(Median(() => Cached(manyDriver, many))),
            "",
            Numbers.Significant(Kibibytes(manyDriver)),
            "",
            "");
        return $"""
            Medians of {Repeats} runs of a generator that the JIT has compiled before. Cold: the first run on a project; else: a run after
            a character was typed behind the network. The C# compiler's time is what binding and writing the network takes it, once it has
            been compiled by the JIT. The sizes are those of what is emitted and of what it is compiled into.

            {table}
            """;
    }

    private static double Kibibytes(GeneratorDriver driver) => driver.GetRunResult().GeneratedTrees.Sum(tree => (long)tree.Length) / 1024.0;

    private static double Median(Func<double> measure) => Statistics.Median(Enumerable.Range(0, Repeats).Select(_ => measure()));

    /// <summary>A project of one file per network.</summary>
    private static CSharpCompilation Project(string[] architectures, string properties = "") => CSharpCompilation.Create(
        "Project",
        architectures.Select((architecture, index) => Parse($$"""
            [NetGen.Network("{{architecture}}"{{properties}})]
            public partial class Network{{index}};

            public static class Use{{index}}
            {
                public static int Parameters() => Network{{index}}.ParameterCount;
            }
            """)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp13));

    /// <summary>The first run of a generator that has been compiled by the JIT, but has never seen this project.</summary>
    private static (double Milliseconds, GeneratorDriver Driver) Cold(CSharpCompilation project)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.CSharp13));
        return Run(driver, project.Clone());
    }

    /// <summary>What the C# compiler takes over a project, and over what the generator adds to it.</summary>
    private static double Compiled(CSharpCompilation project)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.CSharp13));
        driver.RunGeneratorsAndUpdateCompilation(project.Clone(), out Compilation whole, out _);
        double start = ThreadClock.Seconds;
        if (!whole.Emit(Stream.Null).Success)
            throw new InvalidOperationException("What is emitted does not compile.");
        return (ThreadClock.Seconds - start) * 1e3;
    }

    /// <summary>A run after one character was typed into the first file, behind its network.</summary>
    private static double Cached(GeneratorDriver driver, CSharpCompilation project)
    {
        SyntaxTree file = project.SyntaxTrees[0];
        return Run(driver, project.ReplaceSyntaxTree(file, Parse(file + "/"))).Milliseconds;
    }

    private static (double Milliseconds, GeneratorDriver Driver) Run(GeneratorDriver driver, CSharpCompilation project)
    {
        double start = ThreadClock.Seconds;
        driver = driver.RunGenerators(project);
        return ((ThreadClock.Seconds - start) * 1e3, driver);
    }
}
