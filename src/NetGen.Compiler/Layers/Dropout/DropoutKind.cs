using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Dropout;

/// <summary>Values that training drops at random. Srivastava et al., 2014.</summary>
internal sealed class DropoutKind : WrittenKind
{
    public static readonly DropoutKind Instance = new();

    /// <summary>As the architecture text writes it.</summary>
    public const string Word = "do";

    private DropoutKind()
    {
    }

    public override string Name => "Dropout";

    public override LayerSyntax Syntax { get; } = new(Word, null, "percentage", [], HasActivation: false, "do20") { MostSize = 99, TakesTwoSizes = false };

    public override bool TakesNetworkInputs => false;

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        string name = $"dropout of {context.Input}";
        return context.Input.Dimensions.Count > 3 ? context.RefuseDimensions(written, name)
            : written.Size.Count > 1 ? context.Refuse(written, name, $"it has {written.Size.Count} percentages", $"write one, as in '{Syntax.Example}'")
            : new DropoutLayer(context.Input, (int)written.Size[0].Value, context.Activation, context.Initializer);
    }

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block) => UntrainedPlan.OfPixels(index, layer, lanes);

    public override IEnumerable<(Region Region, int Length)> Scratch(NetworkPlan plan, LayerPlan layer, Form form, bool training) =>
        training && form != Form.Sample ? [(Region.Mask(layer), layer.RowStride * plan.BlockRows)] : [];

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new DropoutBlock(plan, shapes);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new DropoutBlock(plan, shapes);
}
