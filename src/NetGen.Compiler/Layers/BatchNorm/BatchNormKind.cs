using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.BatchNorm;

/// <summary>Batch normalisation of features, of signals and of pictures. Ioffe and Szegedy, 2015.</summary>
internal sealed class BatchNormKind : WrittenKind
{
    public static readonly BatchNormKind Instance = new();

    /// <summary>As the architecture text writes it.</summary>
    public const string Word = "bn";

    private BatchNormKind()
    {
    }

    public override string Name => "BatchNormalization";

    public override LayerSyntax Syntax { get; } = new(Word, null, null, [], HasActivation: true, "bn:relu") { Key = "batchNorm" };

    public override bool TakesNetworkInputs => false;

    public override bool Normalises => true;

    public override bool NeedsWholeBatch => true;

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        string name = $"a batch normalisation of {context.Input}";
        return context.Input.Dimensions.Count > 3 ? context.RefuseDimensions(written, name)
            : context.CouplesUnits && Picture.Of(context.Input).Pixels > 1 ? context.RefuseUnits(written, name)
            : new BatchNormLayer(context.Input, context.Activation, context.Initializer);
    }

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block)
    {
        Picture picture = ((BatchNormLayer)layer).Picture;
        (int channels, int outputs) = RowShape.OfPixels(picture.Pixels, picture.Channels, lanes);
        return new BatchNormPlan(index, layer, outputs, RowShape.Stride(outputs, lanes), block.Take(2 * channels), 0, 0, 0) { Pixels = picture.Pixels, PaddedChannels = channels };
    }

    public override LayerPlan WithBuffers(LayerPlan layer, LayerPlan? before, bool trains, int lanes, Allocator block)
    {
        BatchNormPlan norm = (BatchNormPlan)layer with { RunningOffset = block.Take(2 * layer.PaddedChannels) };
        int statistics = trains ? block.Take(BatchNormPlan.NotedLength(layer.PaddedChannels)) : -1;
        norm = norm with { FactorOffset = block.Take(2 * layer.PaddedChannels) };
        norm = norm with { StatisticsOffset = trains ? statistics : norm.FactorOffset };
        return before is ProductPlan { Layer.Activation.Name: "Identity" } product ? norm with { Folded = Fold(norm, product, block) } : norm;
    }

    public override LayerPlan? Fuse(LayerPlan before, LayerPlan layer, bool isOutput) => ((BatchNormPlan)layer).Folded;

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new BatchNormBlock(plan, shapes);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new BatchNormBlock(plan, shapes);

    /// <summary>The layer before on weights and biases of its own, with this one's activation, in this one's place.</summary>
    private static ProductPlan Fold(BatchNormPlan norm, ProductPlan product, Allocator block)
    {
        int weights = block.Take(product.BiasOffset - product.WeightOffset + product.Groups * product.PaddedGroup);
        return product with
        {
            Index = norm.Index,
            Layer = product.Layer with { Activation = norm.Layer.Activation },
            WeightOffset = weights,
            BiasOffset = weights + product.BiasOffset - product.WeightOffset,
            Sources = product.Sources,
            Holder = norm.Index,
        };
    }
}
