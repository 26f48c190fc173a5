using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Tests.Testing;

/// <summary>A user's project in memory: what a test varies of it, and everything else as the SDK would have it.</summary>
internal sealed record TestProject(params string[] Sources)
{
    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location),
    ];

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp13;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public bool CheckOverflow { get; init; }

    public DocumentationMode Documentation { get; init; } = DocumentationMode.Diagnose;

    /// <summary>JSON specs by their paths within the project.</summary>
    public IReadOnlyDictionary<string, string> Specs { get; init; } = new Dictionary<string, string>();

    /// <summary>Severities as a .globalconfig or NoWarn sets them, by diagnostic id.</summary>
    public IReadOnlyDictionary<string, ReportDiagnostic> GlobalSeverities { get; init; } = new Dictionary<string, ReportDiagnostic>();

    /// <summary>Logical names of the embedded weights.</summary>
    public IReadOnlyList<string> Weights { get; init; } = [];

    /// <summary>The headers of those weights that the build has read, by their logical names, as the package's task encodes them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the build is for publishing or packing.</summary>
    public bool RequiresWeights { get; init; }

    /// <summary>Severities as an .editorconfig sets them, by diagnostic id.</summary>
    public IReadOnlyDictionary<string, ReportDiagnostic> EditorConfig { get; init; } = new Dictionary<string, ReportDiagnostic>();

    public CSharpParseOptions ParseOptions => new(Language, Documentation);

    public CSharpCompilation Compile()
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            warningLevel: 9999,
            nullableContextOptions: Nullable,
            checkOverflow: CheckOverflow,
            specificDiagnosticOptions: GlobalSeverities,
            deterministic: true).WithSyntaxTreeOptionsProvider(new EditorConfig(EditorConfig));
        return CSharpCompilation.Create("Demo", Sources.Select(Parse), References, options);
    }

    public SyntaxTree Parse(string source, int number) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), ParseOptions, path: $"/Demo/File{number}.cs");
}
