using NetGen.Compiler.Operations.Activations;
using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Losses;

/// <summary>
/// 1/n Σ (y − t ln y), the negative log-likelihood of counts t of rate y up to what does not depend on y; derivative by y: 1 − t/y.
/// Every output gives its own ln y and derivative by u, so that neither breaks down where y is too small for a number: sigmoid
/// −ln(1 + e⁻ᵘ) and (y − t)(1 − y); softmax its logarithm and y Σt − t, because Σy = 1; softplus u and eᵘ − t where ln(1 + eᵘ) = eᵘ to
/// the last digit. Nelder and Wedderburn, Generalized Linear Models, 1972.
/// </summary>
internal sealed class Poisson : Loss
{
    /// <summary>e to this power is less than half a unit in the last place of 1, in double.</summary>
    private const double Negligible = -37;

    public override string Description => "mean of y − t ln y";

    public override double Scale(int outputs) => 1.0 / outputs;

    public override bool Accepts(Activation output) => output is Activations.Softplus or Activations.Sigmoid or Softmax;

    public override Value Term(Activation output, Value u, Value y, Value t) => y - t * output switch
    {
        Activations.Sigmoid => -Softplus(-u),
        Softmax => Softmax.LogForward(u),
        _ => If(u < Negligible, u, Log(y)),
    };

    public override Value Backward(Activation output, Value u, Value y, Value t) => output switch
    {
        Activations.Sigmoid => (y - t) * (1 - y),
        Softmax => y * Sum(t) - t,
        _ => Sigmoid(u) - t * If(u < Negligible, 1, Sigmoid(u) / y),
    };

    public override Value OutputGradient(Activation output, Value y, Value t) => 1 - If(Abs(t) > 0, t / y, 0);
}
