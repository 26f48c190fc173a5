namespace NetGen.Compiler.Spec;

/// <summary>What a network's meaning takes from the project around it.</summary>
/// <param name="OldLanguage">The C# version the project compiles as, where it is too old; else null.</param>
/// <param name="Weights">The weights files that are embedded, by their '/'-separated paths within the project, in ordinal order.</param>
/// <param name="RequiresWeights">True when the output is going to be published or packed, so that weights must be there.</param>
internal sealed record ProjectContext(string? OldLanguage, EquatableArray<string> Weights, bool RequiresWeights)
{
    public static readonly ProjectContext Empty = new(null, EquatableArray<string>.Empty, RequiresWeights: false);
}
