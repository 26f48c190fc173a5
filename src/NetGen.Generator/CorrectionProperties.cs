using System.Collections.Immutable;

namespace NetGen.Generator;

/// <summary>How a diagnostic tells a code fix which word is to be which: by its properties. Compiled into both of their assemblies.</summary>
internal static class CorrectionProperties
{
    public const string Written = nameof(Written);

    public const string Instead = nameof(Instead);

    public static ImmutableDictionary<string, string?> Of(string written, string instead) =>
        ImmutableDictionary<string, string?>.Empty.Add(Written, written).Add(Instead, instead);
}
