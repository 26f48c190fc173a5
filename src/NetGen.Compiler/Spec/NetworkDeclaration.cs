namespace NetGen.Compiler.Spec;

/// <summary>
/// What the user declared, from an attribute or a JSON file, as it was written: enum values by name, null for what was left
/// out. Equal declarations are equal wherever they stand.
/// </summary>
internal sealed record NetworkDeclaration
{
    public string? Architecture { get; init; }

    public string? Hidden { get; init; }

    public string? Output { get; init; }

    public string? Loss { get; init; }

    public string? Initializer { get; init; }

    public double? InitializerScale { get; init; }

    public double? InitialBias { get; init; }

    public string? Precision { get; init; }

    public string? Weights { get; init; }

    /// <summary>True when the host compiler already rejects the declaration, so that nothing more needs saying about it.</summary>
    public bool IsRejected { get; init; }
}
