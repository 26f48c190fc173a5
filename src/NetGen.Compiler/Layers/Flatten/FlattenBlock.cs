using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Flatten;

/// <summary>A block of pictures from the order of memory to that of outputs, and their gradients back.</summary>
internal sealed class FlattenBlock(NetworkPlan plan, Shapes shapes) : RowByRowLayer<UntrainedPlan>(plan, shapes)
{
    public override Phase Backward(UntrainedPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel => kernel.For("r", Index.Of(Batch.Rows), 1, r =>
    {
        LayerPlan before = Plan.Before(layer)!;
        ForValues(kernel, before, before, Region.Gradients(before) + r * before.RowStride, Region.Gradients(layer) + r * layer.RowStride, (to, from, inPixels, inRow) => new Copy(from + inRow, to + inPixels, 1));
    }), Pass.Back);

    protected override void Forward(KernelBuilder kernel, UntrainedPlan layer, Index row)
    {
        LayerPlan before = Plan.Before(layer)!;
        ForValues(kernel, before, layer, Region.PreActivations(layer) + row * layer.RowStride, Region.Activations(before) + row * before.RowStride, (to, from, inPixels, inRow) => new Copy(from + inPixels, to + inRow, 1));
    }

    /// <summary>Every value of a picture, by its place in either order. What is written has padding, which becomes 0.</summary>
    private void ForValues(KernelBuilder kernel, LayerPlan picture, LayerPlan written, Pointer into, Pointer from, Func<Pointer, Pointer, Index, Index, Statement> copy)
    {
        Flavour whole = Shapes.Of(written.PaddedOutputs);
        Pointer to = kernel.Point("to", into), source = kernel.Point("from", from);
        kernel.Clear(whole, to, written.PaddedOutputs);
        kernel.For("c", picture.Channels, 1, c => kernel.For("pixel", picture.Pixels, 1, pixel =>
            kernel.Add(copy(to, source, pixel * picture.PaddedChannels + c, c * picture.Pixels + pixel))));
    }
}
