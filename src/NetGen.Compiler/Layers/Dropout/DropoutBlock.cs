using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Dropout;

/// <summary>A block of samples times a mask that the library draws before, and back; where nothing is trained, a copy of what comes in.</summary>
internal sealed class DropoutBlock(NetworkPlan plan, Shapes shapes) : RowByRowLayer<UntrainedPlan>(plan, shapes)
{
    public override Phase Backward(UntrainedPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel =>
    {
        var hidden = new HiddenGradient(kernel, Shapes, Plan.Before(layer)!);
        kernel.For("r", Index.Of(Batch.Rows), 1, r => hidden.TakeRow(
            r, j => new Load(Region.Gradients(layer) + r * layer.RowStride + j) * new Load(Region.Mask(layer) + r * layer.RowStride + j)));
    }, Pass.Back);

    protected override void Forward(KernelBuilder kernel, UntrainedPlan layer, Index row)
    {
        Flavour flavour = Shapes.OfPixels(layer.PaddedChannels);
        kernel.For("pixel", layer.Pixels, 1, pixel => kernel.For("j", layer.PaddedChannels, flavour.Step, j =>
        {
            Index at = pixel * layer.PaddedChannels + j;
            Value value = new Load(Region.InputsOf(Plan, layer) + row * Plan.Before(layer)!.RowStride + at);
            Take(kernel, layer, row, pixel, new UnitVector(j, flavour), Plan.Model.Training ? value * new Load(Region.Mask(layer) + row * layer.RowStride + at) : value);
        }));
        Finish(kernel, layer, row);
    }
}
