namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = 1 / (1 + e⁻ᵘ); f′ = y (1 − y). Rumelhart, Hinton and Williams, 1986.</summary>
internal sealed class Sigmoid : Activation
{
    public override string Description => "1 / (1 + e⁻ᵘ)";

    public override double? DecisionThreshold => 0.5;

    public override Value Forward(Value u) => Formula.Sigmoid(u);

    public override Value Backward(Value u, Value y, Value dy) => dy * (y * (1 - y));
}
