using NetGen.Compiler.Model;

namespace NetGen.Generator.Tests.Testing;

/// <summary>Every network of <c>tests/Corpus</c> as the generator understands it, read from its sources: nothing is compiled.</summary>
internal static class Corpus
{
    private static readonly Lazy<IReadOnlyList<NetworkModel>> All = new(() => Of(Sources));

    /// <summary>The networks in ordinal order of their hint names.</summary>
    public static IReadOnlyList<NetworkModel> Models => All.Value;

    private static string[] Sources =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests/Corpus"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText),
    ];

    /// <summary>The networks of some sources, likewise.</summary>
    public static IReadOnlyList<NetworkModel> Of(params string[] sources)
    {
        var project = new TestProject(sources)
        {
            Specs = Directory.EnumerateFiles(Repository.PathOf("tests/Corpus"), "*.netgen.json").ToDictionary(file => Path.GetFileName(file), File.ReadAllText),
        };
        var (_, run) = GeneratorRun.Next(GeneratorRun.Driver(project, new NetworkGenerator()), project.Compile());
        return
        [
            .. run.TrackedSteps[Steps.Model]
                .SelectMany(step => step.Outputs)
                .Select(output => ((Analysis)output.Value).Model ?? throw new InvalidOperationException("A network of the corpus is in error."))
                .OrderBy(model => model.Host.HintName, StringComparer.Ordinal),
        ];
    }
}
