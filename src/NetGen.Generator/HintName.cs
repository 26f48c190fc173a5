using System.Globalization;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>
/// The stem of a class's emitted files: <c>Namespace.Outer+Class</c>. Roslyn compares these names ignoring case and stops the
/// whole generator on a clash, so a name that differs from a neighbour's only by case takes a number, as in <c>Demo.net-2</c>.
/// The compilation knows the neighbours; no network has to know the other networks.
/// </summary>
internal static class HintName
{
    public static string Of(INamedTypeSymbol type)
    {
        INamespaceOrTypeSymbol container = (INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace;
        return Of(container) + Distinct(type, container);
    }

    private static string Of(INamespaceOrTypeSymbol container) => container switch
    {
        INamedTypeSymbol type => Of(type) + "+",
        INamespaceSymbol { IsGlobalNamespace: true } => "",
        _ => Of(container.ContainingNamespace) + Distinct(container, container.ContainingNamespace) + ".",
    };

    private static string Distinct(INamespaceOrTypeSymbol symbol, INamespaceOrTypeSymbol container)
    {
        string name = symbol.MetadataName;
        int before = container.GetMembers().OfType<INamespaceOrTypeSymbol>().Count(other => IsBefore(other, symbol));
        return before == 0 ? name : name + "-" + (before + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Among neighbours that are the same ignoring case, ordinal order decides, then namespaces come before types.</summary>
    private static bool IsBefore(INamespaceOrTypeSymbol other, INamespaceOrTypeSymbol symbol)
    {
        if (!string.Equals(other.MetadataName, symbol.MetadataName, StringComparison.OrdinalIgnoreCase))
            return false;
        int order = string.CompareOrdinal(other.MetadataName, symbol.MetadataName);
        return order < 0 || (order == 0 && other.IsNamespace && symbol.IsType);
    }
}
