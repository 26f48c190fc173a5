using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Clip;

/// <summary>Values held between bounds.</summary>
internal sealed class ClipKind : ElementwiseKind
{
    public static readonly ClipKind Instance = new();

    private ClipKind()
    {
    }

    public override string Name => "Clip";

    public override LayerSyntax Syntax { get; } = new(null, null, null, [], HasActivation: true, """{ "kind": "clip", "min": -1, "max": 1 }""") { Numbers = Bounds.Keys, NeedsNumbers = true };

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        string name = $"a clip of {context.Input}";
        return Bounds.Of(written, context, name) is not { } bounds ? null
            : context.CouplesUnits && Picture.Of(context.Input).Pixels > 1 ? context.RefuseUnits(written, name)
            : new ClipLayer(context.Input, bounds, context.Activation, context.Initializer);
    }

    public override Value Forward(LayerPlan layer, Value value, Index channel) => Of(layer).Hold(value, layer, channel);

    public override Value Backward(LayerPlan layer, Value value, Value dz, Index channel) => Of(layer).Pass(value, dz, layer, channel);

    private static Bounds Of(LayerPlan layer) => ((ClipLayer)layer.Layer).Bounds;
}
