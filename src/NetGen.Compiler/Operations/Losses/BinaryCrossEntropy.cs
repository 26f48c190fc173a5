using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Losses;

/// <summary>
/// 1/n Σ −[t ln y + (1 − t) ln(1 − y)] of y = sigmoid u, computed from the logit: max(u, 0) − t u + softplus(−|u|);
/// derivative by u: y − t. Neither overflows, and where y rounds to t the small loss keeps its digits, which softplus(u) − t u would not.
/// </summary>
internal sealed class BinaryCrossEntropy : Loss
{
    public override string Description => "mean −[t ln y + (1 − t) ln(1 − y)]";

    public override double Scale(int outputs) => 1.0 / outputs;

    public override bool Accepts(Activation output) => output is Activations.Sigmoid;

    public override Value Term(Activation output, Value u, Value y, Value t) => (Max(u, 0) - (t * u)) + Softplus(-Abs(u));

    public override Value Backward(Activation output, Value u, Value y, Value t) => y - t;

    public override Value OutputGradient(Activation output, Value y, Value t) => If(t < 1, (1 - t) / (1 - y), 0) - If(t > 0, t / y, 0);
}
