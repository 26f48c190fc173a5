using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>
/// f(u) = u h(u), h = hard sigmoid; f′ = h + u h′: 0 up to −3, u/3 + ½ between, 1 from 3 on, as h′ = 0 at its corners.
/// Howard et al., Searching for MobileNetV3, 2019.
/// </summary>
internal sealed class HardSwish : Activation
{
    public override string Description => "u clamp(u/6 + ½, 0, 1)";

    public override Initializer DefaultInitializer => Initializer.HeNormal;

    public override Value Forward(Value u) => u * (Clamp(u + 3, 0, 6) * (1.0 / 6));

    public override Value Backward(Value u, Value y, Value dy) => If(u <= -3, 0, If(u >= 3, dy, dy * ((2 * u + 3) * (1.0 / 6))));
}
