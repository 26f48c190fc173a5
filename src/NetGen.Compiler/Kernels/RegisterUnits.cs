using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>One sample's units side by side in the lanes of a few vectors of known width.</summary>
internal sealed class RegisterUnits(KernelBuilder kernel, Flavour flavour, int units, Func<string, int, Value> quantity)
    : SpelledUnits(kernel, flavour, quantity)
{
    protected override IReadOnlyList<UnitVector> Vectors { get; } =
        Enumerable.Range(0, (units + flavour.Width!.Value - 1) / flavour.Width.Value).Select(vector => new UnitVector(vector * flavour.Width.Value, flavour)).ToArray();

    protected override int? UnitCount => units;

    /// <summary>Lane by lane over the vectors in order, which is the order of virtual lanes; then across the lanes.</summary>
    protected override Value Fold(Reduction reduction, Value[] operands) =>
        new AcrossLanes(reduction, Named("v", operands.Aggregate((left, right) => Combine(reduction, left, right))));
}
