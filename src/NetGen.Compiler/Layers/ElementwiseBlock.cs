using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers;

/// <summary>A block of samples through a formula value by value, and back.</summary>
internal sealed class ElementwiseBlock(NetworkPlan plan, Shapes shapes, bool trains) : RowByRowLayer<UntrainedPlan>(plan, shapes, trains)
{
    /// <summary>What comes in, and the gradient by what goes out.</summary>
    private static readonly Variable In = new("in"), Dz = new("dz");

    public override Phase Backward(UntrainedPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel =>
    {
        LayerPlan before = Plan.Before(layer)!;
        var hidden = new HiddenGradient(kernel, Shapes, before);
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            ForValues(kernel, layer, (pixel, channels) =>
            {
                Index at = pixel * layer.PaddedChannels + channels.First;
                Value da = Rows.Elementwise(kernel, channels, layer.Channels, Kind(layer).Backward(layer, In, Dz, channels.First), name =>
                    new Load(name == In.Name ? Region.Activations(before) + r * before.RowStride + at : Region.Gradients(layer) + r * layer.RowStride + at));
                hidden.Take(r, channels with { First = at }, kernel.Named(channels.Flavour, "da", da));
            });
            Pixels.ClearBehind(kernel, Shapes, before, [Region.Gradients(before)], r);
            hidden.Finish(r);
        });
    }, Pass.Back);

    protected override void Forward(KernelBuilder kernel, UntrainedPlan layer, Index row)
    {
        LayerPlan before = Plan.Before(layer)!;
        ForValues(kernel, layer, (pixel, channels) =>
        {
            Value value = new Load(Region.Activations(before) + row * before.RowStride + pixel * layer.PaddedChannels + channels.First);
            Value z = Rows.Elementwise(kernel, channels, layer.Channels, Kind(layer).Forward(layer, In, channels.First), _ => value);
            Take(kernel, layer, row, pixel, channels, kernel.Named(channels.Flavour, "z", z));
        });
        Finish(kernel, layer, row);
    }

    private static ElementwiseKind Kind(UntrainedPlan layer) => (ElementwiseKind)layer.Layer.Kind;

    private void ForValues(KernelBuilder kernel, UntrainedPlan layer, Action<Index, UnitVector> body)
    {
        Flavour flavour = Shapes.OfPixels(layer.PaddedChannels);
        kernel.For("pixel", layer.Pixels, 1, pixel => kernel.For("j", layer.PaddedChannels, flavour.Step, j => body(pixel, new UnitVector(j, flavour))));
    }
}
