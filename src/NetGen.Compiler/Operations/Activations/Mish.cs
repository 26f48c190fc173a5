using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>
/// f(u) = u tanh(ln(1 + eᵘ)). With e = e^−|u|, which no u overflows, d = (1 + e)² + (e² if u &gt; 0 else 1) and
/// n = 1 + 2e if u &gt; 0 else e² + 2e, tanh(ln(1 + eᵘ)) = n / d; f′ = n / d + 4u (1 + e) (e² if u &gt; 0 else e) / d². Misra, 2019.
/// </summary>
internal sealed class Mish : Activation
{
    public override string Description => "u tanh(ln(1 + eᵘ))";

    public override Initializer DefaultInitializer => Initializer.HeNormal;

    public override Value Forward(Value u) => u * (Numerator(u) / Denominator(u));

    public override Value Backward(Value u, Value y, Value dy)
    {
        Value rise = (1 + Power(u)) * If(u > 0, Power(u) * Power(u), Power(u));

        // 4 u could be no number.
        return dy * (Numerator(u) / Denominator(u) + u * (4 * (rise / (Denominator(u) * Denominator(u)))));
    }

    private static Value Numerator(Value u) => If(u > 0, 1 + 2 * Power(u), Power(u) * (2 + Power(u)));

    private static Value Denominator(Value u) => (1 + Power(u)) * (1 + Power(u)) + If(u > 0, Power(u) * Power(u), 1);

    private static Value Power(Value u) => ExpNegative(-Abs(u));
}
