using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Pooling;

/// <summary>Windows of a signal or a picture, each of which becomes one value a channel.</summary>
internal sealed class PoolingKind : WrittenKind
{
    public static readonly PoolingKind Maximum = new("MaxPooling", "mp", "mp2", isMaximum: true, isGlobal: false);

    public static readonly PoolingKind Average = new("AveragePooling", "ap", "ap2", isMaximum: false, isGlobal: false);

    public static readonly PoolingKind GlobalAverage = new("GlobalAveragePooling", "gap", "gap", isMaximum: false, isGlobal: true);

    private PoolingKind(string name, string word, string example, bool isMaximum, bool isGlobal)
    {
        Name = name;
        IsMaximum = isMaximum;
        IsGlobal = isGlobal;
        Syntax = new(word, null, isGlobal ? null : "size", isGlobal ? [] : [new("s", "stride")], HasActivation: false, example);
    }

    public override string Name { get; }

    /// <summary>Whether the largest value of a window counts; else their mean.</summary>
    public bool IsMaximum { get; }

    /// <summary>Whether one window sees all of a picture.</summary>
    public bool IsGlobal { get; }

    public override LayerSyntax Syntax { get; }

    public override bool GivesPictures => true;

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        int dimensions = context.Input.Dimensions.Count - 1;
        if (context.IsStream)
            return Refuse("a stream gives a step for each that it takes, and has no end", "leave it out, or give the input a length, as in '1x28'");
        if (dimensions is not (1 or 2))
            return Refuse("it is for channels x length or channels x height x width", "give the input such a shape, as in '1x28x28'");
        if (written.Size.Count > dimensions)
            return Refuse($"its window has {written.Size.Count} sizes", "a signal of channels x length takes one");
        Picture from = Picture.Of(context.Input);
        if (IsGlobal)
            return new PoolingLayer(context.Input, Shape.Of(from.Channels), this, new Axis(from.Height), new Axis(from.Width), context.Activation, context.Initializer);
        Axis places = AxisOf((int)written.Size[written.Size.Count - 1].Value), lines = dimensions == 1 ? new Axis(1) : AxisOf((int)written.Size[0].Value);
        Shape output = new Picture(from.Channels, lines.Windows(from.Height), places.Windows(from.Width)).Like(context.Input);
        return output.Dimensions.Contains(0)
            ? Refuse("not one window fits", "make it smaller")
            : new PoolingLayer(context.Input, output, this, lines, places, context.Activation, context.Initializer);

        Axis AxisOf(int size) => new(size, written.Option("s") ?? size);

        Layer? Refuse(string what, string advice) => context.Refuse(written, $"pooling of {context.Input}", what, advice);
    }

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block) => UntrainedPlan.OfPixels(index, layer, lanes);

    /// <summary>Pooling is a part of the layer before where that can do it, and need not write what windows see then.</summary>
    public override LayerPlan? Fuse(LayerPlan before, LayerPlan layer, bool isOutput)
    {
        var pooling = (PoolingLayer)layer.Layer;
        return !isOutput && pooling.Windows.AreDense && before.Layer.Kind.Pooled(before, pooling.Windows) is Layer pooled
            ? before with { Layer = pooled with { Output = pooling.Output }, PaddedOutputs = layer.PaddedOutputs, RowStride = layer.RowStride, Pixels = layer.Pixels }
            : null;
    }

    public override IEnumerable<(Region Region, int Length)> Scratch(NetworkPlan plan, LayerPlan layer, Form form, bool training) =>
        !training && !plan.Sources(layer).Any() ? [(Region.Image, RowShape.WholeVectors(PoolingBlock.Input((PoolingLayer)layer.Layer, layer).Length, plan.Lanes))] : [];

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new PoolingBlock(plan, shapes);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new PoolingBlock(plan, shapes);
}
