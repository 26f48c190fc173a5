using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = max(0, u), NaN stays NaN; f′ = 1 if u &gt; 0 else 0, so 0 at 0. Nair and Hinton, 2010.</summary>
internal sealed class ReLU : Activation
{
    public override string Description => "max(0, u)";

    public override Initializer DefaultInitializer => Initializer.HeNormal;

    public override bool KeepsOrder => true;

    public override Value Forward(Value u) => Max(0, u);

    public override Value Backward(Value u, Value y, Value dy) => If(y <= 0, 0, dy);
}
