using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>A block of samples through a convolution and back, one sample after the other, channels across lanes.</summary>
internal sealed class ConvolutionBlock(NetworkPlan plan, Shapes shapes, bool trains) : RowByRowLayer<ProductPlan>(plan, shapes, trains)
{
    private const string Scale = "scale";

    private readonly ConvolutionSums _whole = new PanelSums(shapes), _groups = new GroupedSums(shapes), _depthwise = new DepthwiseSums(shapes);

    public override Phase Backward(ProductPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel => EmitBackward(kernel, layer, (ConvolutionLayer)layer.Layer), Pass.Back);

    public override Phase Gradient(ProductPlan layer) => new("Gradient" + layer.Index, $"The gradient of {layer.Name}'s parameters.", kernel => EmitGradient(kernel, layer, (ConvolutionLayer)layer.Layer), Pass.Back);

    protected override void Forward(KernelBuilder kernel, ProductPlan layer, Index row)
    {
        var convolution = (ConvolutionLayer)layer.Layer;
        Image image = Input(kernel, layer, convolution, row);
        Of(layer, convolution).Forward(kernel, layer, convolution, image, (pixel, channels, sum) => Take(kernel, layer, row, pixel, channels, sum));
        Finish(kernel, layer, row);
    }

    private void EmitBackward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution)
    {
        LayerPlan before = Plan.Before(layer)!;
        var hidden = new HiddenGradient(kernel, Shapes, before);
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Image image = ConvolutionImages.Gradient(kernel, Shapes.Wide, convolution, layer, Region.Gradients(layer) + r * layer.RowStride);
            Of(layer, convolution).Backward(kernel, layer, convolution, before, image, (pixel, channels, sum) =>
                hidden.Take(r, channels with { First = pixel * before.PaddedChannels + channels.First }, sum));
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
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Image image = Input(kernel, layer, convolution, r);
            Of(layer, convolution).Gradient(kernel, layer, convolution, image, kernel.Point("dz", Region.Gradients(layer) + r * layer.RowStride));
        });
        kernel.For("i", length, whole.Step, i => kernel.Add(new Store(
            whole, Region.IntoOf(layer) + i, new MultiplyAdd(new Splat(Scale), new Load(Region.Sums + i), new Load(Region.IntoOf(layer) + i)))));
    }

    private ConvolutionSums Of(ProductPlan layer, ConvolutionLayer convolution) => convolution.IsDepthwise ? _depthwise : layer.Groups > 1 ? _groups : _whole;

    private Image Input(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Index r) => ConvolutionImages.Input(
        kernel, Shapes.Wide, convolution, layer, Plan.Before(layer), Region.InputsOf(Plan, layer) + r * (Plan.Before(layer)?.RowStride ?? layer.Inputs));
}
