using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>One vector of units by itself, for formulas without reductions.</summary>
/// <param name="units">Units of the layer, or null where none of the vector's lanes lies behind the last one.</param>
internal sealed class SingleVector(KernelBuilder kernel, UnitVector vector, int? units, Func<string, Value> quantity)
    : SpelledUnits(kernel, vector.Flavour, (name, _) => quantity(name))
{
    protected override IReadOnlyList<UnitVector> Vectors { get; } = [vector];

    protected override int? UnitCount => units;

    protected override Value Fold(Reduction reduction, Value[] operands) =>
        throw new InvalidOperationException("A reduction needs all units of its layer.");
}
