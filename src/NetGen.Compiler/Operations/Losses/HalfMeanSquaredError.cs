namespace NetGen.Compiler.Operations.Losses;

/// <summary>1/2n Σ (y − t)²; derivative 1/n (y − t).</summary>
internal sealed class HalfMeanSquaredError : ElementwiseLoss
{
    public override string Description => "½ mean (y − t)²";

    public override double Scale(int outputs) => 0.5 / outputs;

    protected override Value Term(Value y, Value t) => (y - t) * (y - t);

    protected override Value Derivative(Value y, Value t) => 2 * (y - t);
}
