using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Spec;

/// <summary>What was written, taken apart: the declaration with its architecture as layers.</summary>
/// <param name="Input">The shape of the input; empty where it could not be read.</param>
/// <param name="Layers">What comes after it, as far as the text could be read.</param>
internal sealed record NetworkSpec(NetworkDeclaration Declaration, EquatableArray<Written<long>> Input, EquatableArray<LayerSpec> Layers);
