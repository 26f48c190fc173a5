using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec;

namespace NetGen.Generator;

/// <summary>
/// A class with [Network]: what it declares, as values, and its syntax, in which findings are located. Made anew for each
/// compilation and never compared; only <see cref="Network"/> goes on towards the sources.
/// </summary>
internal sealed class AttributedClass
{
    private readonly SourceLocations _locations;
    private readonly Finding? _failure;

    private AttributedClass(DeclaredNetwork? network, SourceLocations locations, Finding? failure)
    {
        Network = network;
        _locations = locations;
        _failure = failure;
    }

    /// <summary>Null when reading it failed.</summary>
    public DeclaredNetwork? Network { get; }

    /// <summary>Null when another part of the same class has the attribute already, which the language forbids.</summary>
    public static AttributedClass? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        AttributeData attribute = context.Attributes[0];
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (!IsFirst(attribute, type) || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
            return null;

        var declaration = (TypeDeclarationSyntax)context.TargetNode;
        var locations = new SourceLocations(declaration, syntax);
        try
        {
            IReadOnlyList<(DeclaredMember Declared, Location Location)> members = MemberReader.Read(type, declaration);
            locations.Members = members.Select(member => member.Location).ToList();
            HostDeclaration host = HostReader.Read(type, declaration, members.Select(member => member.Declared));
            return new AttributedClass(new DeclaredNetwork(AttributeReader.Read(attribute), host), locations, failure: null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new AttributedClass(network: null, locations, Stages.Failure(type.Name, exception));
        }
    }

    public void Report(SourceProductionContext output, ProjectContext project, Stages stages)
    {
        IReadOnlyList<SpecFile> attached = Attached(project);
        SpecFile? file = attached.Count == 1 ? attached[0] : null;
        IEnumerable<Finding> findings = Network is null ? [_failure!] : stages.Analyze(Network, project).Findings;
        foreach (Finding finding in findings)
            output.ReportDiagnostic(Descriptors.Diagnostic(finding, _locations.Find(finding.Where, file)));
    }

    /// <summary>The JSON files that are this class's rather than on their own.</summary>
    public IReadOnlyList<SpecFile> Attached(ProjectContext project) =>
        Network is null ? [] : SpecFile.AttachedTo(Network.Declaration, Network.Host.Name, project);

    private static bool IsFirst(AttributeData attribute, INamedTypeSymbol type)
    {
        AttributeData first = type.GetAttributes().First(other => SymbolEqualityComparer.Default.Equals(other.AttributeClass, attribute.AttributeClass));
        return first.ApplicationSyntaxReference is { } its && attribute.ApplicationSyntaxReference is { } ours
            && its.SyntaxTree == ours.SyntaxTree && its.Span == ours.Span;
    }
}
