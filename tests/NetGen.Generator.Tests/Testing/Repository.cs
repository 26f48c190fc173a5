using System.Reflection;

namespace NetGen.Generator.Tests.Testing;

/// <summary>The files that are held against the code.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    public static string PathOf(string file) => Path.Combine(Root, file);

    /// <summary>A file's text with \n line ends.</summary>
    public static string Read(string file) => File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");
}
