using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Normalize;

/// <summary>Values less the mean of their channel, divided by its scale: numbers of the weights file.</summary>
internal sealed class NormalizeKind : ElementwiseKind
{
    public static readonly NormalizeKind Instance = new();

    private NormalizeKind()
    {
    }

    public override string Name => "Normalize";

    public override LayerSyntax Syntax { get; } = new(null, null, null, [], HasActivation: true, """{ "kind": "normalize", "min": -5, "max": 5 }""") { Numbers = Bounds.Keys };

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        string name = $"a normalization of {context.Input}";
        return Bounds.Of(written, context, name) is not { } bounds ? null
            : context.CouplesUnits && Picture.Of(context.Input).Pixels > 1 ? context.RefuseUnits(written, name)
            : new NormalizeLayer(context.Input, bounds, context.Activation, context.Initializer);
    }

    public override LayerPlan WithBuffers(LayerPlan layer, LayerPlan? before, bool trains, int lanes, Allocator block) =>
        (UntrainedPlan)layer with { BuffersOffset = block.Take(2 * layer.PaddedChannels) };

    public override Value Forward(LayerPlan layer, Value value, Index channel) => Of(layer).Bounds.Hold(Normalized(layer, value, channel), layer, channel);

    public override Value Backward(LayerPlan layer, Value value, Value dz, Index channel) =>
        Of(layer).Bounds.Pass(Normalized(layer, value, channel), dz / Buffer(layer, 1, channel), layer, channel);

    private static Value Normalized(LayerPlan layer, Value value, Index channel) => (value - Buffer(layer, 0, channel)) / Buffer(layer, 1, channel);

    private static Load Buffer(LayerPlan layer, int number, Index channel) => new(Region.Of(layer, layer.Buffers[number]) + channel);

    private static NormalizeLayer Of(LayerPlan layer) => (NormalizeLayer)layer.Layer;
}
