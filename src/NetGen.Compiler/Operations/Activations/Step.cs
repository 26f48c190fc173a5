using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = 1 if u &gt; 0 else 0, NaN stays NaN; f′ = 0, of NaN NaN. Rosenblatt, The Perceptron, 1958.</summary>
internal sealed class Step : Activation
{
    public override string Description => "1 if u > 0 else 0";

    public override double? DecisionThreshold => 0.5;

    public override Value Forward(Value u) => If(u > 0, 1, If(u <= 0, 0, u));

    public override Value Backward(Value u, Value y, Value dy) => If(y >= 0, 0, y);
}
