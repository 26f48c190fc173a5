using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>A formula over a layer's units, and what receives its value for each vector of them.</summary>
/// <param name="ZeroPadding">Whether the lanes behind the last unit must hold zeros.</param>
/// <param name="Once">Whether the value is one of the whole layer: it is received once, in every lane.</param>
internal sealed record Evaluation(Value Formula, Action<UnitVector, Value> Sink, bool ZeroPadding = true, bool Once = false);
