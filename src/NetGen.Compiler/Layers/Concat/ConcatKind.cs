using System.Globalization;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Concat;

/// <summary>The features, or the channels, of several layers, one after the other.</summary>
internal sealed class ConcatKind : WrittenKind
{
    public static readonly ConcatKind Instance = new();

    private ConcatKind()
    {
    }

    public override string Name => "Concat";

    public override LayerSyntax Syntax { get; } = new(null, null, null, [], HasActivation: true, """{ "concat": "first" }""") { Key = "concat", TakesSeveral = true };

    public override bool TakesNetworkInputs => false;

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        string name = $"a concatenation of {string.Join(" and ", context.Inputs)}";
        return context.Inputs.FirstOrDefault(shape => !shape.WithChannels(1).Equals(context.Input.WithChannels(1))) is { } other
            ? context.Refuse(written, name, $"{context.Input} and {other} differ in more than their channels", "flatten them through dense layers, or give them the same height and width")
            : context.Inputs.Sum(shape => shape.Values) is var values && values > Limits.Values ? context.Refuse(written, name, $"it would give {values.ToString("N0", CultureInfo.InvariantCulture)} values", "at most 1,048,576 values are supported")
            : context.CouplesUnits && Picture.Of(context.Input).Pixels > 1 ? context.RefuseUnits(written, name)
            : new ConcatLayer(context.Input.WithChannels(context.Inputs.Sum(shape => shape.Dimensions[0])), context.Activation, context.Initializer);
    }

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block) => UntrainedPlan.OfPixels(index, layer, lanes);

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new ConcatBlock(plan, shapes, plan.Model.Training);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new ConcatBlock(plan, shapes, trains: false);
}
