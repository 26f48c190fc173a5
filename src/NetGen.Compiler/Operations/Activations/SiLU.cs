namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = u σ(u), σ(u) = 1 / (1 + e⁻ᵘ); f′ = σ(u) + y (1 − σ(u)). Elfwing, Uchibe and Doya, 2017; as Swish, Ramachandran, Zoph and Le, 2017.</summary>
internal sealed class SiLU : Activation
{
    public override string Description => "u / (1 + e⁻ᵘ)";

    public override Initializer DefaultInitializer => Initializer.HeNormal;

    public override Value Forward(Value u) => u * Formula.Sigmoid(u);

    public override Value Backward(Value u, Value y, Value dy) => dy * (Formula.Sigmoid(u) + y * (1 - Formula.Sigmoid(u)));
}
