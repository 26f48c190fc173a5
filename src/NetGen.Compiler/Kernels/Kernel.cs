namespace NetGen.Compiler.Kernels;

/// <summary>One emitted method on raw memory.</summary>
/// <param name="Summary">One comment line over the method.</param>
/// <param name="Memory">Its <c>ref</c> parameters.</param>
/// <param name="Counts">Its <c>nuint</c> parameters.</param>
/// <param name="Scalars">Its parameters of the network's number type.</param>
/// <param name="Regions">Where in that memory the regions lie that it works in.</param>
/// <param name="Stage">Its number among the stages of a pass over a whole batch.</param>
internal sealed record Kernel(
    string Name,
    string Summary,
    IReadOnlyList<string> Memory,
    IReadOnlyList<string> Counts,
    IReadOnlyList<string> Scalars,
    IReadOnlyList<LetPointer> Regions,
    IReadOnlyList<Statement> Body,
    Pass Pass = Pass.Forward,
    int Stage = 0)
{
    /// <summary>What each of its phases works in, by names, in the order in which they run.</summary>
    public IReadOnlyList<IEnumerable<string>> Phases { get; init; } = [Regions.Select(region => region.Name)];

    /// <summary>Its parameters that are vectors.</summary>
    public IReadOnlyList<Vector> Vectors { get; init; } = [];

    /// <summary>Which of its vectors it gives.</summary>
    public Vector? Result { get; init; }

    /// <summary>Where a region lies, or memory that is a parameter.</summary>
    public Pointer Place(string name) => Regions.FirstOrDefault(region => region.Name == name)?.To ?? new Pointer(name);
}
