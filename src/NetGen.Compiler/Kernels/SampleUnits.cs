using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>Many samples side by side in the lanes, one vector for each unit: reductions are additions of whole vectors.</summary>
/// <param name="lanes">Virtual lanes, whose order of addition every other layout of units follows too.</param>
internal sealed class SampleUnits(KernelBuilder kernel, Flavour flavour, int units, int lanes, Func<string, int, Value> quantity)
    : SpelledUnits(kernel, flavour, quantity)
{
    protected override IReadOnlyList<UnitVector> Vectors { get; } = Enumerable.Range(0, units).Select(unit => new UnitVector(unit, flavour)).ToArray();

    protected override Value Fold(Reduction reduction, Value[] operands)
    {
        string stem = reduction == Reduction.Sum ? "sum" : "max";
        return Tree(operands, lanes, (left, right) => Kernel.Let(Flavour, stem, Combine(reduction, left, right)));
    }
}
