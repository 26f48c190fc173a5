using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>The named quantities of training, and the formulas over them that a network's last layer and hidden layers give.</summary>
internal static class Quantities
{
    /// <summary>A layer's pre-activation.</summary>
    public static readonly Variable Z = new("z");

    /// <summary>A layer's output.</summary>
    public static readonly Variable A = new("a");

    /// <summary>The derivative of the loss by a layer's output.</summary>
    public static readonly Variable Da = new("da");

    /// <summary>The target.</summary>
    public static readonly Variable T = new("t");

    /// <summary>dE/dz of a hidden layer.</summary>
    public static Value HiddenGradient(LayerPlan layer) => Formulas.Simplify(layer.Layer.Activation.Backward(Z, A, Da));

    /// <summary>dE/dz of the last layer, for one sample.</summary>
    public static Value OutputGradient(NetworkPlan plan) =>
        Formulas.Simplify(plan.Model.Loss.Scale(plan.Model.OutputSize) * plan.Model.Loss.Backward(Activation(plan), Z, Output(plan), T));

    /// <summary>E of one sample.</summary>
    public static Value Loss(NetworkPlan plan) =>
        Formulas.Simplify(plan.Model.Loss.Scale(plan.Model.OutputSize) * Formula.Sum(plan.Model.Loss.Term(Activation(plan), Z, Output(plan), T)));

    /// <summary>The network's output.</summary>
    public static Value Output(NetworkPlan plan) => Activation(plan).Forward(Z);

    /// <summary>Whether a batch keeps a layer's pre-activation: the last one's, which becomes the output, and what the way back reads.</summary>
    public static bool KeepsPreActivation(NetworkPlan plan, LayerPlan layer) => layer == plan.Output || plan.Model.Training && NeedsPreActivation(layer);

    /// <summary>Whether training must keep a layer's pre-activation.</summary>
    public static bool NeedsPreActivation(LayerPlan layer) => Formulas.Mentions(HiddenGradient(layer), Z.Name);

    /// <summary>Whether a layer's output depends on all its pre-activations.</summary>
    public static bool CouplesUnits(LayerPlan layer) => Formulas.Reductions([layer.Layer.Activation.Forward(Z)]).Count > 0;

    /// <summary>
    /// Whether a formula over a row is better computed after the register tiles, in a loop of its own: because it needs the whole
    /// row, or because it is long and would be repeated for every sum of every tile.
    /// </summary>
    public static bool StandsApart(Value formula) => Formulas.Calls(formula) || Formulas.Reductions([formula]).Count > 0;

    /// <summary>Spare rows that any formula of the network needs.</summary>
    public static int SpareRows(NetworkPlan plan) => Math.Max(
        RowUnits.SpareRows(OutputGradient(plan), Loss(plan)),
        plan.Layers.Take(plan.Layers.Count - 1).Select(layer => Math.Max(RowUnits.SpareRows(layer.Layer.Activation.Forward(Z)), RowUnits.SpareRows(HiddenGradient(layer)))).DefaultIfEmpty(0).Max());

    private static Activation Activation(NetworkPlan plan) => plan.Output.Layer.Activation;
}
