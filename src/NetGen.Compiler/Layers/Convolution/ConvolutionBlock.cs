using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>
/// A block of samples through a convolution and back, channels across lanes, several pixels of a line in registers: a product of
/// rows with a matrix, in which a row is what the kernel sees at a pixel. Nothing is unrolled into memory but zeros around a picture.
/// </summary>
internal sealed class ConvolutionBlock(NetworkPlan plan, Shapes shapes, bool trains) : RowByRowLayer<ProductPlan>(plan, shapes, trains)
{
    private const string Scale = "scale";

    /// <summary>Receives the sums of one pixel over one vector of channels.</summary>
    private delegate void Sink(Index pixel, UnitVector channels, Value sum);

    public override Phase Backward(ProductPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel => EmitBackward(kernel, layer, (ConvolutionLayer)layer.Layer), Pass.Back);

    public override Phase Gradient(ProductPlan layer) => new("Gradient" + layer.Index, $"The gradient of {layer.Name}'s parameters.", kernel => EmitGradient(kernel, layer, (ConvolutionLayer)layer.Layer), Pass.Back);

    protected override void Forward(KernelBuilder kernel, ProductPlan layer, Index row)
    {
        var convolution = (ConvolutionLayer)layer.Layer;
        Products(kernel, Input(kernel, layer, convolution, row), convolution.To, convolution.Lines, convolution.Places, convolution.From.Channels, Region.Weights(layer), layer.Panels, layer.Steps, "z" + layer.Index, Region.Biases(layer), (pixel, channels, sum) =>
            Take(kernel, layer, row, pixel, channels, sum));
        Finish(kernel, layer, row);
    }

