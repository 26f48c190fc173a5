namespace NetGen.Compiler.Spec;

/// <summary>What a network's meaning takes from the project around it.</summary>
/// <param name="OldLanguage">The C# version the project compiles as, where it is too old; else null.</param>
/// <param name="Specs">The *.netgen.json files, in ordinal order of their paths.</param>
/// <param name="Weights">The weights files that are embedded, in ordinal order of their paths.</param>
/// <param name="RequiresWeights">True when the output is going to be published or packed, so that weights must be there.</param>
internal sealed record ProjectContext(string? OldLanguage, EquatableArray<SpecFile> Specs, EquatableArray<ProjectWeights> Weights, bool RequiresWeights)
{
    public static readonly ProjectContext Empty = new(null, EquatableArray<SpecFile>.Empty, EquatableArray<ProjectWeights>.Empty, RequiresWeights: false);
}
