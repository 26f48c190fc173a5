namespace NetGen.Compiler.Operations.Losses;

/// <summary>½ Σ (y − t)²; derivative y − t.</summary>
internal sealed class SumSquaredError : ElementwiseLoss
{
    public override string Description => "½ Σ (y − t)²";

    public override double Scale(int outputs) => 0.5;

    protected override Value Term(Value y, Value t) => (y - t) * (y - t);

    protected override Value Derivative(Value y, Value t) => 2 * (y - t);
}