    private void EmitBackward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution)
    {
        LayerPlan before = Plan.Before(layer)!;
        var hidden = new HiddenGradient(kernel, Shapes, before);
        Axis lines = new(convolution.Lines.Size, Dilation: convolution.Lines.Dilation), places = new(convolution.Places.Size, Dilation: convolution.Places.Dilation);
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Image image = ConvolutionImages.Gradient(kernel, Shapes.Wide, convolution, layer, Region.Gradients(layer) + r * layer.RowStride);
            Products(kernel, image, convolution.From, lines, places, layer.Channels, Region.Transposed(layer), layer.Transposed!.Panels, convolution.Taps * layer.Channels, "da" + before.Index, null, (pixel, channels, sum) =>
                hidden.Take(r, channels with { First = pixel * before.PaddedChannels + channels.First }, sum));
            Pixels.ClearBehind(kernel, Shapes, before, [Region.Gradients(before)], r);
            hidden.Finish(r);
        });
    }

    private void EmitGradient(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution)
    {
        // All samples are summed before anything is added to a parameter, which is rounded once then, not once a sample.
        Flavour whole = Shapes.Of(layer.PaddedChannels);
        int length = ConvolutionKind.ParametersLength(layer);
        kernel.Clear(whole, Region.Sums, length);
        kernel.For("r", Index.Of(Batch.Rows), 1, r => EmitGradientOfSample(kernel, layer, convolution, r));
        kernel.For("i", length, whole.Step, i => kernel.Add(new Store(
            whole, Region.IntoOf(layer) + i, new MultiplyAdd(new Splat(Scale), new Load(Region.Sums + i), new Load(Region.IntoOf(layer) + i)))));
    }

    private void EmitGradientOfSample(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Index r)
    {
        Picture to = convolution.To;
        Image image = Input(kernel, layer, convolution, r);
        Pointer gradients = kernel.Point("dz", Region.Gradients(layer) + r * layer.RowStride);
        kernel.ForPanelsBack(layer.Panels, layer.Steps, (width, offset, column) =>
        {
            (Flavour flavour, TileShape shape) = Shapes.PixelTile(width);
            Pointer sum = kernel.Point("sum", Region.Sums + offset);
            kernel.For("j", width, flavour.Step * shape.Vectors, j =>
            {
                void Add(Variable[,] sums, int row, Pointer to)
                {
                    for (int vector = 0; vector < shape.Vectors; vector++)
                        kernel.Add(new Store(flavour, to + flavour.Step * vector, new Load(to + flavour.Step * vector) + sums[row, vector]));
                }

                Factor Gradients(Index pixel) => (_, vector) => new Load(gradients + pixel * layer.PaddedChannels + (j + column) + flavour.Step * vector);

                Runs runs = Runs.Of(convolution.Places, convolution.From.Channels, image.Shape);
                kernel.For("ky", convolution.Lines.Size, 1, ky => kernel.For("run", runs.Count, 1, run => Across(kernel, "k", runs.Length, shape.Rows, (k, count) =>
                {
                    Pointer from = kernel.Point("from", image.At + ky * (convolution.Lines.Dilation * image.Shape.Line) + run * runs.Between + k * runs.Stride);
                    var tile = new Tile(flavour, new TileShape(count, shape.Vectors), "dw" + layer.Index, (_, _) => 0);
                    Variable[,] sums = tile.Emit(kernel, step => kernel.For("line", to.Height, 1, line => kernel.For("place", to.Width, 1, place => step(
                        (_, i) => new Broadcast(from + line * (convolution.Lines.Stride * image.Shape.Line) + place * (convolution.Places.Stride * image.Shape.Pixel) + i * runs.Stride),
                        Gradients(line * to.Width + place)))));
                    for (int row = 0; row < count; row++)
                        Add(sums, row, sum + ky * (runs.Count * runs.Length * width) + run * (runs.Length * width) + k * width + (row * width) + j);
                }, overlaps: false)));
                var ones = new Tile(flavour, new TileShape(1, shape.Vectors), "db" + layer.Index, (_, _) => 0);
                Add(ones.Emit(kernel, step => kernel.For("pixel", layer.Pixels, 1, pixel => step((_, _) => 1, Gradients(pixel)))), 0, Region.Sums + (layer.BiasOffset - layer.WeightOffset) + (column + j));
            });
        });
    }

    private Image Input(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Index r) => ConvolutionImages.Input(
        kernel, Shapes.Wide, convolution, Plan.Before(layer), Region.InputsOf(Plan, layer) + r * (Plan.Before(layer)?.RowStride ?? layer.Inputs));

    /// <summary>What a kernel gives at every pixel of a picture, channels in panels.</summary>
    private void Products(
        KernelBuilder kernel, Image image, Picture to, Axis lines, Axis places, int channels, Region matrix, IReadOnlyList<Panel> panels, int steps, string name, Region? bias, Sink sink)
    {
        Runs runs = Runs.Of(places, channels, image.Shape);
        kernel.ForPanels(panels, steps, (width, offset, column) =>
        {
            (Flavour flavour, TileShape shape) = Shapes.PixelTile(width);
            Pointer w = kernel.Point("w", matrix + offset);
            kernel.For("line", to.Height, 1, y => Across(kernel, "place", to.Width, shape.Rows, (x, count) => kernel.For("j", width, flavour.Step * shape.Vectors, j =>
            {
                Pointer window = kernel.Point("window", image.At + y * (lines.Stride * image.Shape.Line) + x * (places.Stride * image.Shape.Pixel));
                var tile = new Tile(flavour, new TileShape(count, shape.Vectors), name, (_, vector) => bias is null ? 0 : new Load(bias + column + j + flavour.Step * vector));
                Variable[,] sums = tile.Emit(kernel, step => kernel.For("ky", lines.Size, 1, ky => kernel.For("run", runs.Count, 1, run =>
                {
                    Pointer from = kernel.Point("from", window + ky * (lines.Dilation * image.Shape.Line) + run * runs.Between);
                    Pointer row = kernel.Point("row", w + ky * (runs.Count * runs.Length * width) + run * (runs.Length * width) + j);
                    kernel.For("k", runs.Length, 1, k => step(
                        (_, pixel) => new Broadcast(from + k * runs.Stride + pixel * (places.Stride * image.Shape.Pixel)),
                        (_, vector) => new Load(row + k * width + flavour.Step * vector)));
                })));
                for (int pixel = 0; pixel < count; pixel++)
                    for (int vector = 0; vector < shape.Vectors; vector++)
                        sink(y * to.Width + x + pixel, new UnitVector(column + j + flavour.Step * vector, flavour), sums[pixel, vector]);
            })));
        });
    }

    /// <summary>
    /// All of a number of things, as few tiles as registers allow and of one size. Where the last has fewer, it begins earlier and
    /// some are computed once more, to the same numbers; what is added to must not overlap.
    /// </summary>
    private static void Across(KernelBuilder kernel, string name, int all, int atOnce, Action<Index, int> body, bool overlaps = true)
    {
        int tiles = (all + atOnce - 1) / atOnce, count = overlaps ? (all + tiles - 1) / tiles : Math.Min(all, atOnce), whole = all / count * count;
        kernel.For(name, whole, count, first => body(first, count));
        if (whole < all)
            body(overlaps ? all - count : whole, overlaps ? count : all - whole);
    }

    /// <summary>The steps of a window's line: so many runs, each of steps that lie equally far apart in the picture.</summary>
    private readonly record struct Runs(int Count, int Between, int Length, int Stride)
    {
        public static Runs Of(Axis places, int channels, ImageShape image) =>
            channels == 1 ? new(1, 0, places.Size, places.Dilation * image.Pixel)
            : image.Channel == 1 && image.Pixel == channels && places.Dilation == 1 ? new(1, 0, places.Size * channels, 1)
            : new(places.Size, places.Dilation * image.Pixel, channels, image.Channel);
    }
}
