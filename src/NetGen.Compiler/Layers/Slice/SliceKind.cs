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
        int channels = context.Input.Dimensions[0], start = written.Option("start") ?? 0, count = written.Option("count") ?? Math.Max(1, channels - start);
        string name = $"a slice of {context.Input}";
        if (start + count > channels)
            return context.Refuse(written, name, $"it reaches from {start} to {start + count - 1}", $"{(context.Input.Dimensions.Count > 1 ? "channels" : "features")} go from 0 to {channels - 1}");
        int pixels = Picture.Of(context.Input).Pixels;
        return context.CouplesUnits && pixels > 1
            ? context.RefuseUnits(written, name)
            : new SliceLayer(context.Input, context.Input.WithChannels(count), start * pixels, context.Activation, context.Initializer);
    }

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block) => UntrainedPlan.OfPixels(index, layer, lanes);

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new SliceBlock(plan, shapes, plan.Model.Training);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held? held) => new SliceBlock(plan, shapes, trains: false);
}
