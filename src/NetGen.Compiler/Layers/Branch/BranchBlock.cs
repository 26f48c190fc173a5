using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Branch;

/// <summary>
/// Going back through a block of samples, adds the gradients of the branches of a layer: the last branch, which comes first, is
/// stored, the others are added, and with the first branch the sum is whole.
/// </summary>
internal sealed class BranchBlock(NetworkPlan plan, Shapes shapes) : RowByRowLayer<UntrainedPlan>(plan, shapes, plan.Model.Training)
{
    public override Phase Backward(UntrainedPlan layer) => new("Back" + layer.Index, $"Back to {layer.Name}, which several layers take.", kernel =>
    {
        LayerPlan before = Plan.Before(layer)!;
        LayerPlan[] all = [.. Plan.Layers.Where(other => other.Layer.Kind is BranchKind && Plan.Before(other) == before)];
        bool stores = layer == all[all.Length - 1], finishes = layer == all[0];
        var hidden = new HiddenGradient(kernel, Shapes, before);
        Flavour flavour = Shapes.Of(before.PaddedOutputs);
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Pointer into = Region.Gradients(before) + r * before.RowStride, own = Region.Gradients(layer) + r * layer.RowStride;
            Value Sum(Index j) => stores ? new Load(own + j) : new Load(into + j) + new Load(own + j);
            if (finishes)
                hidden.TakeRow(r, Sum);
            else
                kernel.For("j", before.PaddedOutputs, flavour.Step, j => kernel.Add(new Store(flavour, into + j, Sum(j))));
        });
    }, Pass.Back);

    protected override void Forward(KernelBuilder kernel, UntrainedPlan layer, Index row) => throw new InvalidOperationException("A branch computes nothing.");
}
