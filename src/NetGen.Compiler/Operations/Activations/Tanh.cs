namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = tanh u; f′ = 1 − y². LeCun et al., Efficient BackProp, 1998.</summary>
internal sealed class Tanh : Activation
{
    public override string Description => "tanh u";

    public override double? DecisionThreshold => 0;

    public override Value Forward(Value u) => Formula.Tanh(u);

    public override Value Backward(Value u, Value y, Value dy) => dy * (1 - y * y);
}
