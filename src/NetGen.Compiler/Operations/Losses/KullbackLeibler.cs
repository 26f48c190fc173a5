using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Losses;

/// <summary>Σ t ln(t / y), 0 ln 0 = 0; targets are probabilities. Kullback and Leibler, 1951.</summary>
internal sealed class KullbackLeibler : DistributionLoss
{
    public override string Description => "Σ t ln(t / y)";

    protected override Value Term(Value logarithm, Value t) => t * (If(Abs(t) > 0, Log(t), 0) - logarithm);
}
