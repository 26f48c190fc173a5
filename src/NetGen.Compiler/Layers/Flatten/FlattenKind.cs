using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Flatten;

/// <summary>What a plan puts behind a last layer that gives pictures. Where a dense layer follows, weights take the order of memory.</summary>
internal sealed class FlattenKind : LayerKind
{
    public static readonly FlattenKind Instance = new();

    private FlattenKind()
    {
    }

    public override string Name => "Flatten";

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block)
    {
        int padded = RowShape.Padded(layer.Outputs, lanes);
        return new UntrainedPlan(index, layer, padded, RowShape.Stride(padded, lanes));
    }

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new FlattenBlock(plan, shapes);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new FlattenBlock(plan, shapes);
}
