using Microsoft.CodeAnalysis;
using NetGen.Compiler.Findings;

namespace NetGen.Generator;

/// <summary>The compiler's findings as Roslyn's diagnostics.</summary>
internal static class Descriptors
{
    private const string Documentation = "https://github.com/netgen/netgen/blob/main/src/NetGen.Generator/Diagnostics/README.md#";

    private static readonly Dictionary<FindingKind, DiagnosticDescriptor> ByKind = FindingTable.All.ToDictionary(kind => kind, Describe);

    public static Diagnostic Diagnostic(Finding finding, Location location) => Microsoft.CodeAnalysis.Diagnostic.Create(
        ByKind[finding.Kind],
        location,
        Severity(finding.Severity),
        additionalLocations: null,
        finding.Correction is { } correction ? CorrectionProperties.Of(correction.Written, correction.Instead) : null,
        finding.Arguments.ToArray<object>());

    public static DiagnosticDescriptor Of(FindingKind kind) => ByKind[kind];

    private static DiagnosticDescriptor Describe(FindingKind kind) => new(
        kind.Id,
        kind.Title,
        kind.Message,
        kind.Category,
        Severity(kind.Severity),
        isEnabledByDefault: true,
        helpLinkUri: Documentation + kind.Id.ToLowerInvariant());

    private static DiagnosticSeverity Severity(Severity severity) => severity switch
    {
        Compiler.Findings.Severity.Info => DiagnosticSeverity.Info,
        Compiler.Findings.Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Error,
    };
}
