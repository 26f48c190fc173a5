using System.Globalization;

namespace NetGen.Compiler.Findings;

/// <summary>One thing found in one declaration.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Where">Where in the declaration.</param>
/// <param name="Severity">The kind's severity, unless the circumstances change it.</param>
/// <param name="Arguments">For the holes of the kind's message.</param>
internal sealed record Finding(FindingKind Kind, Place Where, Severity Severity, EquatableArray<string> Arguments)
{
    public string Id => Kind.Id;

    /// <summary>Where one word of the place is to be another, which and which; else null.</summary>
    public Correction? Correction { get; init; }

    public string Message => string.Format(CultureInfo.InvariantCulture, Kind.Message, Arguments.ToArray<object>());

    public override string ToString() => $"{Id} {Where.Part}[{Where.Start},{Where.Length}]: {Message}";
}
