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
        int inputStride = layer.Number == 1 ? layer.Inputs : plan.Layers[layer.Number - 2].RowStride;
        Pointer Row(string name, Index row, UnitVector units) => new Pointer(name + layer.Number) + row * layer.RowStride + units.First;
        Dense.Forward(kernel, shapes, layer, new Pointer(layer.Number == 1 ? "x" : "A" + (layer.Number - 1)), inputStride, (row, units, sum) =>
        {
            if (keepZ || apart)
                kernel.Add(new Store(units.Flavour, Row(keepZ ? "Z" : "A", row, units), sum));
            if (!output && !apart)
                kernel.Add(new Store(units.Flavour, Row("A", row, units), Rows.Elementwise(kernel, units, layer.Outputs, activation.Forward(Quantities.Z), _ => sum)));
        });
        if (!output && apart)
        {
            kernel.For("r", Index.Of(Batch.Rows), 1, r => Rows.Of(kernel, shapes, layer, new Pointer("Spare"), _ => new Pointer((keepZ ? "Z" : "A") + layer.Number) + r * layer.RowStride)
                .Evaluate(new Evaluation(activation.Forward(Quantities.Z), (units, value) => kernel.Add(new Store(units.Flavour, Row("A", r, units), value)))));
        }
    }
    private static void EmitOutputs(KernelBuilder kernel, NetworkPlan plan, Shapes shapes) => kernel.For("r", Index.Of(Batch.Rows), 1, r =>
    {
        LayerPlan layer = plan.Output;
        Pointer z = new Pointer("Z" + layer.Number) + r * layer.RowStride;
        SampleForward.WriteOutput(kernel, plan, Rows.Of(kernel, shapes, layer, new Pointer("Spare"), _ => z), z, new Pointer("y") + r * layer.Outputs);
    });
}
