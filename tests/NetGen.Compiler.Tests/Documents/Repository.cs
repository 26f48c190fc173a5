using System.Reflection;

namespace NetGen.Compiler.Tests.Documents;

/// <summary>The files that are held against the code.</summary>
internal static class Repository
{
    public static readonly string Root = Path.GetDirectoryName(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Readme").Value!)!;

    /// <summary>A file's text with \n line ends.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n");
}
