using static NetGen.Compiler.Operations.Formula;

namespace NetGen.Compiler.Operations.Activations;

/// <summary>fᵢ(u) = e^(uᵢ−m) / Σⱼ e^(uⱼ−m), m = max u, which keeps every power at most 1; dE/du = y (dE/dy − Σⱼ yⱼ dE/dyⱼ). Bridle, 1990.</summary>
internal sealed class Softmax : Activation
{
    public override string Description => "eᵘ / Σ eᵘ over the layer";

    public override Value Forward(Value u) => Shares(1, u);

    public override Value Backward(Value u, Value y, Value dy) => y * (dy - Sum(y * dy));

    /// <summary>f(u) times a total, of which every unit has its share.</summary>
    public static Value Shares(Value total, Value u) => Powers(u) * (total / Sum(Powers(u)));

    /// <summary>ln f(u), which stays finite where f(u) is too small for a number.</summary>
    public static Value LogForward(Value u) => u - Largest(u) - LogAbove1(Sum(Powers(u)));

    private static Value Powers(Value u) => ExpNegative(u - Largest(u));
}
