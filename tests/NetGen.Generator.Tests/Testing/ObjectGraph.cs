using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NetGen.Compiler;

namespace NetGen.Generator.Tests.Testing;

/// <summary>Walks everything that a cached value holds.</summary>
internal static class ObjectGraph
{
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(Compilation), typeof(SyntaxNode), typeof(SyntaxToken), typeof(SyntaxTree), typeof(SyntaxReference),
        typeof(Location), typeof(SemanticModel), typeof(AttributeData), typeof(Diagnostic), typeof(AdditionalText), typeof(Array),
    ];

    /// <summary>The first path to something that keeps a compilation alive or has no value equality, or null.</summary>
    public static string? FindForbidden(object value) => Find(value, value.GetType().Name, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Find(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value is string || value is Type || value.GetType().IsPrimitive || value.GetType().IsEnum || value is Delegate)
            return null;
        if (Forbidden.FirstOrDefault(type => type.IsInstanceOfType(value)) is { } forbidden)
            return $"{path} is a {forbidden.Name}";
        if (!seen.Add(value))
            return null;

        var children = IsEquatableArray(value)
            ? ((IEnumerable)value).Cast<object?>().Select((item, index) => (Value: item, Path: $"{path}[{index}]"))
            : Fields(value.GetType()).Select(field => (Value: field.GetValue(value), Path: $"{path}.{field.Name}"));
        return children.Select(child => Find(child.Value, child.Path, seen)).FirstOrDefault(found => found is not null);
    }

    private static bool IsEquatableArray(object value) => value.GetType().IsGenericType && value.GetType().GetGenericTypeDefinition() == typeof(EquatableArray<>);

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field;
        }
    }
}
