using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>One vector of units by itself, for formulas without reductions.</summary>
internal sealed class SingleVector(KernelBuilder kernel, UnitVector vector, Func<string, Value> quantity)
    : SpelledUnits(kernel, vector.Flavour, (name, _) => quantity(name))
{
    protected override IReadOnlyList<UnitVector> Vectors { get; } = [vector];

    protected override Value Fold(Reduction reduction, Value[] operands) =>
        throw new InvalidOperationException("A reduction needs all units of its layer.");
}
