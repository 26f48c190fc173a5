using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>
/// fᵢ(u) = ln softmaxᵢ(u) = uᵢ − m − ln Σⱼ e^(uⱼ−m), m = max u, which stays finite where softmax is too small for a number;
/// dE/du = dE/dy − eʸ Σⱼ dE/dyⱼ. Bridle, 1990.
/// </summary>
internal sealed class LogSoftmax : Activation
{
    public override string Description => "u − ln Σ eᵘ over the layer";

    public override Value Forward(Value u) => Softmax.LogForward(u);

    public override Value Backward(Value u, Value y, Value dy) => dy - ExpNegative(y) * Sum(dy);
}
