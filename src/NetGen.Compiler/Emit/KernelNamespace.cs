using NetGen.Compiler.Model;

namespace NetGen.Compiler.Emit;

/// <summary>
/// The namespace of a network's kernels: inside it, names mean what its own usings say, whatever the user declares. Its own
/// last name is no type's, as it ends in an underscore. The kernels' types are not file-local, as then every name in them
/// costs the C# compiler a hash of the file's path.
/// </summary>
internal static class KernelNamespace
{
    /// <summary>Its name.</summary>
    public static string Of(HostType host) => "NetGen.Generated." + string.Concat((host.FullName + ".").Select(Letter));

    /// <summary>Its name from anywhere.</summary>
    public static string Global(HostType host) => "global::" + Of(host);

    /// <summary>As an identifier may hold it: different names stay different, as what follows a dot is never a digit.</summary>
    private static string Letter(char character) => character switch
    {
        '.' => "_",
        '+' => "_0",
        '`' => "_1",
        '_' => "_2",
        _ => character.ToString(),
    };
}
