using NetGen.Compiler.Operations.Activations;
using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Losses;

/// <summary>−Σ t ln y of y = softmax u, computed from the logits; derivative by u: y Σt − t. Targets are one-hot or probabilities.</summary>
internal sealed class CrossEntropy : Loss
{
    public override string Description => "−Σ t ln y";

    public override bool TakesLabels => true;

    public override bool Accepts(Activation output) => output is Softmax;

    public override Value Term(Activation output, Value u, Value y, Value t) => -(t * Softmax.LogForward(u));

    public override Value Backward(Activation output, Value u, Value y, Value t) => y * Sum(t) - t;
}
