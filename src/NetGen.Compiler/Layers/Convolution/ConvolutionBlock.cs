using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>A block of samples through a convolution and back, one sample after the other, channels across lanes.</summary>
internal sealed class ConvolutionBlock(NetworkPlan plan, Shapes shapes, bool trains) : RowByRowLayer<ProductPlan>(plan, shapes, trains)
{
    private const string Scale = "scale";

    private readonly PanelSums _whole = new(shapes);

    private readonly ConvolutionSums _groups = new GroupedSums(shapes), _depthwise = new DepthwiseSums(shapes);

    public override Phase Backward(ProductPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel => EmitBackward(kernel, layer, (ConvolutionLayer)layer.Layer), Pass.Back);

    public override Phase Gradient(ProductPlan layer) => new("Gradient" + layer.Index, $"The gradient of {layer.Name}'s parameters.", kernel => EmitGradient(kernel, layer, (ConvolutionLayer)layer.Layer), Pass.Back);

    protected override void Prepare(KernelBuilder kernel, ProductPlan layer)
    {
        var convolution = (ConvolutionLayer)layer.Layer;
        ConvolutionImages.Clear(kernel, Shapes.Wide, convolution, layer, Plan.Before(layer));
        Of(layer, convolution).Prepare(kernel, layer, convolution);
    }

    protected override void Forward(KernelBuilder kernel, ProductPlan layer, Index row)
    {
        var convolution = (ConvolutionLayer)layer.Layer;
        Image image = Input(kernel, layer, convolution, row);
        if (convolution.Pooled is { } pooled)
            ForwardPooled(kernel, layer, convolution, pooled, image, row);
        else
            Of(layer, convolution).Forward(kernel, layer, convolution, image, (pixel, channels, sum) => Take(kernel, layer, row, pixel, channels, sum));
        Finish(kernel, layer, row);
    }

    private void EmitBackward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution)
    {
        LayerPlan before = Plan.Before(layer)!;
        var hidden = new HiddenGradient(kernel, Shapes, before);
        ConvolutionImages.ClearGradient(kernel, Shapes.Wide, convolution, layer);
        Of(layer, convolution).PrepareBackward(kernel, layer, convolution);
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Image image = ConvolutionImages.Gradient(kernel, convolution, layer, Region.Gradients(layer) + r * layer.RowStride);
            Of(layer, convolution).Backward(kernel, layer, convolution, before, image, (pixel, channels, sum) =>
                hidden.Take(r, channels with { First = pixel.In(ImageShape.Of(before)) + channels.First }, sum));
            Pixels.ClearBehind(kernel, Shapes, before, [Region.Gradients(before)], r);
            hidden.Finish(r);
        });
    }

    private void EmitGradient(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution)
    {
        // All samples are summed before anything is added to a parameter, which is rounded once then, not once a sample.
        Flavour whole = Shapes.Of(layer.PaddedGroup);
        int length = ConvolutionKind.ParametersLength(layer);
        kernel.Clear(whole, Region.Sums, length);
        ConvolutionImages.Clear(kernel, Shapes.Wide, convolution, layer, Plan.Before(layer));
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Image image = Input(kernel, layer, convolution, r);
            Of(layer, convolution).Gradient(kernel, layer, convolution, image, kernel.Point("dz", Region.Gradients(layer) + r * layer.RowStride));
        });
        kernel.For("i", length, whole.Step, i => kernel.Add(new Store(
            whole, Region.IntoOf(layer) + i, new MultiplyAdd(new Splat(Scale), new Load(Region.Sums + i), new Load(Region.IntoOf(layer) + i)))));
    }

    /// <summary>What pooling gives of the pre-activations, window by window.</summary>
    private void ForwardPooled(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Windows pooled, Image image, Index row)
    {
        if (!pooled.IsTiled)
        {
            _whole.Forward(kernel, layer, convolution, pooled, image, (window, channels, sums) => TakeWindow(kernel, layer, row, window, channels, sums, pooled));
            return;
        }

        Flavour whole = Shapes.OfPixels(layer.PaddedChannels);
        Pointer totals = Region.Activations(layer) + row * layer.RowStride;
        kernel.Clear(whole, totals, layer.PaddedChannels);
        _whole.Forward(kernel, layer, convolution, pooled, image, (_, channels, sums) =>
        {
            Value total = new Load(totals + channels.First);
            foreach (Variable sum in sums)
                total = kernel.Let(channels.Flavour, "total", pooled.Next(total, Activated(kernel, layer, channels, sum)));
            kernel.Add(new Store(channels.Flavour, totals + channels.First, total));
        });
        kernel.For("j", layer.PaddedChannels, whole.Step, j => kernel.Add(new Store(whole, totals + j, pooled.Last(new Load(totals + j)))));
    }

    private static Value Activated(KernelBuilder kernel, ProductPlan layer, UnitVector channels, Value sum) =>
        Rows.Elementwise(kernel, channels, layer.Channels, layer.Layer.Activation.Forward(Quantities.Z), _ => sum);

    /// <summary>Takes what pooling gives of the pre-activations of a window to where it belongs.</summary>
    private static void TakeWindow(KernelBuilder kernel, ProductPlan layer, Index row, Pixel window, UnitVector channels, IReadOnlyList<Variable> sums, Windows pooled)
    {
        bool isLast = pooled.IsMaximum && layer.Layer.Activation.KeepsOrder;
        Value[] values = [.. isLast ? sums : sums.Select(sum => kernel.Let(channels.Flavour, "value", Activated(kernel, layer, channels, sum)))];
        Value total = pooled.First(values[0]);
        for (int tap = pooled.Started; tap < values.Length; tap++)
            total = kernel.Let(channels.Flavour, "total", pooled.Next(total, values[tap]));
        total = pooled.Last(total);
        kernel.Add(new Store(channels.Flavour, At(Region.Activations(layer), layer, row, window, channels), isLast ? Activated(kernel, layer, channels, total) : total));
    }

    private ConvolutionSums Of(ProductPlan layer, ConvolutionLayer convolution) => convolution.IsDepthwise ? _depthwise : layer.Groups > 1 ? _groups : _whole;

    private Image Input(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Index r) => ConvolutionImages.Input(
        kernel, convolution, layer, Plan.Before(layer), Region.InputsOf(Plan, layer) + r * (Plan.Before(layer)?.RowStride ?? layer.Inputs));
}
