namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = u; f′ = 1.</summary>
internal sealed class Identity : Activation
{
    public override string Description => "u";

    public override bool KeepsOrder => true;

    public override Value Forward(Value u) => u;

    public override Value Backward(Value u, Value y, Value dy) => dy;
}
