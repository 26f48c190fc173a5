using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Scale;

/// <summary>Values times a factor, plus an offset.</summary>
internal sealed class ScaleKind : ElementwiseKind
{
    public static readonly ScaleKind Instance = new();

    public const string FactorKey = "factor", OffsetKey = "offset";

    private ScaleKind()
    {
    }

    public override string Name => "Scale";

    public override LayerSyntax Syntax { get; } = new(null, null, null, [], HasActivation: true, """{ "kind": "scale", "factor": 2, "offset": [0, 0.5] }""") { Numbers = [FactorKey, OffsetKey], NeedsNumbers = true };

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        string name = $"a scale of {context.Input}";
        return !context.TryNumbers(written, name, FactorKey, out EquatableArray<double>? factor) | !context.TryNumbers(written, name, OffsetKey, out EquatableArray<double>? offset) ? null
            : context.CouplesUnits && Picture.Of(context.Input).Pixels > 1 ? context.RefuseUnits(written, name)
            : new ScaleLayer(context.Input, factor, offset, context.Activation, context.Initializer);
    }

    public override Value Forward(LayerPlan layer, Value value, Index channel)
    {
        var scale = (ScaleLayer)layer.Layer;
        return scale switch
        {
            { Factor: null } => value + ChannelNumbers.Of(scale.Offset!, layer, channel),
            { Offset: null } => value * ChannelNumbers.Of(scale.Factor, layer, channel),
            _ => new MultiplyAdd(value, ChannelNumbers.Of(scale.Factor, layer, channel), ChannelNumbers.Of(scale.Offset, layer, channel)),
        };
    }

    public override Value Backward(LayerPlan layer, Value value, Value dz, Index channel) =>
        ((ScaleLayer)layer.Layer).Factor is { } factor ? dz * ChannelNumbers.Of(factor, layer, channel) : dz;
}
