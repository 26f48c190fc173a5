using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>
/// f(u) = u Φ(u), Φ(u) = ½ (1 + erf(u / √2)); f′ = Φ(u) + u φ(u), φ(u) = e^(−u²/2) / √(2π). The exact form, not the one with tanh.
/// Hendrycks and Gimpel, 2016.
/// </summary>
internal sealed class GELU : Activation
{
    private const double RootHalf = 0.70710678118654752440084436210485;

    private const double InverseRootTwoPi = 0.39894228040143267793994605993438;

    public override string Description => "u Φ(u) = ½ u (1 + erf(u / √2))";

    public override Initializer DefaultInitializer => Initializer.HeNormal;

    public override Value Forward(Value u) => u * Distribution(u);

    public override Value Backward(Value u, Value y, Value dy) => dy * (Distribution(u) + u * (InverseRootTwoPi * Exp(-0.5 * (u * u))));

    /// <summary>Φ, the standard normal distribution.</summary>
    private static Value Distribution(Value u) => 0.5 * (1 + Erf(RootHalf * u));
}
