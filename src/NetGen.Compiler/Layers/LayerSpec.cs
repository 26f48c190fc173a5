using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Layers;

/// <summary>What was written of one layer, taken apart as the syntax of its kind says.</summary>
/// <param name="Name">What messages call it: as the names of its tensors begin, which count from 0 after the input.</param>
/// <param name="Kind">What it is to be.</param>
/// <param name="Count">The number in front of the kind's word, its units or channels; null where the text has none, which is then a finding.</param>
/// <param name="Activation">The name after ':', or null.</param>
internal sealed record LayerSpec(string Name, LayerKind Kind, Written<long>? Count, Written<string>? Activation);
