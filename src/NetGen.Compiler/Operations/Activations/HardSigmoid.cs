using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>
/// f(u) = u/6 + ½ held between 0 and 1, computed from u + 3, which is exact near the lower corner; f′ = 1/6 between, 0 at the
/// corners and beyond. Courbariaux, Bengio and David, BinaryConnect, 2015, with the slope 1/6.
/// </summary>
internal sealed class HardSigmoid : Activation
{
    public override string Description => "clamp(u/6 + ½, 0, 1)";

    public override double? DecisionThreshold => 0.5;

    public override Value Forward(Value u) => Clamp(u + 3, 0, 6) * (1.0 / 6);

    public override Value Backward(Value u, Value y, Value dy) => If(y <= 0, 0, If(y >= 1, 0, dy * (1.0 / 6)));
}
