namespace NetGen.Compiler.Kernels;

/// <summary>The units that share a vector, by the number of the first one.</summary>
internal sealed record UnitVector(Index First, Flavour Flavour);
