namespace NetGen.Compiler.Spec;

/// <summary>One layer of the architecture text; the first is the input.</summary>
/// <param name="Number">Counted from 1, the input included.</param>
/// <param name="Size">Null where the text has none, which is then a finding.</param>
/// <param name="Activation">The name after ':', or null.</param>
internal sealed record LayerSpec(int Number, Written<long>? Size, Written<string>? Activation);
