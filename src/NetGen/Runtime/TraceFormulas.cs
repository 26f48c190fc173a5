using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>A formula over the units of one layer.</summary>
/// <param name="z">Pre-activations.</param>
/// <param name="a">Outputs; empty where the formula has none in it, as are the others.</param>
/// <param name="da">The gradient of the loss by the outputs.</param>
/// <param name="t">Targets.</param>
/// <param name="result">Overwritten: a number for each unit, or a single one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void TraceFormula<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> da, ReadOnlySpan<T> t, Span<T> result)
    where T : unmanaged;

/// <summary>The formulas of one network, for <see cref="Tracing"/>. Made by generated code.</summary>
/// <param name="Forward">For each layer a = f(z).</param>
/// <param name="Backward">For each layer dE/dz: of hidden layers by z, a and dE/da, of the last by z and t.</param>
/// <param name="OutputGradient">dE/da of the last layer, by z, a and t.</param>
/// <param name="Loss">E, by z and t of the last layer.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TraceFormulas<T>(
    IReadOnlyList<TraceFormula<T>> Forward, IReadOnlyList<TraceFormula<T>> Backward, TraceFormula<T> OutputGradient, TraceFormula<T> Loss)
    where T : unmanaged;
