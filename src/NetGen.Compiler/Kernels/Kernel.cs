namespace NetGen.Compiler.Kernels;

/// <summary>One emitted method on raw memory.</summary>
/// <param name="Summary">One comment line over the method.</param>
/// <param name="Memory">Its <c>ref</c> parameters.</param>
/// <param name="Counts">Its <c>nuint</c> parameters.</param>
/// <param name="Scalars">Its parameters of the network's number type.</param>
internal sealed record Kernel(
    string Name,
    string Summary,
    IReadOnlyList<string> Memory,
    IReadOnlyList<string> Counts,
    IReadOnlyList<string> Scalars,
    IReadOnlyList<Statement> Body,
    Pass Pass = Pass.Forward);
