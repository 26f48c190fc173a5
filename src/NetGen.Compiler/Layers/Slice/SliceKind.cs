using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Slice;

/// <summary>A part of what a layer gives, or of a network's inputs where they have several parts.</summary>
internal sealed class SliceKind : WrittenKind
{
    public static readonly SliceKind Instance = new();

    private SliceKind()
    {
    }

    public override string Name => "Slice";

    public override LayerSyntax Syntax { get; } = new(null, null, null, [new("start", "start", Least: 0), new("count", "count")], HasActivation: true, """{ "kind": "slice", "start": 2, "count": 3 }""");

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        string name = $"a slice of {context.Input}";
        if (context.Neighbours(written, name) is not (int start, int count))
            return null;
        int pixels = Picture.Of(context.Input).Pixels;
        return context.CouplesUnits && pixels > 1
            ? context.RefuseUnits(written, name)
            : new SliceLayer(context.Input, context.Input.WithChannels(count), start * pixels, context.Activation, context.Initializer);
    }

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block) => UntrainedPlan.OfPixels(index, layer, lanes);

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new SliceBlock(plan, shapes, plan.Model.Training);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new SliceBlock(plan, shapes, trains: false);
}
