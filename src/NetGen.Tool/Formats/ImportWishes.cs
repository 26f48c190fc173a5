namespace NetGen.Tool.Formats;

/// <summary>What is asked of an import beside the file; a format refuses what it has no use for.</summary>
/// <param name="Outputs">The model's outputs that the network is to have; null for the only one.</param>
/// <param name="Name">The class of the network; unless given, made of the file's name.</param>
/// <param name="Namespace">Its namespace; unless given, the global one.</param>
/// <param name="Architecture">The architecture, for files that do not say it.</param>
internal sealed record ImportWishes(IReadOnlyList<string>? Outputs = null, string? Name = null, string? Namespace = null, string? Architecture = null);
