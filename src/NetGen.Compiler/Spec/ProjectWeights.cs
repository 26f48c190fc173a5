namespace NetGen.Compiler.Spec;

/// <summary>A weights file of the project.</summary>
/// <param name="Path">Its '/'-separated path within the project.</param>
/// <param name="Header">The file up to where its data begins, as the build read it: in base 64, "=" for no bytes at all, empty where that is not known.</param>
internal sealed record ProjectWeights(string Path, string Header = "");
