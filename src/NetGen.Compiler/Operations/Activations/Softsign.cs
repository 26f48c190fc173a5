using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = u / (1 + |u|); f′ = 1 / (1 + |u|)², which loses its digits when taken from y. Bergstra et al., 2009.</summary>
internal sealed class Softsign : Activation
{
    public override string Description => "u / (1 + |u|)";

    public override Value Forward(Value u) => u / (1 + Abs(u));

    public override Value Backward(Value u, Value y, Value dy) => dy / ((1 + Abs(u)) * (1 + Abs(u)));
}
