namespace NetGen.Generator;

/// <summary>The names of the tracked steps: all that must stay as it is while the user edits something else.</summary>
internal static class Steps
{
    /// <summary>One *.netgen.json file.</summary>
    public const string Spec = "Spec";

    /// <summary>What the project offers to all networks.</summary>
    public const string Project = "Project";

    /// <summary>What one class or file declares.</summary>
    public const string Declaration = "Declaration";

    /// <summary>What it means.</summary>
    public const string Model = "Model";

    /// <summary>Its emitted files.</summary>
    public const string Sources = "Sources";

    public static readonly IReadOnlyList<string> All = [Spec, Project, Declaration, Model, Sources];
}
