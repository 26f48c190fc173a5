using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>One sample's units side by side in the lanes of a few vectors of known width.</summary>
/// <param name="lanes">Virtual lanes.</param>
internal sealed class RegisterUnits(KernelBuilder kernel, Flavour flavour, int units, int lanes, Func<string, int, Value> quantity)
    : SpelledUnits(kernel, flavour, quantity)
{
    protected override IReadOnlyList<UnitVector> Vectors { get; } =
        Enumerable.Range(0, (units + flavour.Width!.Value - 1) / flavour.Width.Value).Select(vector => new UnitVector(vector * flavour.Width.Value, flavour)).ToArray();

    protected override int? UnitCount => units;

    /// <summary>In the order of virtual lanes, of which one vector may have a part; then across the lanes of a vector.</summary>
    protected override Value Fold(Reduction reduction, Value[] operands) =>
        new AcrossLanes(reduction, Named("v", Tree(operands, Math.Max(1, lanes / Flavour.Width!.Value), (left, right) => Combine(reduction, left, right))));
}
