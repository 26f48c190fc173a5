namespace NetGen.Compiler.Operations;

/// <summary>A loss whose term sees one output and its target only: a regression loss unless it says otherwise.</summary>
internal abstract class ElementwiseLoss : Loss
{
    public override bool Accepts(Activation output) => output.Name != "LogSoftmax";

    public sealed override Value Term(Activation output, Value u, Value y, Value t) => Term(y, t);

    public sealed override Value Backward(Activation output, Value u, Value y, Value t) => output.Backward(u, y, Derivative(y, t));

    public sealed override Value OutputGradient(Activation output, Value y, Value t) => Derivative(y, t);

    protected abstract Value Term(Value y, Value t);

    /// <summary>dTerm/dy.</summary>
    protected abstract Value Derivative(Value y, Value t);
}
