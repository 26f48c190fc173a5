using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler;
using NetGen.Compiler.Spec;

namespace NetGen.Generator;

/// <summary>Reads what the class that carries a network is, in the words in which generated parts must repeat it.</summary>
internal static class HostReader
{
    private static readonly SymbolDisplayFormat Dotted = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static HostDeclaration Read(INamedTypeSymbol type, TypeDeclarationSyntax declaration, IEnumerable<DeclaredMember> members) => new(
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Dotted),
        new EquatableArray<OuterType>(declaration.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(Outer)),
        Keyword(declaration),
        declaration.Identifier.Text,
        TypeParameters(declaration),
        HintName.Of(type),
        Traits(type, declaration),
        new EquatableArray<DeclaredMember>(members));

    private static OuterType Outer(TypeDeclarationSyntax outer) => new(
        outer.Identifier.Text,
        outer.TypeParameterList is { Parameters.Count: > 0 and int count } ? $"{outer.Identifier.Text}`{count}" : outer.Identifier.Text,
        $"{Keyword(outer)} {outer.Identifier.Text}{TypeParameters(outer)}",
        IsPartial(outer));

    private static string Keyword(TypeDeclarationSyntax declaration) =>
        declaration is RecordDeclarationSyntax record && record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword)
            ? "record struct"
            : declaration.Keyword.Text;

    private static string TypeParameters(TypeDeclarationSyntax declaration)
    {
        if (declaration.TypeParameterList is not { Parameters: { Count: > 0 } parameters })
            return "";
        IEnumerable<string> names = parameters.Select(parameter => (parameter.VarianceKeyword.Text + " " + parameter.Identifier.Text).TrimStart());
        return $"<{string.Join(", ", names)}>";
    }

    private static HostTraits Traits(INamedTypeSymbol type, TypeDeclarationSyntax declaration) =>
        (IsPartial(declaration) ? HostTraits.Partial : 0)
        | (type.IsStatic ? HostTraits.Static : 0)
        | (type.IsAbstract && !type.IsStatic ? HostTraits.Abstract : 0)
        | (IsFileLocal(type) ? HostTraits.FileLocal : 0)
        | (HasPrimaryConstructor(type) ? HostTraits.PrimaryConstructor : 0)
        | (BaseNeedsArguments(type) ? HostTraits.BaseNeedsArguments : 0)
        | (HasRequiredMembers(type) ? HostTraits.RequiredMembers : 0);

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static bool IsFileLocal(INamedTypeSymbol? type) => type is not null && (type.IsFileLocal || IsFileLocal(type.ContainingType));

    private static bool BaseNeedsArguments(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object } parent }
        && !parent.InstanceConstructors.Any(constructor =>
            constructor.DeclaredAccessibility != Accessibility.Private && constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams));

    private static bool HasRequiredMembers(INamedTypeSymbol? type) =>
        type is not null && (type.GetMembers().Any(IsRequired) || HasRequiredMembers(type.BaseType));

    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static bool HasPrimaryConstructor(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(part => part.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null });
}
