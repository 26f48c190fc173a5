namespace NetGen.Compiler.Model;

/// <summary>The user's partial class as the emitted parts must repeat it.</summary>
/// <param name="Namespace">Dotted, empty for the global namespace.</param>
/// <param name="Outer">The types it is nested in, outermost first, as declarations: <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Name">The class's own name.</param>
/// <param name="FullName">As reflection spells it: <c>Demo.Outer`1+Class</c>.</param>
/// <param name="HintName">Unique among all networks of the compilation, ignoring case: the stem of the emitted files' names.</param>
internal sealed record HostType(string Namespace, EquatableArray<string> Outer, string Name, string FullName, string HintName)
{
    /// <summary>True when no part of the class is the user's, so that it is declared by what is emitted.</summary>
    public bool IsDeclaredHere { get; init; }

    /// <summary>
    /// The namespace of the network's kernels: inside it, names mean what its own usings say, whatever the user declares. Its own
    /// last name is no type's, as it ends in an underscore. The kernels' types are not file-local, as then every name in them
    /// costs the C# compiler a hash of the file's path.
    /// </summary>
    public string KernelNamespace => "NetGen.Generated." + string.Concat((FullName + ".").Select(Letter));

    /// <summary>That namespace from anywhere.</summary>
    public string Kernels => "global::" + KernelNamespace;

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
