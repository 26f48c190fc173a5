using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Losses;

/// <summary>1/n Σ |y − t|; derivative 1/n sign(y − t), 0 at 0. Laplace, 1774.</summary>
internal sealed class MeanAbsoluteError : ElementwiseLoss
{
    public override string Description => "mean |y − t|";

    public override double Scale(int outputs) => 1.0 / outputs;

    protected override Value Term(Value y, Value t) => Abs(y - t);

    protected override Value Derivative(Value y, Value t) => If(y - t > 0, 1, If(y - t < 0, -1, y - t));
}
