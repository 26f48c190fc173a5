using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Losses;

/// <summary>
/// 1/n Σ ln cosh d of d = y − t; derivative 1/n tanh d. Under 1, cosh⁻² = 1 − tanh² keeps the digits of a small d; from 1 on,
/// |d| + ln(1 + e^−2|d|) − ln 2 does not overflow. Green, 1990.
/// </summary>
internal sealed class LogCosh : ElementwiseLoss
{
    public override string Description => "mean ln cosh(y − t)";

    public override double Scale(int outputs) => 1.0 / outputs;

    protected override Value Term(Value y, Value t) => If(
        Abs(y - t) < 1,
        -0.5 * Log1p(-(Tanh(y - t) * Tanh(y - t))),
        Abs(y - t) + Softplus(-2 * Abs(y - t)) - Math.Log(2));

    protected override Value Derivative(Value y, Value t) => Tanh(y - t);
}
