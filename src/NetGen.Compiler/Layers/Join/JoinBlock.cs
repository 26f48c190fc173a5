using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Join;

/// <summary>A block of samples through sums or products of rows, and back.</summary>
internal sealed class JoinBlock(NetworkPlan plan, Shapes shapes, bool trains) : RowByRowLayer<UntrainedPlan>(plan, shapes, trains)
{
    public override Phase Backward(UntrainedPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel =>
    {
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            foreach (LayerPlan before in Plan.Back(layer))
            {
                new HiddenGradient(kernel, Shapes, before).TakeRow(r, j =>
                {
                    Value dz = new Load(Region.Gradients(layer) + r * layer.RowStride + j);
                    return Kind(layer).IsProduct ? Inputs(layer, r, j, other => other != before).Aggregate(dz, (product, factor) => product * factor) : dz;
                });
            }
        });
    }, Pass.Back);

    protected override void Forward(KernelBuilder kernel, UntrainedPlan layer, Index row)
    {
        Flavour flavour = Shapes.OfPixels(layer.PaddedChannels);
        kernel.For("pixel", layer.Pixels, 1, pixel => kernel.For("j", layer.PaddedChannels, flavour.Step, j =>
            Take(kernel, layer, row, pixel, new UnitVector(j, flavour), Inputs(layer, row, pixel * layer.PaddedChannels + j, _ => true).Aggregate((joined, value) => Kind(layer).IsProduct ? joined * value : joined + value))));
        Finish(kernel, layer, row);
    }

    private static JoinKind Kind(UntrainedPlan layer) => ((JoinLayer)layer.Layer).Of;

    private IEnumerable<Value> Inputs(UntrainedPlan layer, Index row, Index at, Func<LayerPlan, bool> which) =>
        Plan.Sources(layer).Where(which).Select(before => (Value)new Load(Region.Activations(before) + row * before.RowStride + at));
}
