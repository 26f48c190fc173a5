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
}
