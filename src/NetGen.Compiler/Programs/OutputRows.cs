using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Programs;

/// <summary>What follows the last layer's pre-activations in a batch, units across lanes: outputs, loss, and the loss's gradient.</summary>
internal sealed class OutputRows(NetworkPlan plan, Shapes shapes)
{
    public Phase Outputs => new("WriteOutputs", "The network's outputs.", EmitOutputs, Pass.WriteOutputs);

    public Phase LossGradient => new("LossGradient", $"{plan.Model.Loss} of each sample and its gradient.", EmitLoss, Pass.LossGradient);

    /// <summary>Evaluates the network's output over a row of z and writes just the outputs that there are.</summary>
    public static void Write(KernelBuilder kernel, NetworkPlan plan, Units units, Pointer z, Pointer y)
    {
        bool inRegisters = units is RegisterUnits;
        int outputs = plan.Model.OutputSize;
        units.Evaluate(new Evaluation(
            Quantities.Output(plan),
            (vector, value) => kernel.Add(inRegisters
                ? new Store(vector.Flavour, y + vector.First, value, Math.Min(vector.Flavour.Width!.Value, outputs - vector.First.Constant))
                : new Store(vector.Flavour, z + vector.First, value)),
            ZeroPadding: false));
        if (!inRegisters)
            kernel.Add(new Copy(z, y, outputs));
    }

    private void EmitOutputs(KernelBuilder kernel) => kernel.For("r", Index.Of(Batch.Rows), 1, r =>
    {
        LayerPlan layer = plan.Output;
        Pointer z = Region.PreActivations(layer) + r * layer.RowStride;
        Write(kernel, plan, Rows.Of(kernel, shapes, layer, Region.Spare, _ => z), z, Region.Outputs + r * layer.Outputs);
    });

    private void EmitLoss(KernelBuilder kernel)
    {
        LayerPlan output = plan.Output;
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Pointer Row(Region region) => region + r * output.RowStride;
            Units units = Rows.Of(kernel, shapes, output, Region.Spare, name => Row(name == Quantities.T.Name ? Region.Targets : Region.PreActivations(output)));
            var loss = new Evaluation(Quantities.Loss(plan), (vector, value) => kernel.Add(new StoreFirst(vector.Flavour, Region.Losses + r, value)), Once: true);
            var gradient = new Evaluation(Quantities.OutputGradient(plan), (vector, value) => kernel.Add(new Store(vector.Flavour, Row(Region.Gradients(output)) + vector.First, value)));
            units.Evaluate(gradient, loss);
        });
    }
}
