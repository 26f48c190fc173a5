namespace NetGen.Compiler.Spec;

/// <summary>What was written, taken apart: the declaration with its architecture as layers.</summary>
/// <param name="Layers">The input, then the layers, as far as the text could be read.</param>
internal sealed record NetworkSpec(NetworkDeclaration Declaration, EquatableArray<LayerSpec> Layers);
