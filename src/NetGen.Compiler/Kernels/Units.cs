using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// Evaluates formulas over the units of a layer, wherever those units are: each derived class is one way of laying them over
/// vectors and loops. Reductions are computed first, inner ones first; then the formulas, unit by unit.
/// </summary>
internal abstract class Units(KernelBuilder kernel, Flavour flavour)
{
    protected KernelBuilder Kernel { get; } = kernel;

    protected Flavour Flavour { get; } = flavour;

    /// <summary>Evaluates each formula and hands its value for each vector of units to its sink.</summary>
    public abstract void Evaluate(params Evaluation[] evaluations);

    /// <summary>One step of a reduction. A maximum need not heed NaN: what is computed from it becomes NaN by itself.</summary>
    protected static Value Combine(Reduction reduction, Value left, Value right) =>
        reduction == Reduction.Sum ? left + right : Formula.Max(left, right);

    /// <summary>What changes nothing in a reduction.</summary>
    protected static double Neutral(Reduction reduction) => reduction == Reduction.Sum ? 0 : double.NegativeInfinity;

    /// <summary>What to call the value of a formula that is needed more than once.</summary>
    protected static string Stem(Value formula) => formula is Call call ? call.Function.ToLowerInvariant() : "v";

    protected Value Named(string stem, Value value) => Kernel.Named(Flavour, stem, value);
}
