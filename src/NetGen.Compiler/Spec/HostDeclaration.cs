namespace NetGen.Compiler.Spec;

/// <summary>The class that carries a network, as the user declared it.</summary>
/// <param name="Namespace">Dotted, empty for the global namespace.</param>
/// <param name="Outer">The types around it, outermost first.</param>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c> or <c>record struct</c>.</param>
/// <param name="Name">Its name, escaped with @ where it is a keyword.</param>
/// <param name="TypeParameters">Its own, as in <c>&lt;T&gt;</c>, empty where it has none.</param>
/// <param name="HintName">Unique in the compilation, ignoring case.</param>
/// <param name="Traits">What its modifiers say.</param>
/// <param name="Members">Those of its members that are named like generated ones.</param>
internal sealed record HostDeclaration(
    string Namespace,
    EquatableArray<OuterType> Outer,
    string Keyword,
    string Name,
    string TypeParameters,
    string HintName,
    HostTraits Traits,
    EquatableArray<DeclaredMember> Members)
{
    public HostOrigin Origin { get; init; }

    /// <summary>What else declares the same class as a network, or null.</summary>
    public string? TakenBy { get; init; }
}

/// <summary>A type around the class.</summary>
/// <param name="FullName">As reflection spells it: <c>Outer`1</c>.</param>
/// <param name="Declaration">Keyword, name and type parameters: <c>class Outer&lt;T&gt;</c>.</param>
internal sealed record OuterType(string Name, string FullName, string Declaration, bool IsPartial);

/// <summary>A member of the class.</summary>
/// <param name="Parameters">The types of a method's or constructor's parameters, separated by ", "; null for any other member.</param>
internal sealed record DeclaredMember(string Name, string? Parameters)
{
    public override string ToString() => Parameters is null ? Name : $"{Name}({Parameters.Replace("global::", "")})";
}

/// <summary>What the modifiers of a class say about it.</summary>
[Flags]
internal enum HostTraits
{
    None = 0,
    Partial = 1,
    Static = 2,
    Abstract = 4,
    FileLocal = 8,
    PrimaryConstructor = 16,

    /// <summary>The base class has no constructor that can be called without arguments.</summary>
    BaseNeedsArguments = 32,

    /// <summary>It has required members, its own or inherited.</summary>
    RequiredMembers = 64,

    /// <summary>The project has a type named NetGen in the global namespace, where the library's namespace would be.</summary>
    HiddenLibrary = 128,
}
