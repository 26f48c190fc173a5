using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Losses;

/// <summary>1/n Σ ½ d² where |d| ≤ 1, else |d| − ½, of d = y − t; derivative 1/n d held between −1 and 1. Huber, 1964, with δ = 1.</summary>
internal sealed class Huber : ElementwiseLoss
{
    public override string Description => "mean of ½ (y − t)² where |y − t| ≤ 1, else |y − t| − ½";

    public override double Scale(int outputs) => 1.0 / outputs;

    protected override Value Term(Value y, Value t) => If(Abs(y - t) <= 1, 0.5 * ((y - t) * (y - t)), Abs(y - t) - 0.5);

    protected override Value Derivative(Value y, Value t) => Clamp(y - t, -1, 1);
}
