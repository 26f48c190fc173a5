using System.Globalization;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>A kernel that moves over a signal of channels × length, or over a picture of channels × height × width.</summary>
internal sealed class ConvolutionKind : WrittenKind
{
    public static readonly ConvolutionKind Instance = new();

    /// <summary>Values that a convolution of a stream remembers at most.</summary>
    private const int MostRemembered = 1 << 19;

    private ConvolutionKind()
    {
    }

    public override string Name => "Convolution";

    public override LayerSyntax Syntax { get; } = new(
        "c",
        "channels",
        "kernel",
        [new("s", "stride"), new("p", "padding", Least: 0), new("same", "padding", HasNumber: false), new("causal", "padding", HasNumber: false), new("d", "dilation"), new("g", "number of groups") { Key = "groups" }],
        HasActivation: true,
        "6c5p2:relu")
    { Key = "conv" };

    public override bool Remembers(LayerSpec written) => written.Option("causal") is not null;

    public override bool GivesPictures => true;

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        if (context.IsStream)
            return OfStream(written, context);
        string name = $"a convolution over {context.Input}";
        int dimensions = context.Input.Dimensions.Count - 1;
        if (dimensions == 0 && Remembers(written))
            return Refuse("a network for streams has one input and one output", "leave the others out, or give the input a length, as in '1x28'");
        if (dimensions is not (1 or 2))
            return Refuse("it moves over channels x length or channels x height x width", "give the input such a shape, as in '1x28x28'");
        if (written.Size.Count > dimensions)
            return Refuse($"its kernel has {written.Size.Count} sizes", "a signal of channels x length takes one");
        if (written.Options.Count(option => option.Key is "p" or "same" or "causal") > 1)
            return Refuse("its padding is written twice", "write one of 'p', 'same' and 'causal'");
        if (written.Option("causal") is not null && dimensions == 2)
            return Refuse("a picture has no past", "'causal' is for a signal of channels x length");
        if (written.Option("same") is not null && written.Option("s") > 1)
            return Refuse("with a stride the output cannot be as large as the input", "write 'p' with a number, or no stride");
        if (context.CouplesUnits)
            return context.RefuseUnits(written, name);

        int channels = (int)written.Count!.Value, groups = written.Option("g") ?? 1, from = context.Input.Dimensions[0];
        if (from % groups > 0 || channels % groups > 0)
            return Refuse($"it has {groups} groups for {from} channels in and {channels} out", "write a number that divides both");

        int last = written.Size.Count - 1;
        Axis places = AxisOf((int)written.Size[last].Value), lines = dimensions == 1 ? new Axis(1) : AxisOf((int)written.Size[0].Value);
        Shape output = ConvolutionLayer.ShapeOf(context.Input, channels, lines, places);
        if (output.Dimensions.Contains(0))
            return Refuse($"its kernel reaches over {Reach()}", "make it smaller, or give it padding, as in '6c5p2'");
        if (places.Before > places.Reach || lines.Before > lines.Reach)
            return Refuse("its padding is as large as its kernel", "at the border it would see nothing but zeros; write less");
        if (output.Dimensions.Aggregate(1L, (product, dimension) => product * dimension) > Limits.Values)
            return Refuse($"it would give {output}", "at most 1,048,576 values are supported");
        return new ConvolutionLayer(context.Input, channels, lines, places, groups, context.Activation, context.Initializer);

        Axis AxisOf(int size)
        {
            var axis = new Axis(size, written.Option("s") ?? 1, written.Option("p") ?? 0, written.Option("p") ?? 0, written.Option("d") ?? 1);
            return written.Option("same") is not null ? axis with { Before = axis.Reach / 2, After = axis.Reach - axis.Reach / 2 }
                : written.Option("causal") is not null ? axis with { Before = axis.Reach }
                : axis;
        }

        string Reach() => dimensions == 1 ? $"{places.Reach + 1}" : $"{lines.Reach + 1}x{places.Reach + 1}";

