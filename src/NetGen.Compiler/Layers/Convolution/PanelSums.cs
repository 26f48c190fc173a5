using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>
/// Every channel of every channel, several pixels of a line in registers: a product of rows with a matrix, in which a row is what
/// the kernel sees at a pixel. Nothing is unrolled into memory but zeros around a picture.
/// </summary>
internal sealed class PanelSums(Shapes shapes) : ConvolutionSums(shapes)
{
    public override void Forward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Sink sink) =>
        Forward(kernel, layer, convolution, image, 0, sink);

    /// <summary>The same of one group, whose channels it counts from 0.</summary>
    /// <param name="image">Its first channel.</param>
    public void Forward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Index group, Sink sink) => Products(
        kernel, image, convolution.To, convolution.Lines, convolution.Places, convolution.GroupInputs,
        Region.Weights(layer) + group * (layer.Steps * layer.PaddedGroup), layer.Panels, layer.Steps, "z" + layer.Index, Region.Biases(layer) + group * layer.PaddedGroup, sink);

    public override void Backward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, LayerPlan before, Image image, Sink sink) =>
        Backward(kernel, layer, convolution, before, image, 0, sink);

    /// <inheritdoc cref="Forward(KernelBuilder, ProductPlan, ConvolutionLayer, Image, Index, Sink)"/>
    public void Backward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, LayerPlan before, Image image, Index group, Sink sink)
    {
        (Axis lines, Axis places) = Back(convolution);
        TransposedPlan copy = layer.Transposed!;
        int steps = convolution.Taps * convolution.GroupOutputs;
        Products(
            kernel, image, convolution.From, lines, places, convolution.GroupOutputs,
            Region.Transposed(layer) + group * (steps * copy.PaddedInputs), copy.Panels, steps, "da" + before.Index, null, sink);
    }

    public override void Gradient(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Pointer gradients) =>
        Gradient(kernel, layer, convolution, image, gradients, 0);

    /// <inheritdoc cref="Forward(KernelBuilder, ProductPlan, ConvolutionLayer, Image, Index, Sink)"/>
    /// <param name="gradients">The gradient by its pre-activations.</param>
    public void Gradient(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Pointer gradients, Index group)
    {
        Picture to = convolution.To;
        Pointer weights = Region.Sums + group * (layer.Steps * layer.PaddedGroup), biases = Region.Sums + (layer.BiasOffset - layer.WeightOffset) + group * layer.PaddedGroup;
        kernel.ForPanelsBack(layer.Panels, layer.Steps, (width, offset, column) =>
        {
            (Flavour flavour, TileShape shape) = Shapes.PixelTile(width);
            Pointer sum = kernel.Point("sum", weights + offset);
            kernel.For("j", width, flavour.Step * shape.Vectors, j =>
            {
                void AddRow(Variable[,] sums, int row, Pointer to) => Add(kernel, flavour, [.. Enumerable.Range(0, shape.Vectors).Select(vector => sums[row, vector])], to);

                Factor Gradients(Index pixel) => (_, vector) => new Load(gradients + pixel * layer.PaddedGroup + (j + column) + flavour.Step * vector);

                Runs runs = Runs.Of(convolution.Places, convolution.GroupInputs, image.Shape);
                kernel.For("ky", convolution.Lines.Size, 1, ky => kernel.For("run", runs.Count, 1, run => Across(kernel, "k", runs.Length, shape.Rows, (k, count) =>
                {
                    Pointer from = kernel.Point("from", image.At + ky * (convolution.Lines.Dilation * image.Shape.Line) + run * runs.Between + k * runs.Stride);
                    var tile = new Tile(flavour, new TileShape(count, shape.Vectors), "dw" + layer.Index, (_, _) => 0);
                    Variable[,] sums = tile.Emit(kernel, step => kernel.For("line", to.Height, 1, line => kernel.For("place", to.Width, 1, place => step(
                        (_, i) => new Broadcast(from + line * (convolution.Lines.Stride * image.Shape.Line) + place * (convolution.Places.Stride * image.Shape.Pixel) + i * runs.Stride),
                        Gradients(line * to.Width + place)))));
                    for (int row = 0; row < count; row++)
                        AddRow(sums, row, sum + ky * (runs.Count * runs.Length * width) + run * (runs.Length * width) + k * width + (row * width) + j);
                }, overlaps: false)));
                var ones = new Tile(flavour, new TileShape(1, shape.Vectors), "db" + layer.Index, (_, _) => 0);
                AddRow(ones.Emit(kernel, step => kernel.For("pixel", layer.Pixels, 1, pixel => step((_, _) => 1, Gradients(pixel)))), 0, biases + (column + j));
            });
        });
    }

    /// <summary>What a kernel gives at every pixel of a picture, channels in panels.</summary>
    private void Products(
        KernelBuilder kernel, Image image, Picture to, Axis lines, Axis places, int channels, Pointer matrix, IReadOnlyList<Panel> panels, int steps, string name, Pointer? bias, Sink sink)
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

    /// <summary>The steps of a window's line: so many runs, each of steps that lie equally far apart in the picture.</summary>
    private readonly record struct Runs(int Count, int Between, int Length, int Stride)
    {
        public static Runs Of(Axis places, int channels, ImageShape image) =>
            channels == 1 ? new(1, 0, places.Size, places.Dilation * image.Pixel)
            : image.Channel == 1 && image.Pixel == channels && places.Dilation == 1 ? new(1, 0, places.Size * channels, 1)
            : new(places.Size, places.Dilation * image.Pixel, channels, image.Channel);
    }
}
