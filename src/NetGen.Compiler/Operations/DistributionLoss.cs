using NetGen.Compiler.Operations.Activations;

namespace NetGen.Compiler.Operations;

/// <summary>
/// A loss of probabilities over the layer's units whose only part that depends on them is −Σ t ln y. Softmax and LogSoftmax say
/// the same thing, so both are computed from the logits, where ln y is finite however small y is; derivative by u: softmax(u) Σt − t.
/// </summary>
internal abstract class DistributionLoss : Loss
{
    public override bool Accepts(Activation output) => output is Softmax or LogSoftmax;

    public sealed override Value Term(Activation output, Value u, Value y, Value t) => Term(Softmax.LogForward(u), t);

    public sealed override Value Backward(Activation output, Value u, Value y, Value t) => Softmax.Shares(Formula.Sum(t), u) - t;

    public sealed override Value OutputGradient(Activation output, Value y, Value t) => output is LogSoftmax ? -t : Formula.If(Formula.Abs(t) > 0, -t / y, 0);

    /// <summary>One unit's part of the loss, from the logarithm of its probability.</summary>
    protected abstract Value Term(Value logarithm, Value t);
}