        Layer? Refuse(string what, string advice) => context.Refuse(written, name, what, advice);
    }

    /// <summary>Of a stream, which has no end: a kernel sees a step and those before it.</summary>
    private static Layer? OfStream(LayerSpec written, LayerContext context)
    {
        if (written.Size.Count > 1)
            return Refuse(null, $"its kernel has {written.Size.Count} sizes", "a stream takes one");
        foreach (string padding in new[] { "p", "same" })
        {
            if (written.Option(padding) is not null)
                return Refuse(padding, "steps to come are not known", "write 'causal' in place of other padding");
        }

        if (written.Option("causal") is null)
            return Refuse(null, "without padding it would give fewer steps than it takes", $"write 'causal', as in '{written.Count!.Value}c{written.Size[0].Value}causal'");
        if (written.Option("s") > 1)
            return Refuse("s", "it gives a step for each that it takes", "leave the stride out");
        if (written.Option("g") > 1)
            return Refuse("g", "each of its channels sees all", "leave the groups out, or write a convolution for each behind slices, and a concat");
        var places = new Axis((int)written.Size[0].Value, Dilation: written.Option("d") ?? 1);
        long steps = (places.Size - 1L) * places.Dilation, most = MostRemembered / RowShape.Padded(context.Input.Size, lanes: 16);
        return steps > most
            ? Refuse(null, string.Format(CultureInfo.InvariantCulture, "it would remember {0:N0} steps", steps), string.Format(CultureInfo.InvariantCulture, "at most {0:N0} are supported where they are so wide", most))
            : new StreamedConvolutionLayer(context.Input, (int)written.Count!.Value, places, context.Activation, context.Initializer);

        Layer? Refuse(string? option, string what, string advice) =>
            context.Refuse(option is null ? written : written with { Place = written.Options.First(other => other.Key == option).Value.Place }, $"a convolution over a stream of {context.Input}", what, advice);
    }

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block)
    {
        var convolution = (ConvolutionLayer)layer;
        Picture to = convolution.To;
        (int channels, int outputs) = RowShape.OfPixels(to.Pixels, to.Channels, lanes);
        int groups = convolution.IsDepthwise ? 1 : convolution.Groups, group = groups == 1 ? channels : RowShape.Padded(convolution.GroupOutputs, lanes);
        int steps = convolution.Taps * convolution.GroupInputs;
        int weights = block.Take(groups * group * (steps + 1));
        return new ProductPlan(index, layer, outputs, RowShape.Stride(outputs, lanes), steps, RowShape.Panel(group, lanes), Splits: 1, weights, weights + groups * group * steps, null)
        {
            Pixels = to.Pixels,
            PaddedChannels = channels,
            Groups = groups,
            PaddedGroup = group,
            InputChannels = (convolution.GroupInputs, convolution.GroupInputs),
        };
    }

    public override LayerPlan WithCopies(LayerPlan layer, LayerPlan? before, int lanes, Allocator block)
    {
        if (before is null)
            return layer;
        var convolution = (ConvolutionLayer)layer.Layer;
        if (convolution.IsDepthwise)
            return layer;
        int inputs = convolution.Groups == 1 ? before.PaddedChannels : RowShape.Padded(convolution.GroupInputs, lanes);
        int length = inputs * convolution.Channels * convolution.Taps;
        return (ProductPlan)layer with { Transposed = new TransposedPlan(block.Take(length), RowShape.Panel(inputs, lanes), inputs, convolution.Taps) };
    }

    public override Layer? Pooled(LayerPlan layer, Windows windows) =>
        layer is ProductPlan { Groups: 1, Layer: ConvolutionLayer { Pooled: null, IsDepthwise: false } convolution } product
        && (windows.Taps <= Tuning.FewerSums || windows.IsTiled && windows.Taps == convolution.To.Pixels)
        && !Quantities.StandsApart(convolution.Activation.Forward(Quantities.Z)) && Neighbours.Forward(convolution, product, lanes: 16) is null
            ? convolution with { Pooled = windows }
            : null;

    public override LayerPlan? Framed(LayerPlan layer, Frame frame, int lanes)
    {
        if (layer is not ProductPlan { Groups: 1 } || Quantities.StandsApart(layer.Layer.Activation.Forward(Quantities.Z)))
            return null;
        (_, int outputs) = RowShape.OfPixels(Picture.Of(layer.Layer.Output).Within(frame).Pixels, layer.Channels, lanes);
        return layer with { Frame = frame, PaddedOutputs = outputs, RowStride = RowShape.Stride(outputs, lanes) };
    }

    public override IEnumerable<(Region Region, int Length)> Scratch(NetworkPlan plan, LayerPlan layer, Form form, bool training)
    {
        var convolution = (ConvolutionLayer)layer.Layer;
        LayerPlan? before = plan.Before(layer);
        if (!training && ConvolutionImages.NeedsImage(convolution, before))
            yield return (Region.Image, RowShape.WholeVectors(ConvolutionImages.Padded(convolution, layer, before).Length, plan.Lanes));
        if (!training && (ProductPlan)layer is { Groups: > 1 } grouped)
        {
            // The way back works in them, too.
            int inputs = grouped.Transposed is { } copy ? convolution.From.Pixels * copy.PaddedInputs : 0;
            yield return (Region.Group, RowShape.WholeVectors(Math.Max(layer.Pixels * grouped.PaddedGroup, inputs), plan.Lanes));
            yield return (Region.Together, RowShape.WholeVectors(Math.Max(layer.PixelsLength, inputs > 0 ? before!.PixelsLength : 0), plan.Lanes));
        }

        int neighbours = new[] { plan.Lanes, plan.Lanes / 2 }.Max(lanes => (training ? Neighbours.Backward(convolution, (ProductPlan)layer, lanes) : Neighbours.Forward(convolution, (ProductPlan)layer, lanes))?.Length ?? 0);
        if (neighbours > 0 && (!training || plan.GoesBack(layer)))
            yield return (training ? Region.GradientNeighbours : Region.Neighbours, RowShape.WholeVectors(neighbours, plan.Lanes));
        if (training)
            yield return (Region.Sums, RowShape.WholeVectors(ParametersLength((ProductPlan)layer), plan.Lanes));
        if (training && plan.GoesBack(layer))
            yield return (Region.GradientImage, RowShape.WholeVectors(ConvolutionImages.Gradient(convolution, layer).Length, plan.Lanes));
    }

    /// <summary>Elements of a layer's weights with the biases behind them.</summary>
    public static int ParametersLength(ProductPlan layer) => layer.BiasOffset - layer.WeightOffset + layer.Groups * layer.PaddedGroup;

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new ConvolutionBlock(plan, shapes, plan.Model.Training);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new ConvolutionBlock(plan, shapes, trains: false);
}
