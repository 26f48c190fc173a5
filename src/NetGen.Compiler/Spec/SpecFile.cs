using NetGen.Compiler.Findings;
using NetGen.Compiler.Spec.Json;

namespace NetGen.Compiler.Spec;

/// <summary>A *.netgen.json file of the project.</summary>
/// <param name="Path">Within the project, '/'-separated.</param>
/// <param name="FullPath">What the host compiler calls it.</param>
/// <param name="Text">Its content.</param>
/// <param name="Name">The class that it declares if it stands alone; null where it names none, or nothing that can be a class.</param>
/// <param name="Namespace">That class's namespace, empty for the global one.</param>
internal sealed record SpecFile(string Path, string FullPath, string Text, string? Name, string Namespace)
{
    public static SpecFile Read(string path, string fullPath, string text)
    {
        var json = JsonSpec.Read(text, new FindingList());
        bool isClass = json.Name is { } name && Identifier.IsValid(name) && Identifier.IsNamespace(json.Namespace ?? "");
        return new SpecFile(path, fullPath, text, isClass ? json.Name : null, isClass ? json.Namespace ?? "" : "");
    }

    /// <summary>Namespace and name.</summary>
    public string? FullName => Name is null ? null : Namespace.Length > 0 ? $"{Namespace}.{Name}" : Name;

    /// <summary>
    /// The files that a class is meant to get its network from: the one that the attribute names, else, where the attribute has
    /// no architecture, one of the class's name.
    /// </summary>
    public static IReadOnlyList<SpecFile> AttachedTo(NetworkDeclaration declaration, string className, ProjectContext project)
    {
        if (declaration.Spec is { } written)
        {
            IReadOnlyList<string> paths = ProjectPath.Matches(written, project.Specs.Select(file => file.Path));
            return [.. project.Specs.Where(file => paths.Contains(file.Path))];
        }

        return declaration.Architecture is null
            ? [.. project.Specs.Where(file => string.Equals(ProjectPath.FileName(file.Path), className + ".netgen.json", StringComparison.OrdinalIgnoreCase))]
            : [];
    }

    /// <summary>The class that the file declares, if it stands alone; a class of the file's own name where it names none.</summary>
    public HostDeclaration Host(ProjectContext project)
    {
        var alike = project.Specs
            .Where(file => string.Equals(file.FullName, FullName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        SpecFile? first = alike.FirstOrDefault(file => file.FullName == FullName);
        int number = alike.FindIndex(file => file.Path == Path);
        return new HostDeclaration(
            Namespace,
            EquatableArray<OuterType>.Empty,
            "class",
            Name ?? ProjectPath.FileName(Path),
            TypeParameters: "",
            $"{FullName ?? Path}-json" + (number > 0 ? $"-{number + 1}" : ""),
            HostTraits.Partial,
            EquatableArray<DeclaredMember>.Empty)
        {
            Origin = HostOrigin.File,
            TakenBy = FullName is null || first is null || first.Path == Path ? null : first.Path,
        };
    }
}
