namespace NetGen.Compiler.Spec;

/// <summary>One layer of the architecture text; the first is the input.</summary>
/// <param name="Name">What messages call it: as the names of its tensors begin, which count from 0 after the input.</param>
/// <param name="Size">Null where the text has none, which is then a finding.</param>
/// <param name="Activation">The name after ':', or null.</param>
internal sealed record LayerSpec(string Name, Written<long>? Size, Written<string>? Activation);
