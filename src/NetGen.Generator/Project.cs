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

    /// <summary>Item metadata beside it: the beginning of the file, as the package's task reads it.</summary>
    public const string HeaderMetadata = "build_metadata.AdditionalFiles.NetGenHeader";

    /// <summary>MSBuild property that the package's targets set to true while publishing or packing.</summary>
    public const string RequiresWeightsProperty = "build_property.NetGenRequiresWeights";

    /// <summary>MSBuild property, always visible: the project's folder.</summary>
    public const string FolderProperty = "build_property.ProjectDir";

    private const string SpecExtension = ".netgen.json";

    /// <summary>Each *.netgen.json among the additional files.</summary>
    public static IncrementalValuesProvider<SpecFile> ReadSpecs(IncrementalGeneratorInitializationContext context) => context.AdditionalTextsProvider
        .Where(text => text.Path.EndsWith(SpecExtension, StringComparison.OrdinalIgnoreCase))
        .Combine(context.AnalyzerConfigOptionsProvider.Select((options, _) => options.GlobalOptions.TryGetValue(FolderProperty, out string? folder) ? folder : ""))
        .Select((pair, cancellation) => SpecFile.Read(
            WithinProject(pair.Left.Path, pair.Right),
            pair.Left.Path,
            pair.Left.GetText(cancellation)?.ToString() ?? ""));

    public static IncrementalValueProvider<ProjectContext> Read(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ImmutableArray<SpecFile>> specs)
    {
        IncrementalValueProvider<ImmutableArray<ProjectWeights>> weights = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, _) => Weights(pair.Right.GetOptions(pair.Left)))
            .Where(weights => weights.Path.Length > 0)
            .Collect();
        IncrementalValueProvider<bool> requiresWeights = context.AnalyzerConfigOptionsProvider.Select((options, _) => IsTrue(options, RequiresWeightsProperty));
        IncrementalValueProvider<string?> oldLanguage = context.ParseOptionsProvider.Select((options, _) => OldLanguage(options));

        return weights.Combine(requiresWeights).Combine(oldLanguage).Combine(specs).Select((all, _) => new ProjectContext(
            all.Left.Right,
            new EquatableArray<SpecFile>(all.Right.OrderBy(file => file.Path, StringComparer.Ordinal)),
            new EquatableArray<ProjectWeights>(all.Left.Left.Left.OrderBy(weights => weights.Path, StringComparer.Ordinal)),
            all.Left.Left.Right));
    }

    private static ProjectWeights Weights(AnalyzerConfigOptions options)
    {
        return new ProjectWeights(Value(WeightsMetadata), Value(HeaderMetadata));

        string Value(string key) => options.TryGetValue(key, out string? value) ? value : "";
    }

    private static string WithinProject(string path, string folder)
    {
        (string? file, string? root) = (path.Replace('\\', '/'), folder.Replace('\\', '/').TrimEnd('/') + "/");
        return root.Length > 1 && file.StartsWith(root, StringComparison.OrdinalIgnoreCase) ? file.Substring(root.Length) : ProjectPath.FileName(file);
    }

    private static bool IsTrue(AnalyzerConfigOptionsProvider options, string property) =>
        options.GlobalOptions.TryGetValue(property, out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static string? OldLanguage(ParseOptions options) =>
        options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp12 and var version } ? version.ToDisplayString() : null;
}
