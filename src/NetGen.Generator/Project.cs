using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler;
using NetGen.Compiler.Spec;

namespace NetGen.Generator;

/// <summary>Reads what a network's meaning takes from the project: language version, names of weights files, build settings.</summary>
internal static class Project
{
    /// <summary>Item metadata that the package's targets put on each weights file: the name of its embedded resource.</summary>
    public const string WeightsMetadata = "build_metadata.AdditionalFiles.NetGenWeights";

    /// <summary>MSBuild property that the package's targets set to true while publishing or packing.</summary>
    public const string RequiresWeightsProperty = "build_property.NetGenRequiresWeights";

    public static IncrementalValueProvider<ProjectContext> Read(IncrementalGeneratorInitializationContext context)
    {
        var weights = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, _) => pair.Right.GetOptions(pair.Left).TryGetValue(WeightsMetadata, out var name) ? name : "")
            .Where(name => name.Length > 0)
            .Collect();
        var requiresWeights = context.AnalyzerConfigOptionsProvider.Select((options, _) => IsTrue(options, RequiresWeightsProperty));
        var oldLanguage = context.ParseOptionsProvider.Select((options, _) => OldLanguage(options));

        return weights.Combine(requiresWeights).Combine(oldLanguage).Select((all, _) => new ProjectContext(
            all.Right,
            Sorted(all.Left.Left),
            all.Left.Right));
    }

    private static EquatableArray<string> Sorted(ImmutableArray<string> names) => new(names.OrderBy(name => name, StringComparer.Ordinal));

    private static bool IsTrue(AnalyzerConfigOptionsProvider options, string property) =>
        options.GlobalOptions.TryGetValue(property, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static string? OldLanguage(ParseOptions options) =>
        options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp12 and var version } ? version.ToDisplayString() : null;
}
