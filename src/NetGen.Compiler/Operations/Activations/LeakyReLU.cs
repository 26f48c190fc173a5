using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = u if u &gt; 0 else 0.01 u; f′ = 1 or 0.01, and 0.01 at 0. Maas, Hannun and Ng, 2013.</summary>
internal sealed class LeakyReLU : Activation
{
    public override string Description => "u if u > 0 else 0.01 u";

    public override Initializer DefaultInitializer => Initializer.HeNormal;

    public override bool KeepsOrder => true;

    public override Value Forward(Value u) => If(u > 0, u, 0.01 * u);

    public override Value Backward(Value u, Value y, Value dy) => If(y > 0, dy, 0.01 * dy);
}
