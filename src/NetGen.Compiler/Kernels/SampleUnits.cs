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
        Value[] folded = operands.Take(lanes).ToArray();
        for (int unit = lanes; unit < operands.Length; unit++)
            folded[unit % lanes] = Kernel.Let(Flavour, stem, Combine(reduction, folded[unit % lanes], operands[unit]));
        for (int half = lanes / 2; half > 0; half /= 2)
            for (int lane = 0; lane < half && lane + half < folded.Length; lane++)
                folded[lane] = Kernel.Let(Flavour, stem, Combine(reduction, folded[lane], folded[lane + half]));
        return folded[0];
    }
}
