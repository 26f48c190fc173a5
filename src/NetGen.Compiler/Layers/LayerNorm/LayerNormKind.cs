using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.LayerNorm;

/// <summary>Layer normalisation of features, of signals and of pictures. Ba, Kiros and Hinton, 2016.</summary>
internal sealed class LayerNormKind : WrittenKind
{
    public static readonly LayerNormKind Instance = new();

    /// <summary>As the architecture text writes it.</summary>
    public const string Word = "ln";

    private LayerNormKind()
    {
    }

    public override string Name => "LayerNormalization";

    public override LayerSyntax Syntax { get; } = new(Word, null, null, [], HasActivation: true, "ln:relu") { Key = "layerNorm" };

    public override bool TakesNetworkInputs => false;

    public override bool Normalises => true;

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        string name = $"a layer normalisation of {context.Input}";
        return context.Input.Dimensions.Count > 3 ? context.RefuseDimensions(written, name)
            : context.CouplesUnits && Picture.Of(context.Input).Pixels > 1 ? context.RefuseUnits(written, name)
            : new LayerNormLayer(context.Input, context.Activation, context.Initializer);
    }

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block)
    {
        Picture picture = ((LayerNormLayer)layer).Picture;
        (int channels, int outputs) = RowShape.OfPixels(picture.Pixels, picture.Channels, lanes);
        return new LayerNormPlan(index, layer, outputs, RowShape.Stride(outputs, lanes), block.Take(2 * picture.Pixels * channels)) { Pixels = picture.Pixels, PaddedChannels = channels };
    }

    public override IEnumerable<(Region Region, int Length)> Scratch(NetworkPlan plan, LayerPlan layer, Form form, bool training)
    {
        if (!training)
            yield return (Region.Summed, RowShape.WholeVectors(layer.PaddedOutputs, plan.Lanes));
        if (!training && plan.Model.Training && form != Form.Sample)
        {
            yield return (Region.Means(layer), plan.BlockRows);
            yield return (Region.Inverses(layer), plan.BlockRows);
        }

        if (training)
            yield return (Region.Products, RowShape.WholeVectors(layer.PaddedOutputs, plan.Lanes));
    }

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new LayerNormBlock(plan, shapes, plan.Model.Training);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new LayerNormBlock(plan, shapes, trains: false);
}
