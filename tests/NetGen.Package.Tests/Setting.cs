using System.Reflection;

namespace NetGen.Package.Tests;

/// <summary>What the build wrote down for the tests, in the project file.</summary>
internal static class Setting
{
    /// <summary>The root of the repository.</summary>
    public static string Repository => Read("Repository");

    /// <summary>The folder of the SDK's C# compiler.</summary>
    public static string Compiler => Read("Compiler");

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration => Read("Configuration");

    /// <summary>The folder for the packages of scratch projects, so that the user's own never holds the package under test.</summary>
    public static string PackageCache => Read("PackageCache");

    /// <summary>The user's own package folder: read, so that nothing in it is downloaded again.</summary>
    public static string SharedPackages => Read("SharedPackages");

    private static string Read(string key) =>
        typeof(Setting).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
