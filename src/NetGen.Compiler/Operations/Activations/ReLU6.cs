using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>f(u) = u held between 0 and 6; f′ = 1 between, 0 at the corners and beyond. Krizhevsky, Convolutional Deep Belief Networks on CIFAR-10, 2010.</summary>
internal sealed class ReLU6 : Activation
{
    public override string Description => "clamp(u, 0, 6)";

    public override Initializer DefaultInitializer => Initializer.HeNormal;

    public override bool KeepsOrder => true;

    public override Value Forward(Value u) => Clamp(u, 0, 6);

    public override Value Backward(Value u, Value y, Value dy) => If(y <= 0, 0, If(y >= 6, 0, dy));
}
