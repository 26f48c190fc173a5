using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>Each channel of itself alone: products unit by unit, several pixels of a line in registers.</summary>
internal sealed class DepthwiseSums(Shapes shapes) : ConvolutionSums(shapes)
{
    public override void Forward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Sink sink) =>
        Products(kernel, layer, image, convolution.To, convolution.Lines, convolution.Places, isTurned: false, "z" + layer.Index, Region.Biases(layer), sink);

    public override void Backward(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, LayerPlan before, Image image, Sink sink)
    {
        (Axis lines, Axis places) = Back(convolution);
        Products(kernel, layer, image, convolution.From, lines, places, isTurned: true, "da" + before.Index, null, sink);
    }

    public override void Gradient(KernelBuilder kernel, ProductPlan layer, ConvolutionLayer convolution, Image image, Pointer gradients)
    {
        Picture to = convolution.To;
        kernel.ForPanelsBack(layer.Panels, layer.Steps, (width, offset, column) =>
        {
            (Flavour flavour, TileShape shape) = Shapes.KernelTile(width);
            Pointer sum = kernel.Point("sum", Region.Sums + offset);
            int lineAt = convolution.Lines.Dilation * image.Shape.Line, placeAt = convolution.Places.Dilation * image.Shape.Pixel, places = convolution.Places.Size;
            int linesAtOnce = Math.Max(1, shape.Rows / places);
            kernel.For("j", width, flavour.Step * shape.Vectors, j =>
            {
                Pointer dz = kernel.Point("dz", gradients + (column + j));
                AcrossOnce(kernel, "ky", convolution.Lines.Size, linesAtOnce, (ky, lines) => AcrossOnce(kernel, "kx", places, shape.Rows, (kx, count) =>
                {
                    Pointer from = kernel.Point("from", image.At + ky * lineAt + kx * placeAt + (column + j));
                    Variable[][] sums = [.. Enumerable.Range(0, lines * count).Select(_ => Enumerable.Range(0, shape.Vectors).Select(_ => kernel.Let(flavour, "dw" + layer.Index, 0)).ToArray())];
                    kernel.For("line", to.Height, 1, line => kernel.For("place", to.Width, 1, place =>
                    {
                        Pointer window = kernel.Point("window", from + line * (convolution.Lines.Stride * image.Shape.Line) + place * (convolution.Places.Stride * image.Shape.Pixel));
                        Value[] factors = [.. Enumerable.Range(0, shape.Vectors).Select(vector => kernel.Let(flavour, "b", new Load(dz + (line * to.Width + place) * layer.PaddedChannels + flavour.Step * vector)))];
                        for (int tap = 0; tap < sums.Length; tap++)
                            for (int vector = 0; vector < shape.Vectors; vector++)
                                Step(kernel, flavour, sums[tap][vector], factors[vector], window + (tap / count * lineAt + tap % count * placeAt) + flavour.Step * vector);
                    }));
                    Pointer into = kernel.Point("to", sum + ky * (places * width) + kx * width + j);
                    for (int tap = 0; tap < sums.Length; tap++)
                        Add(kernel, flavour, sums[tap], into + (tap / count * places + tap % count) * width);
                }));
                AddPixels(kernel, flavour, shape.Vectors, "db" + layer.Index, layer.Pixels, dz, layer.PaddedChannels, Region.Sums + (layer.BiasOffset - layer.WeightOffset) + (column + j));
            });
        });
    }

    /// <summary>What a kernel gives at every pixel of a picture.</summary>
    /// <param name="isTurned">Whether its last tap comes first.</param>
    private void Products(KernelBuilder kernel, ProductPlan layer, Image image, Picture to, Axis lines, Axis places, bool isTurned, string name, Region? bias, Sink sink) =>
        kernel.ForPanels(layer.Panels, layer.Steps, (width, offset, column) =>
        {
            (Flavour flavour, TileShape shape) = Shapes.LineTile(width, to.Width);
            Pointer w = kernel.Point("w", Region.Weights(layer) + offset);
            kernel.For("line", to.Height, 1, line => Across(kernel, "place", to.Width, shape.Rows, (place, count) => kernel.For("j", width, flavour.Step * shape.Vectors, j =>
            {
                Pointer window = kernel.Point("window", image.At + line * (lines.Stride * image.Shape.Line) + place * (places.Stride * image.Shape.Pixel) + (column + j));
                var sums = new Variable[count, shape.Vectors];
                for (int pixel = 0; pixel < count; pixel++)
                    for (int vector = 0; vector < shape.Vectors; vector++)
                        sums[pixel, vector] = kernel.Let(flavour, name, bias is null ? 0 : new Load(bias + (column + j) + flavour.Step * vector));

                Index Turned(Index tap, Axis axis) => isTurned ? tap * -1 + (axis.Size - 1) : tap;

                void Tap(Pointer from, Pointer row, Index kx)
                {
                    for (int vector = 0; vector < shape.Vectors; vector++)
                    {
                        Value factor = kernel.Let(flavour, "b", new Load(row + Turned(kx, places) * width + flavour.Step * vector));
                        for (int pixel = 0; pixel < count; pixel++)
                            Step(kernel, flavour, sums[pixel, vector], factor, from + kx * (places.Dilation * image.Shape.Pixel) + pixel * (places.Stride * image.Shape.Pixel) + flavour.Step * vector);
                    }
                }

                kernel.For("ky", lines.Size, 1, ky =>
                {
                    Pointer from = kernel.Point("from", window + ky * (lines.Dilation * image.Shape.Line));
                    Pointer row = kernel.Point("row", w + Turned(ky, lines) * (places.Size * width) + j);
                    if (places.Size > Tuning.SpelledTaps)
                    {
                        kernel.For("kx", places.Size, 1, kx => Tap(from, row, kx));
                        return;
                    }

                    for (int kx = 0; kx < places.Size; kx++)
                        Tap(from, row, kx);
                });
                for (int pixel = 0; pixel < count; pixel++)
                    for (int vector = 0; vector < shape.Vectors; vector++)
                        sink(new Pixel(line, place + pixel), new UnitVector(column + j + flavour.Step * vector, flavour), sums[pixel, vector]);
            })));
        });

    private static void Step(KernelBuilder kernel, Flavour flavour, Variable sum, Value factor, Pointer other) =>
        kernel.Add(new Set(flavour, sum.Name, new MultiplyAdd(factor, new Load(other), sum)));
}
