using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Slice;

/// <summary>A block of samples to parts of their rows, and the gradients back into whole rows.</summary>
internal sealed class SliceBlock(NetworkPlan plan, Shapes shapes, bool trains) : RowByRowLayer<UntrainedPlan>(plan, shapes, trains)
{
    public override Phase Backward(UntrainedPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel =>
    {
        LayerPlan before = Plan.Before(layer)!;
        int first = ((SliceLayer)layer.Layer).FirstChannel;
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Pointer into = Region.Gradients(before) + r * before.RowStride, from = Region.Gradients(layer) + r * layer.RowStride;
            kernel.Clear(Shapes.Of(before.PaddedOutputs), into, before.PaddedOutputs);
            Pixels.CopyChannels(kernel, layer.Pixels, layer.Channels, from, layer.PaddedChannels, into + first, before.PaddedChannels);
            new HiddenGradient(kernel, Shapes, before).Apply(r);
        });
    }, Pass.Back);

    protected override void Forward(KernelBuilder kernel, UntrainedPlan layer, Index row)
    {
        var slice = (SliceLayer)layer.Layer;
        Pointer to = PreActivations(layer) + row * layer.RowStride;
        kernel.Clear(Shapes.Of(layer.PaddedOutputs), to, layer.PaddedOutputs);
        if (Plan.Before(layer) is LayerPlan before)
            Pixels.CopyChannels(kernel, layer.Pixels, layer.Channels, Region.Activations(before) + row * before.RowStride + slice.FirstChannel, before.PaddedChannels, to, layer.PaddedChannels);
        else
            Pixels.FromPlanes(kernel, Picture.Of(slice.Output), Region.Inputs + row * slice.Inputs + slice.Start, to, layer.PaddedChannels);
        FinishCopied(kernel, layer, row);
    }
}
