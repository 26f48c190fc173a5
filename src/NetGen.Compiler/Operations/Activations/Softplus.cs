namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = ln(1 + eᵘ); f′ = 1 / (1 + e⁻ᵘ) = 1 − e⁻ʸ. Dugas et al., 2001.</summary>
internal sealed class Softplus : Activation
{
    public override string Description => "ln(1 + eᵘ)";

    public override Value Forward(Value u) => Formula.Softplus(u);

    public override Value Backward(Value u, Value y, Value dy) => dy * -Formula.Expm1(-y);
}
