using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = u held between −1 and 1; f′ = 1 between, 0 at the corners and beyond. Collobert, 2004.</summary>
internal sealed class HardTanh : Activation
{
    public override string Description => "clamp(u, −1, 1)";

    public override bool KeepsOrder => true;

    public override Value Forward(Value u) => Clamp(u, -1, 1);

    public override Value Backward(Value u, Value y, Value dy) => If(y <= -1, 0, If(y >= 1, 0, dy));
}
