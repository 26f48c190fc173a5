using NetGen.Compiler.Findings;

namespace NetGen.Compiler.Model;

/// <summary>What became of a declaration.</summary>
/// <param name="Model">The network, or null where something is wrong with it.</param>
/// <param name="Broken">What is emitted instead of a network in error; null for a valid one, and where nothing can be added to the class.</param>
/// <param name="Findings">Everything found, warnings included.</param>
internal sealed record Analysis(NetworkModel? Model, BrokenNetwork? Broken, EquatableArray<Finding> Findings)
{
    /// <summary>What emitting needs, which stays the same while findings come and go.</summary>
    public Analysis WithoutFindings() => this with { Findings = EquatableArray<Finding>.Empty };
}
