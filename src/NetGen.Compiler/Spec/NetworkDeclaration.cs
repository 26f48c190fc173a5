using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Spec;

/// <summary>
/// What the user declared, from an attribute or a JSON file, as it was written: enum values by name, null for what was left
/// out. Equal declarations are equal wherever they stand.
/// </summary>
internal sealed record NetworkDeclaration
{
    public string? Architecture { get; init; }

    /// <summary>The layers, where they are not said by an architecture text but each by itself.</summary>
    public GraphSpec? Graph { get; init; }

    /// <summary>The JSON file that says the rest.</summary>
    public string? Spec { get; init; }

    public string? Hidden { get; init; }

    public string? Output { get; init; }

    public string? Loss { get; init; }

    public string? Initializer { get; init; }

    public double? InitializerScale { get; init; }

    public double? InitialBias { get; init; }

    public string? Precision { get; init; }

    public string? Weights { get; init; }

    public EquatableArray<string>? Classes { get; init; }

    public bool? Trace { get; init; }

    public bool? Training { get; init; }

    /// <summary>True when it is known to be wrong as a whole, to the host compiler or to a finding, so that nothing more needs saying about it.</summary>
    public bool IsRejected { get; init; }

    /// <summary>One part's value, or null where it was left out.</summary>
    public object? this[Part part] => part switch
    {
        Part.Architecture => Architecture,
        Part.Layers => Graph,
        Part.Hidden => Hidden,
        Part.Output => Output,
        Part.Loss => Loss,
        Part.Initializer => Initializer,
        Part.InitializerScale => InitializerScale,
        Part.InitialBias => InitialBias,
        Part.Precision => Precision,
        Part.Weights => Weights,
        Part.Classes => Classes,
        Part.Trace => Trace,
        Part.Training => Training,
        _ => null,
    };
}
