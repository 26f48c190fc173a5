using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Model;
using NetGen.Compiler.Spec;

namespace NetGen.Generator;

/// <summary>Reads those members of a class that are named like generated ones.</summary>
internal static class MemberReader
{
    public static IReadOnlyList<(DeclaredMember Declared, Location Location)> Read(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        string name = declaration.Identifier.Text;
        IEnumerable<(DeclaredMember, Location)> members =
            from member in type.GetMembers()
            where !member.IsImplicitlyDeclared && (member.CanBeReferencedByName || IsConstructor(member))
            let memberName = IsConstructor(member) ? name : member.Name
            where Members.IsReserved(memberName, name)
            where member is not IMethodSymbol { Arity: > 0 }
            select (new DeclaredMember(memberName, Parameters(member, type, name)), member.Locations[0]);
        return members.ToList();
    }

    /// <summary>A primary constructor is none: it is told apart by the class's own declaration.</summary>
    private static bool IsConstructor(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && !constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    private static string? Parameters(ISymbol member, INamedTypeSymbol type, string name) =>
        member is IMethodSymbol method ? string.Join(", ", method.Parameters.Select(parameter => Type(parameter, type, name))) : null;

    private static string Type(IParameterSymbol parameter, INamedTypeSymbol type, string name)
    {
        string itself = SymbolEqualityComparer.Default.Equals(parameter.Type, type) ? name : parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return parameter.RefKind == RefKind.None ? itself : $"{parameter.RefKind.ToString().ToLowerInvariant()} {itself}";
    }
}
