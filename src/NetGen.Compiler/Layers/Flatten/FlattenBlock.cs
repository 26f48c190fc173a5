using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Flatten;

/// <summary>A block of pictures from the order of memory to that of outputs, and their gradients back.</summary>
internal sealed class FlattenBlock(NetworkPlan plan, Shapes shapes) : BlockLayer<UntrainedPlan>
{
    public override Phase Forward(UntrainedPlan layer) => new("Layer" + layer.Index, layer.Summary, kernel =>
        ForRows(kernel, layer, layer, Region.PreActivations(layer), Region.Activations(plan.Before(layer)!)));

    public override Phase Backward(UntrainedPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel =>
        ForRows(kernel, layer, plan.Before(layer)!, Region.Gradients(plan.Before(layer)!), Region.Gradients(layer)), Pass.Back);

    public override Phase Gradient(UntrainedPlan layer) => throw new InvalidOperationException("A change of order has no parameters.");

    /// <summary>Every value of every row, whose padding becomes 0.</summary>
    /// <param name="written">Whose order is written; of the other it is read.</param>
    private void ForRows(KernelBuilder kernel, UntrainedPlan layer, LayerPlan written, Region into, Region from)
    {
        LayerPlan before = plan.Before(layer)!;
        Flavour whole = shapes.Of(written.PaddedOutputs);
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Pointer to = kernel.Point("to", into + r * written.RowStride), source = kernel.Point("from", from + r * (written == before ? layer : before).RowStride);
            kernel.For("i", written.PaddedOutputs, whole.Step, i => kernel.Add(new Store(whole, to + i, 0)));
            kernel.For("c", before.Channels, 1, c => kernel.For("pixel", before.Pixels, 1, pixel =>
            {
                Index inPixels = pixel * before.PaddedChannels + c, inRow = c * before.Pixels + pixel;
                kernel.Add(written == before ? new Copy(source + inRow, to + inPixels, 1) : new Copy(source + inPixels, to + inRow, 1));
            }));
        });
    }
}
