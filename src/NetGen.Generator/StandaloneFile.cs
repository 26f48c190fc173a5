using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;

namespace NetGen.Generator;

/// <summary>
/// A *.netgen.json file taken as a network of its own: it declares the whole class, of which the user may have written a part.
/// A file that names no class is one only for its findings.
/// </summary>
internal sealed class StandaloneFile
{
    private readonly DeclaredNetwork? _declared;
    private readonly Finding? _failure;

    /// <summary>Where the user's part of the class stands, the class's name first, then the members that the host lists; empty without such a part.</summary>
    private readonly IReadOnlyList<Location> _part;

    private StandaloneFile(SpecFile file, DeclaredNetwork? declared, IReadOnlyList<Location> part, Finding? failure)
    {
        File = file;
        _declared = declared;
        _part = part;
        _failure = failure;
    }

    public SpecFile File { get; }

    /// <summary>Null where the file names no class.</summary>
    public DeclaredNetwork? Network => File.Name is null ? null : _declared;

    public static StandaloneFile Read(SpecFile file, ProjectContext project, Compilation compilation)
    {
        try
        {
            (HostDeclaration? host, IReadOnlyList<Location>? part) = Host(file, project, compilation);
            if (HidesLibrary(compilation))
                host = host with { Traits = host.Traits | HostTraits.HiddenLibrary };
            return new StandaloneFile(file, new DeclaredNetwork(new NetworkDeclaration { Spec = file.Path }, host), part, failure: null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new StandaloneFile(file, declared: null, part: [], Stages.Failure(file.Path, exception));
        }
    }

    public void Report(SourceProductionContext output, ProjectContext project, Stages stages)
    {
        IEnumerable<Finding> findings = _declared is null ? [_failure!] : stages.Analyze(_declared, project).Findings;
        foreach (Finding finding in findings)
            output.ReportDiagnostic(Descriptors.Diagnostic(finding, Find(finding.Where)));
    }

    private Location Find(Place place) => place.Part switch
    {
        Part.Class when _part.Count > 0 => _part[0],
        Part.Member => _part[1 + place.Start],
        _ => FileLocations.FindOrWhole(File, place),
    };

    /// <summary>Asked here only: where a type hides the namespace NetGen, nobody can write the attribute.</summary>
    private static bool HidesLibrary(Compilation compilation) => !compilation.Assembly.GlobalNamespace.GetTypeMembers("NetGen", arity: 0).IsEmpty;

    private static (HostDeclaration Host, IReadOnlyList<Location> Part) Host(SpecFile file, ProjectContext project, Compilation compilation)
    {
        HostDeclaration host = file.Host(project);
        if (file.FullName is not { } name
            || compilation.Assembly.GetTypeByMetadataName(name) is not { } type
            || type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not TypeDeclarationSyntax declaration)
        {
            return (host, []);
        }

        bool hasAttribute = type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == "NetGen.NetworkAttribute");
        IReadOnlyList<(DeclaredMember Declared, Location Location)> members = MemberReader.Read(type, declaration);
        HostDeclaration part = HostReader.Read(type, declaration, members.Select(member => member.Declared)) with
        {
            HintName = host.HintName,
            Origin = HostOrigin.FileAndClass,
            TakenBy = host.TakenBy ?? (hasAttribute ? "[Network] on the class" : null),
        };
        return (part, [declaration.Identifier.GetLocation(), .. members.Select(member => member.Location)]);
    }
}
