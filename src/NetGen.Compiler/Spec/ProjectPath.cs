namespace NetGen.Compiler.Spec;

/// <summary>How a declaration names a file of the project: by its exact path, else by the end of it.</summary>
internal static class ProjectPath
{
    /// <summary>The paths that are meant, one if all is well. Both sides use '/'; a '\' and a leading "./" are forgiven.</summary>
    public static IReadOnlyList<string> Matches(string written, IEnumerable<string> paths)
    {
        string path = written.Replace('\\', '/');
        if (path.StartsWith("./", StringComparison.Ordinal))
            path = path.Substring(2);
        var candidates = paths.Where(candidate => candidate == path || candidate.EndsWith("/" + path, StringComparison.Ordinal)).ToList();
        return candidates.Contains(path) ? [path] : candidates;
    }

    public static string FileName(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
