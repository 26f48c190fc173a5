using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Model;

/// <summary>A part of what a network takes or gives.</summary>
/// <param name="Name">What it is called; null where there is only one.</param>
internal sealed record Port(string? Name, Shape Shape);
