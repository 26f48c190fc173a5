using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>The forward pass of a block of samples, units across lanes, several samples in registers: one kernel for each layer.</summary>
internal static class RowsForward
{
    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace) =>
        Phase.Apart(
            [
                .. plan.Layers.Select(layer => new Phase("Layer" + layer.Number, SampleForward.Describe(layer), kernel => Emit(kernel, plan, shapes, layer))),
                plan.OutputsAcrossSamples
                    ? new LanesOutput(plan, shapes).Outputs
                    : new Phase("WriteOutputs", "The network's outputs.", kernel => EmitOutputs(kernel, plan, shapes), Pass.WriteOutputs),
            ],
            workspace);

    private static void Emit(KernelBuilder kernel, NetworkPlan plan, Shapes shapes, LayerPlan layer)
    {
        bool output = layer == plan.Output;
        Activation activation = layer.Layer.Activation;
        bool apart = Quantities.StandsApart(activation.Forward(Quantities.Z));
        bool keepZ = output || Quantities.NeedsPreActivation(layer);
        Region a = Region.Activations(layer), kept = keepZ ? Region.PreActivations(layer) : a;
        Pointer Row(Region region, Index row, UnitVector units) => region + row * layer.RowStride + units.First;
        (Region input, int stride) = Input(plan, layer);
        Dense.Forward(kernel, shapes, layer, input, stride, (row, units, sum) =>
        {
            if (keepZ || apart)
                kernel.Add(new Store(units.Flavour, Row(kept, row, units), sum));
            if (!output && !apart)
                kernel.Add(new Store(units.Flavour, Row(a, row, units), Rows.Elementwise(kernel, units, layer.Outputs, activation.Forward(Quantities.Z), _ => sum)));
        });
        if (!output && apart)
        {
            kernel.For("r", Index.Of(Batch.Rows), 1, r => Rows.Of(kernel, shapes, layer, Region.Spare, _ => kept + r * layer.RowStride)
                .Evaluate(new Evaluation(activation.Forward(Quantities.Z), (units, value) => kernel.Add(new Store(units.Flavour, Row(a, r, units), value)))));
        }
    }

    /// <summary>Where a layer finds its inputs, and from one row of them to the next.</summary>
    public static (Region Region, int Stride) Input(NetworkPlan plan, LayerPlan layer) =>
        plan.Before(layer) is LayerPlan before ? (Region.Activations(before), before.RowStride) : (Region.Inputs, layer.Inputs);

    private static void EmitOutputs(KernelBuilder kernel, NetworkPlan plan, Shapes shapes) => kernel.For("r", Index.Of(Batch.Rows), 1, r =>
    {
        LayerPlan layer = plan.Output;
        Pointer z = Region.PreActivations(layer) + r * layer.RowStride;
        SampleForward.WriteOutput(kernel, plan, Rows.Of(kernel, shapes, layer, Region.Spare, _ => z), z, Region.Outputs + r * layer.Outputs);
    });
}
