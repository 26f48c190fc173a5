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

    private StandaloneFile(SpecFile file, DeclaredNetwork? declared, Finding? failure)
    {
        File = file;
        _declared = declared;
        _failure = failure;
    }

    public SpecFile File { get; }

    /// <summary>Null where the file names no class.</summary>
    public DeclaredNetwork? Network => File.Name is null ? null : _declared;

    public static StandaloneFile Read(SpecFile file, ProjectContext project, Compilation compilation)
    {
        try
        {
            var declared = new DeclaredNetwork(new NetworkDeclaration { Spec = file.Path }, AmongTypes(Host(file, project, compilation), compilation));
            return new StandaloneFile(file, declared, failure: null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new StandaloneFile(file, declared: null, Stages.Failure(file.Path, exception));
        }
    }

    public void Report(SourceProductionContext output, ProjectContext project, Stages stages)
    {
        IEnumerable<Finding> findings = _declared is null ? [_failure!] : stages.Analyze(_declared, project).Findings;
        foreach (var finding in findings)
            output.ReportDiagnostic(Descriptors.Diagnostic(finding, FileLocations.FindOrWhole(File, finding.Where)));
    }

    /// <summary>Only here: where a type hides the namespace NetGen, nobody can write the attribute.</summary>
    private static HostDeclaration AmongTypes(HostDeclaration host, Compilation compilation) =>
        compilation.Assembly.GlobalNamespace.GetTypeMembers("NetGen", arity: 0).IsEmpty ? host : host with { Traits = host.Traits | HostTraits.HiddenLibrary };

    private static HostDeclaration Host(SpecFile file, ProjectContext project, Compilation compilation)
    {
        var host = file.Host(project);
        if (file.FullName is not { } name
            || compilation.Assembly.GetTypeByMetadataName(name) is not { } type
            || type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not TypeDeclarationSyntax declaration)
        {
            return host;
        }

        var hasAttribute = type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == "NetGen.NetworkAttribute");
        return HostReader.Read(type, declaration, MemberReader.Read(type, declaration).Select(member => member.Declared)) with
        {
            HintName = host.HintName,
            Origin = HostOrigin.FileAndClass,
            TakenBy = host.TakenBy ?? (hasAttribute ? "[Network] on the class" : null),
        };
    }
}
