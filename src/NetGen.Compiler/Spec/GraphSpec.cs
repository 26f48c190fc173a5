using NetGen.Compiler.Findings;
using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Spec;

/// <summary>Layers as JSON has them: a graph, by names.</summary>
/// <param name="Outputs">The names of the layers that give the network's outputs; empty where the last one does.</param>
internal sealed record GraphSpec(EquatableArray<InputSpec> Inputs, EquatableArray<LayerSpec> Layers, EquatableArray<Written<string>> Outputs);

/// <summary>What was written of an input, or of one of several.</summary>
/// <param name="Name">Null where there is only one.</param>
/// <param name="Size">Its shape; empty where that could not be read.</param>
internal sealed record InputSpec(Written<string>? Name, EquatableArray<Written<long>> Size);
