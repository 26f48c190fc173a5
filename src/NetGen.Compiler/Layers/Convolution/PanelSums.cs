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
    /// <summary>Receives the sums of all pixels of a window over one vector of channels, line by line; of a window that is the whole picture, those of one tile after the other.</summary>
    public delegate void WindowSink(Pixel window, UnitVector channels, IReadOnlyList<Variable> sums);

    public override void Prepare(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution) =>
        Forward(layer, convolution)?.Spread(kernel, Shapes.Of(layer.PaddedChannels), Region.Weights(layer), Region.Biases(layer), Region.Neighbours);

    public override void PrepareBackward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution) =>
        Backward(layer, convolution)?.Spread(kernel, Shapes.Of(layer.Transposed!.PaddedInputs), Region.Transposed(layer), null, Region.GradientNeighbours);

    public override void Forward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Sink sink)
    {
        if (Forward(layer, convolution) is { } neighbours)
            Products(kernel, image, convolution.To, neighbours, "z" + layer.Index, Region.Neighbours, hasBiases: true, sink);
        else
            Forward(kernel, layer, convolution, image, 0, sink);
    }

    /// <summary>The same of one group, whose channels it counts from 0.</summary>
    /// <param name="image">Its first channel.</param>
    public void Forward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Index group, Sink sink) => Products(
        kernel, image, layer.Frame is null ? AsOneLine(convolution.To, convolution.Lines, convolution.Places, image.Shape) : convolution.To, convolution.Lines, convolution.Places, convolution.GroupInputs,
        Region.Weights(layer) + group * (layer.Steps * layer.PaddedGroup), layer.Panels, layer.Steps, "z" + layer.Index, Region.Biases(layer) + group * layer.PaddedGroup, sink);

    /// <summary>The pre-activations that windows of pooling see, window by window.</summary>
    public void Forward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Windows pooled, Image image, WindowSink sink) => Products(
        kernel, image, pooled.IsTiled ? new(AsOneLine(convolution.To, convolution.Lines, convolution.Places, image.Shape), 1, 1, IsOneWindow: true) : new(pooled.To, pooled.Lines.Size, pooled.Places.Size),
        convolution.Lines, convolution.Places, convolution.From.Channels, Region.Weights(layer), layer.Panels, layer.Steps, "z" + layer.Index, Region.Biases(layer), sink);

    public override void Backward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, LayerPlan before, Image image, Sink sink)
    {
        if (Backward(layer, convolution) is { } neighbours)
            Products(kernel, image, convolution.From, neighbours, "da" + before.Index, Region.GradientNeighbours, hasBiases: false, sink);
        else
            Backward(kernel, layer, convolution, before, image, 0, sink);
    }

    /// <inheritdoc cref="Forward(KernelBuilder, ProductPlan, ConvolutionLayer, Image, Index, Sink)"/>
    public void Backward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, LayerPlan before, Image image, Index group, Sink sink)
    {
        (Axis lines, Axis places) = Back(convolution);
        TransposedPlan copy = layer.Transposed!;
        int steps = convolution.Taps * convolution.GroupOutputs;
        Products(
            kernel, image, AsOneLine(convolution.From, lines, places, image.Shape), lines, places, convolution.GroupOutputs,
            Region.Transposed(layer) + group * (steps * copy.PaddedInputs), copy.Panels, steps, "da" + before.Index, null, sink);
    }

    public override void Gradient(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Pointer gradients) =>
        Gradient(kernel, layer, convolution, image, gradients, 0);

    /// <inheritdoc cref="Forward(KernelBuilder, ProductPlan, ConvolutionLayer, Image, Index, Sink)"/>
    /// <param name="gradients">The gradient by its pre-activations.</param>
    public void Gradient(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Pointer gradients, Index group)
    {
        Picture to = AsOneLine(convolution.To, convolution.Lines, convolution.Places, image.Shape);
        Pointer weights = Region.Sums + group * (layer.Steps * layer.PaddedGroup), biases = Region.Sums + (layer.BiasOffset - layer.WeightOffset) + group * layer.PaddedGroup;
        kernel.ForPanelsBack(layer.Panels, layer.Steps, (width, offset, column) =>
        {
            (Flavour flavour, TileShape shape) = Shapes.KernelTile(width);
            Pointer sum = kernel.Point("sum", weights + offset);
            Runs runs = Runs.Of(convolution.Places, convolution.GroupInputs, image.Shape);
            int line = convolution.Lines.Dilation * image.Shape.Line, lineSums = runs.Count * runs.Length * width, runSums = runs.Length * width;

            // Where a run is shorter than a tile, several runs are summed at once, of a line or of several lines.
            int together = Math.Max(1, shape.Rows / runs.Length), runsAtOnce = runs.Count > 1 ? together : 1, linesAtOnce = runs.Count > 1 ? 1 : together;
            kernel.For("j", width, flavour.Step * shape.Vectors, j =>
            {
                Pointer dz = kernel.Point("dz", gradients + (j + column));
                AcrossOnce(kernel, "ky", convolution.Lines.Size, linesAtOnce, (ky, lines) => AcrossOnce(kernel, "run", runs.Count, runsAtOnce, (run, count) => AcrossOnce(kernel, "k", runs.Length, shape.Rows, (k, steps) =>
                {
                    Pointer from = kernel.Point("from", image.At + ky * line + run * runs.Between + k * runs.Stride);
                    (int From, int To)[] rows = [.. Enumerable.Range(0, lines * count * steps).Select(row => (
                        row / (count * steps) * line + row / steps % count * runs.Between + row % steps * runs.Stride,
                        row / (count * steps) * lineSums + row / steps % count * runSums + row % steps * width))];
                    var tile = new Tile(flavour, new TileShape(rows.Length, shape.Vectors), "dw" + layer.Index, (_, _) => 0);
                    Variable[,] sums = tile.Emit(kernel, step => kernel.For("line", to.Height, 1, y => kernel.For("place", to.Width, 1, x =>
                    {
                        Pointer window = kernel.Point("window", from + y * (convolution.Lines.Stride * image.Shape.Line) + x * (convolution.Places.Stride * image.Shape.Pixel));
                        step((_, row) => new Broadcast(window + rows[row].From), (_, vector) => new Load(dz + (y * to.Width + x) * layer.PaddedGroup + flavour.Step * vector));
                    })));
                    Pointer into = kernel.Point("to", sum + ky * lineSums + run * runSums + k * width + j);
                    for (int row = 0; row < rows.Length; row++)
                        Add(kernel, flavour, [.. Enumerable.Range(0, shape.Vectors).Select(vector => sums[row, vector])], into + rows[row].To);
                })));
                AddPixels(kernel, flavour, shape.Vectors, "db" + layer.Index, layer.Pixels, dz, layer.PaddedGroup, biases + (column + j));
            });
        });
    }

    /// <summary>What a kernel gives at every pixel of a picture, channels in panels.</summary>
    private void Products(
        KernelBuilder kernel, Image image, Picture to, Axis lines, Axis places, int channels, Pointer matrix, IReadOnlyList<Panel> panels, int steps, string name, Pointer? bias, Sink sink) => Products(
        kernel, image, new(to, 1, 1), lines, places, channels, matrix, panels, steps, name, bias, (pixel, vector, sums) => sink(pixel, vector, sums[0]));

    /// <summary>The same at all pixels of every window.</summary>
    private void Products(
        KernelBuilder kernel, Image image, Walk walk, Axis lines, Axis places, int channels, Pointer matrix, IReadOnlyList<Panel> panels, int steps, string name, Pointer? bias, WindowSink sink)
    {
        Runs runs = Runs.Of(places, channels, image.Shape);
        int line = lines.Stride * image.Shape.Line, place = places.Stride * image.Shape.Pixel, taps = walk.Lines * walk.Places;
        Picture windows = walk.Windows;
        Action<KernelBuilder, string, int, int, Action<Index, int>> across = walk.IsOneWindow ? AcrossOnce : Across;
        kernel.ForPanels(panels, steps, (width, offset, column) =>
        {
            (Flavour flavour, TileShape shape) = taps == 1 ? Shapes.LineTile(width, windows.Width) : Shapes.WindowTile(width, taps, windows);
            Pointer w = kernel.Point("w", matrix + offset);

            // Short lines: several in a tile.
            int linesAtOnce = Math.Max(1, shape.Rows / (windows.Width * taps));
            across(kernel, "line", windows.Height, linesAtOnce, (y, many) => across(kernel, "place", windows.Width, shape.Rows / taps, (x, count) => kernel.For("j", width, flavour.Step * shape.Vectors, j =>
            {
                Pointer at = kernel.Point("window", image.At + y * (walk.Lines * line) + x * (walk.Places * place));
                int[] pixels = [.. Enumerable.Range(0, many * count * taps).Select(pixel =>
                {
                    int number = pixel / taps, tap = pixel % taps;
                    return (number / count * walk.Lines + tap / walk.Places) * line + (number % count * walk.Places + tap % walk.Places) * place;
                })];
                var tile = new Tile(flavour, new TileShape(pixels.Length, shape.Vectors), name, (_, vector) => bias is null ? 0 : new Load(bias + column + j + flavour.Step * vector));
                Variable[,] sums = tile.Emit(kernel, step => kernel.For("ky", lines.Size, 1, ky => kernel.For("run", runs.Count, 1, run =>
                {
                    Pointer from = kernel.Point("from", at + ky * (lines.Dilation * image.Shape.Line) + run * runs.Between);
                    Pointer row = kernel.Point("row", w + ky * (runs.Count * runs.Length * width) + run * (runs.Length * width) + j);
                    kernel.For("k", runs.Length, 1, k => step(
                        (_, pixel) => new Broadcast(from + k * runs.Stride + pixels[pixel]),
                        (_, vector) => new Load(row + k * width + flavour.Step * vector)));
                })));
                int ofWindow = walk.IsOneWindow ? pixels.Length : taps;
                for (int number = 0; number < pixels.Length / ofWindow; number++)
                {
                    Pixel window = walk.IsOneWindow ? new(0, 0) : new(y + number / count, x + number % count);
                    for (int vector = 0; vector < shape.Vectors; vector++)
                        sink(window, new UnitVector(column + j + flavour.Step * vector, flavour), [.. Enumerable.Range(0, ofWindow).Select(tap => sums[number * ofWindow + tap, vector])]);
                }
            })));
        });
    }

    /// <summary>The same with several pixels of a line in a vector.</summary>
    /// <param name="weights">As they were spread.</param>
    private void Products(KernelBuilder kernel, Image image, Picture to, Neighbours neighbours, string name, Region weights, bool hasBiases, Sink sink) => Products(
        kernel, image, to with { Width = to.Width / neighbours.Count }, neighbours.Lines, neighbours.Places, neighbours.Channels, weights, [neighbours.Panel], neighbours.Steps, name,
        hasBiases ? weights + neighbours.Biases : null, (pixel, channels, sum) => sink(pixel with { Place = pixel.Place * neighbours.Count }, channels, sum));

    private Neighbours? Forward(ProductPlan layer, ConvolutionLayer convolution) => convolution.Pooled is null ? Neighbours.Forward(convolution, layer, Shapes.Wide.Width ?? 0) : null;

    private Neighbours? Backward(ProductPlan layer, ConvolutionLayer convolution) => Neighbours.Backward(convolution, layer, Shapes.Wide.Width ?? 0);

    /// <summary>What a kernel of one place gives: all pixels are one line, as one line goes on where the last one ends.</summary>
    private static Picture AsOneLine(Picture to, Axis lines, Axis places, ImageShape image) =>
        lines is { Size: 1, Stride: 1 } && places is { Size: 1, Stride: 1 } && image.Line == to.Width * image.Pixel ? new(to.Channels, 1, to.Pixels) : to;

    /// <summary>Windows side by side in which the pixels of a picture are computed.</summary>
    /// <param name="Lines">Those of a window.</param>
    /// <param name="Places">Of a line of a window.</param>
    /// <param name="IsOneWindow">Whether the whole picture is one window: tiles of it share no pixel, and what each of them gives is taken at once.</param>
    private sealed record Walk(Picture Windows, int Lines, int Places, bool IsOneWindow = false);

    /// <summary>The steps of a window's line: so many runs, each of steps that lie equally far apart in the picture.</summary>
    private readonly record struct Runs(int Count, int Between, int Length, int Stride)
    {
        public static Runs Of(Axis places, int channels, ImageShape image) =>
            channels == 1 ? new(1, 0, places.Size, places.Dilation * image.Pixel)
            : image.Channel == 1 && image.Pixel == channels && places.Dilation == 1 ? new(1, 0, places.Size * channels, 1)
            : new(places.Size, places.Dilation * image.Pixel, channels, image.Channel);
    }
}
