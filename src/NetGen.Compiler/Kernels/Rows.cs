using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>Formulas over the units of a layer, one sample to a row: in registers where the row fits them, else in memory.</summary>
internal static class Rows
{
    /// <summary>The evaluator for a row.</summary>
    /// <param name="spare">Padded rows for sums; see <see cref="RowUnits.SpareRows"/>.</param>
    /// <param name="quantity">Where the row of a named quantity is.</param>
    public static Units Of(KernelBuilder kernel, Shapes shapes, LayerPlan layer, Pointer spare, Func<string, Pointer> quantity)
    {
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        return FitsRegisters(shapes, layer)
            ? new RegisterUnits(kernel, flavour, layer.Units, shapes.Lanes, (name, vector) => new Load(quantity(name) + flavour.Step * vector))
            : new RowUnits(kernel, flavour, layer.Units, layer.PaddedOutputs, spare, quantity);
    }

    /// <summary>The evaluator for a row whose pre-activations are in registers already.</summary>
    public static Units Of(KernelBuilder kernel, Shapes shapes, LayerPlan layer, Func<string, Pointer> quantity, Value[] z)
    {
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        return new RegisterUnits(kernel, flavour, layer.Units, shapes.Lanes, (name, vector) => name == Quantities.Z.Name ? z[vector] : new Load(quantity(name) + flavour.Step * vector));
    }

    /// <summary>The evaluator for the one row of pre-activations of the last layer, in memory, and of targets.</summary>
    public static Units OfOutput(KernelBuilder kernel, Shapes shapes, NetworkPlan plan) =>
        Of(kernel, shapes, plan.Output, Region.Spare, name => name == Quantities.T.Name ? Region.Targets : Region.PreActivations(plan.Output));

    /// <summary>Whether all of a layer's units stay in registers while formulas are computed.</summary>
    public static bool FitsRegisters(Shapes shapes, LayerPlan layer) =>
        shapes.Of(layer.PaddedOutputs).Width is int width && layer.PaddedOutputs <= Tuning.MostVectorsOfARow * width;

    /// <summary>The value of a formula without reductions for one vector of units.</summary>
    /// <param name="units">The layer's units where lanes behind the last one must become zeros, else null.</param>
    public static Value Elementwise(KernelBuilder kernel, UnitVector vector, int? units, Value formula, Func<string, Value> quantity)
    {
        Value result = 0;
        new SingleVector(kernel, vector, units, quantity).Evaluate(new Evaluation(formula, (_, value) => result = value));
        return result;
    }
}
