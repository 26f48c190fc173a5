using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Activate;

/// <summary>An activation by itself, of all values or of some features or channels.</summary>
internal sealed class ActivateKind : ElementwiseKind
{
    public static readonly ActivateKind Instance = new();

    private ActivateKind()
    {
    }

    public override string Name => "Activation";

    public override LayerSyntax Syntax { get; } = new(null, null, null, [new("start", "start", Least: 0), new("count", "count")], HasActivation: true, """{ "kind": "activation", "activation": "tanh" }""") { NeedsActivation = true };

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        string name = $"an activation of {context.Input}";
        return context.Neighbours(written, name) is not (int start, int count) ? null
            : context.CouplesUnits && Picture.Of(context.Input).Pixels > 1 ? context.RefuseUnits(written, name)
            : new ActivateLayer(context.Input, start, count, context.Activation, context.Initializer);
    }

    public override IReadOnlyList<Layer> Parts(Layer layer)
    {
        var activate = (ActivateLayer)layer;
        int end = activate.Start + activate.Count, pixels = Picture.Of(layer.Input).Pixels;
        return activate.IsWhole
            ? []
            : [.. new[] { (First: 0, End: activate.Start), (First: activate.Start, End: end), (First: end, End: layer.Input.Dimensions[0]) }
                .Where(part => part.End > part.First)
                .Select(part => LayerKinds.Slice(
                    layer.Input, part.First * pixels, layer.Input.WithChannels(part.End - part.First), part.First == activate.Start ? activate.Of : Registry.Identity, layer.Initializer))];
    }

    public override Value Forward(LayerPlan layer, Value value, Index channel) => value;

    public override Value Backward(LayerPlan layer, Value value, Value dz, Index channel) => dz;
}
