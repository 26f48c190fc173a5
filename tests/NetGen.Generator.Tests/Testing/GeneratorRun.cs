using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Compiler.Model;

namespace NetGen.Generator.Tests.Testing;

/// <summary>
/// What the generator made of a project. Every run is two: after the first, a comment is added above the networks and a file
/// beside them, and the second must find everything in the cache.
/// </summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(GeneratorRunResult result, IReadOnlyList<Diagnostic> diagnostics, CSharpCompilation output, CSharpCompilation input)
    {
        Result = result;
        Diagnostics = diagnostics;
        Output = output;
        Input = input;
    }

    public GeneratorRunResult Result { get; }

    /// <summary>What the generator reported, after #pragma and .editorconfig.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The project without the emitted files.</summary>
    public CSharpCompilation Input { get; }

    /// <summary>The project with the emitted files.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>The emitted files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources => Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>The stems of the emitted files' names, one a network, in ordinal order.</summary>
    public IReadOnlyList<string> Networks =>
    [
        .. Result.TrackedSteps.GetValueOrDefault(Steps.Model, [])
            .SelectMany(step => step.Outputs)
            .Select(output => (Analysis)output.Value)
            .Select(analysis => (analysis.Model?.Host ?? analysis.Broken!.Host).HintName)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Errors and warnings of the compiler about the whole project, except that the tests' own classes have no XML comments.</summary>
    public IEnumerable<Diagnostic> CompilerDiagnostics => Relevant(Output);

    /// <summary>The same if the emitted files did not silence any warning.</summary>
    public IEnumerable<Diagnostic> CompilerDiagnosticsWithoutPragmas => Relevant(Input.AddSyntaxTrees(Sources.Select(source => CSharpSyntaxTree.ParseText(
        source.Value.Replace("#pragma warning disable\n", "", StringComparison.Ordinal),
        (CSharpParseOptions)Input.SyntaxTrees[0].Options,
        "/Demo/obj/" + source.Key))));

    /// <summary>Runs the generator twice and asserts that the second run cached everything.</summary>
    public static GeneratorRun Of(TestProject project, IIncrementalGenerator? generator = null, IReadOnlyList<string>? steps = null)
    {
        using var culture = new HostileCulture();
        var input = project.Compile();
        var driver = Driver(project, generator ?? new NetworkGenerator()).RunGeneratorsAndUpdateCompilation(input, out var output, out var diagnostics);
        var run = new GeneratorRun(driver.GetRunResult().Results.Single(), [.. diagnostics.Where(diagnostic => !diagnostic.IsSuppressed)], (CSharpCompilation)output, input);
        Assert.Null(run.Result.Exception);

        var (_, again) = Next(driver, Caching.EditElsewhere(input, project));
        Caching.AssertAllCached(run.Result, again, steps ?? Steps.All);
        return run;
    }

    /// <summary>Runs on a project whose networks must be right: no diagnostic, and emitted code that compiles without a warning.</summary>
    public static GeneratorRun OfValid(TestProject project)
    {
        var run = Of(project);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerDiagnostics);
        return run;
    }

    /// <summary>The source characters that a diagnostic marks.</summary>
    public static string TextAt(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);

    /// <summary>One more run of a driver.</summary>
    public static (GeneratorDriver Driver, GeneratorRunResult Result) Next(GeneratorDriver driver, Compilation compilation)
    {
        driver = driver.RunGenerators(compilation);
        return (driver, driver.GetRunResult().Results.Single());
    }

    private IEnumerable<Diagnostic> Relevant(Compilation compilation) => compilation.GetDiagnostics().Where(diagnostic =>
        diagnostic.Severity >= DiagnosticSeverity.Warning && !(diagnostic.Id == "CS1591" && Input.ContainsSyntaxTree(diagnostic.Location.SourceTree)));

    public static GeneratorDriver Driver(TestProject project, IIncrementalGenerator generator) => CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()],
        [.. project.Weights.Select(name => new BinaryFile("/Demo/" + name)), .. project.Specs.Select(spec => new SpecText("/Demo/" + spec.Key, spec.Value))],
        project.ParseOptions,
        Options(project),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>What the build tells the generator about the project and its files.</summary>
    public static BuildOptions Options(TestProject project) => new(
        new Dictionary<string, string>
        {
            [Project.RequiresWeightsProperty] = project.RequiresWeights ? "true" : "",
            [Project.FolderProperty] = "/Demo/",
        },
        path => path.EndsWith(".safetensors", StringComparison.Ordinal)
            ? new Dictionary<string, string>
            {
                [Project.WeightsMetadata] = path["/Demo/".Length..],
                [Project.HeaderMetadata] = project.Headers.GetValueOrDefault(path["/Demo/".Length..], ""),
            }
            : new Dictionary<string, string>());
}
