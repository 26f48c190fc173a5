using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Losses;

/// <summary>
/// 1/n Σ −[t ln y + (1 − t) ln(1 − y)] of y = sigmoid u, computed from the logit: softplus(u) − t u; derivative by u: y − t.
/// Neither overflows nor loses digits where y rounds to 0 or 1.
/// </summary>
internal sealed class BinaryCrossEntropy : Loss
{
    public override string Description => "mean −[t ln y + (1 − t) ln(1 − y)]";

    public override double Scale(int outputs) => 1.0 / outputs;

    public override bool Accepts(Activation output) => output is Activations.Sigmoid;

    public override Value Term(Activation output, Value u, Value y, Value t) => Softplus(u) - t * u;

    public override Value Backward(Activation output, Value u, Value y, Value t) => y - t;
}
