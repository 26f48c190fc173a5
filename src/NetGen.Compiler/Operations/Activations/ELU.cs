using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = u if u &gt; 0 else eᵘ − 1; f′ = 1 or eᵘ = y + 1. Clevert, Unterthiner and Hochreiter, 2016, with α = 1.</summary>
internal sealed class ELU : Activation
{
    public override string Description => "u if u > 0 else eᵘ − 1";

    public override Initializer DefaultInitializer => Initializer.HeNormal;

    public override Value Forward(Value u) => If(u > 0, u, Expm1(u));

    public override Value Backward(Value u, Value y, Value dy) => If(y > 0, dy, dy * (y + 1));
}
