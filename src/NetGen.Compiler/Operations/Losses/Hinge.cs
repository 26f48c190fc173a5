using NetGen.Compiler.Operations.Activations;
using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Losses;

/// <summary>1/n Σ max(0, 1 − t y), t = ±1; derivative −t/n where t y &lt; 1, else 0; NaN where t y is NaN. Cortes and Vapnik, 1995.</summary>
internal sealed class Hinge : ElementwiseLoss
{
    public override string Description => "mean max(0, 1 − t y), t = ±1";

    public override double Scale(int outputs) => 1.0 / outputs;

    public override bool DecidesAtZero => true;

    public override bool Accepts(Activation output) => output is Identity or Activations.Tanh;

    protected override Value Term(Value y, Value t) => If(1 - t * y <= 0, 0, 1 - t * y);

    // The last case is NaN, which has to reach the gradient.
    protected override Value Derivative(Value y, Value t) => If(1 - t * y <= 0, 0, If(1 - t * y > 0, -t, 1 - t * y));
}
