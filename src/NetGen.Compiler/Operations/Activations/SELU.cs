using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>
/// f(u) = λ u if u &gt; 0 else λ α (eᵘ − 1), α and λ such that mean 0 and variance 1 carry over from layer to layer; f′ = λ or
/// λ α eᵘ = y + λ α. Klambauer et al., Self-Normalizing Neural Networks, 2017.
/// </summary>
internal sealed class SELU : Activation
{
    private const double Lambda = 1.0507009873554804934193349852946;

    private const double Alpha = 1.6732632423543772848170429916717;

    public override string Description => "λ u if u > 0 else λ α (eᵘ − 1), λ = 1.0507, α = 1.6733";

    public override Initializer DefaultInitializer => Initializer.LeCunNormal;

    public override Value Forward(Value u) => If(u > 0, Lambda * u, Lambda * Alpha * Expm1(u));

    public override Value Backward(Value u, Value y, Value dy) => If(y > 0, Lambda * dy, dy * (y + Lambda * Alpha));
}
