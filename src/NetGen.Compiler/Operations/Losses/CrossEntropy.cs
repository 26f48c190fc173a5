namespace NetGen.Compiler.Operations.Losses;

/// <summary>−Σ t ln y; targets are one-hot or probabilities. Good, 1952.</summary>
internal sealed class CrossEntropy : DistributionLoss
{
    public override string Description => "−Σ t ln y";

    public override bool TakesLabels => true;

    protected override Value Term(Value logarithm, Value t) => -(t * logarithm);
}
