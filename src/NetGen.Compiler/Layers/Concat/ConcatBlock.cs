using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Concat;

/// <summary>A block of samples from several rows to one, and back.</summary>
internal sealed class ConcatBlock(NetworkPlan plan, Shapes shapes, bool trains) : RowByRowLayer<UntrainedPlan>(plan, shapes, trains)
{
    public override Phase Backward(UntrainedPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel => kernel.For("r", Index.Of(Batch.Rows), 1, r =>
    {
        LayerPlan[] back = [.. Plan.Back(layer)];
        foreach ((LayerPlan before, int first) in Parts(layer).Where(part => back.Contains(part.Before)))
        {
            Pointer into = Region.Gradients(before) + r * before.RowStride, from = Region.Gradients(layer) + r * layer.RowStride + first;
            kernel.Clear(Shapes.Of(before.PaddedOutputs), into, before.PaddedOutputs);
            Pixels.CopyChannels(kernel, layer.Pixels, before.Channels, from, layer.PaddedChannels, into, before.PaddedChannels);
            new HiddenGradient(kernel, Shapes, before).Apply(r);
        }
    }), Pass.Back);

    protected override void Forward(KernelBuilder kernel, UntrainedPlan layer, Index row)
    {
        Pointer to = PreActivations(layer) + row * layer.RowStride;
        kernel.Clear(Shapes.Of(layer.PaddedOutputs), to, layer.PaddedOutputs);
        foreach ((LayerPlan before, int first) in Parts(layer))
            Pixels.CopyChannels(kernel, layer.Pixels, before.Channels, Region.Activations(before) + row * before.RowStride, before.PaddedChannels, to + first, layer.PaddedChannels);
        FinishCopied(kernel, layer, row);
    }

    /// <summary>The layers, each with the first of its channels among all.</summary>
    private IEnumerable<(LayerPlan Before, int First)> Parts(UntrainedPlan layer)
    {
        int first = 0;
        foreach (LayerPlan before in Plan.Sources(layer))
        {
            yield return (before, first);
            first += before.Channels;
        }
    }
}
