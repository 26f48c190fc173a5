using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Branch;

/// <summary>What a plan puts behind a layer whose outputs several take, once for each of them.</summary>
internal sealed class BranchKind : LayerKind
{
    public static readonly BranchKind Instance = new();

    private BranchKind()
    {
    }

    public override string Name => "Branch";

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block) =>
        new UntrainedPlan(index, layer, before!.PaddedOutputs, before.RowStride) { Pixels = before.Pixels, PaddedChannels = before.PaddedChannels, Holder = before.Holder };

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new BranchBlock(plan, shapes);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new BranchBlock(plan, shapes);
}
