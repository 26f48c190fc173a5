namespace NetGen.Compiler.Operations.Losses;

/// <summary>1/n Σ (y − t)²; derivative 2/n (y − t).</summary>
internal sealed class MeanSquaredError : ElementwiseLoss
{
    public override string Description => "mean (y − t)²";

    public override double Scale(int outputs) => 1.0 / outputs;

    protected override Value Term(Value y, Value t) => (y - t) * (y - t);

    protected override Value Derivative(Value y, Value t) => 2 * (y - t);
}
