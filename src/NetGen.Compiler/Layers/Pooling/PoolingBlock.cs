using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Pooling;

/// <summary>A block of samples through pooling and back, channels across lanes.</summary>
internal sealed class PoolingBlock(NetworkPlan plan, Shapes shapes) : RowByRowLayer<UntrainedPlan>(plan, shapes)
{
    public override Phase Backward(UntrainedPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel =>
        kernel.For("r", Index.Of(Batch.Rows), 1, r => EmitBackward(kernel, layer, (PoolingLayer)layer.Layer, r)), Pass.Back);

    /// <summary>How its inputs lie.</summary>
    public static ImageShape Input(PoolingLayer layer, LayerPlan own) => ImageShape.Pixels(own.PaddedChannels, layer.From.Height, layer.From.Width);

    protected override void Forward(KernelBuilder kernel, UntrainedPlan layer, Index row)
    {
        var pooling = (PoolingLayer)layer.Layer;
        Flavour flavour = FlavourOf(layer);
        Windows windows = pooling.Windows;

        // A long sum waits for itself at every step; those of other channels fill the time.
        int vectors = windows.Taps > Tuning.SpelledWindow ? Shapes.VectorsOfPixel(layer.PaddedChannels) : 1;
        ForWindows(kernel, layer, pooling, Region.InputsOf(Plan, layer), row, vectors, (at, _, window) =>
        {
            window = kernel.Point("window", window);
            Variable[] totals = [.. Enumerable.Range(0, vectors).Select(vector => kernel.Let(flavour, "total", windows.First(new Load(window + flavour.Step * vector))))];
            ForTaps(kernel, layer, pooling, (tap, _) =>
            {
                for (int vector = 0; vector < vectors && !(windows.Started > 0 && tap.Equals(0)); vector++)
                {
                    Value value = kernel.Let(flavour, "value", new Load(window + tap + flavour.Step * vector));
                    kernel.Add(new Set(flavour, totals[vector].Name, windows.Next(totals[vector], value)));
                }
            });
            for (int vector = 0; vector < vectors; vector++)
                kernel.Add(new Store(flavour, Outputs(layer) + row * layer.RowStride + at + flavour.Step * vector, windows.Last(totals[vector])));
        });
        Pixels.ClearBehind(kernel, Shapes, layer, [Outputs(layer)], row);
    }

    private void EmitBackward(KernelBuilder kernel, UntrainedPlan layer, PoolingLayer pooling, Index row)
    {
        LayerPlan before = Plan.Before(layer)!;
        var hidden = new HiddenGradient(kernel, Shapes, before);
        Flavour flavour = FlavourOf(layer), whole = Shapes.Of(before.PaddedOutputs);
        Region inputs = Region.Activations(before), gradients = Region.Gradients(before);

        // Where no two windows share an input, what it gets is all of its gradient.
        bool areApart = pooling.Windows.AreApart, seeAll = areApart && pooling.Lines.SeesAll(pooling.From.Height) && pooling.Places.SeesAll(pooling.From.Width);
        if (!seeAll)
            kernel.Clear(whole, gradients + row * before.RowStride, before.PaddedOutputs);
        ForWindows(kernel, layer, pooling, inputs, row, 1, (at, first, window) =>
        {
            // Where a window's inputs are, the same way their gradients are.
            Pointer into = gradients + window.Offset;

            void Give(Index tap, Value gradient)
            {
                if (areApart)
                    hidden.Take(row, new UnitVector(first + tap, flavour), gradient);
                else
                    kernel.Add(new Store(flavour, into + tap, new Load(into + tap) + gradient));
            }

            Value dz = new Load(Region.Gradients(layer) + row * layer.RowStride + at);
            if (!pooling.Of.IsMaximum)
            {
                Variable share = kernel.Let(flavour, "share", dz / pooling.Windows.Taps);
                ForTaps(kernel, layer, pooling, (tap, _) => Give(tap, share));
                return;
            }

            // The first of equal maxima takes all of the gradient, and leaves none.
            Variable largest = kernel.Let(flavour, "largest", new Load(Outputs(layer) + row * layer.RowStride + at)), left = kernel.Let(flavour, "left", dz);
            ForTaps(kernel, layer, pooling, (tap, isLast) =>
            {
                Variable taken = kernel.Let(flavour, "taken", Formula.If(largest > new Load(window + tap), 0, left));
                Give(tap, taken);
                if (!isLast)
                    kernel.Add(new Set(flavour, left.Name, left - taken));
            });
        });
        if (seeAll)
            Pixels.ClearBehind(kernel, Shapes, before, [gradients], row);
        if (areApart)
            hidden.Finish(row);
        else
            hidden.Apply(row);
    }

    /// <summary>Every window of a sample, by vectors of channels.</summary>
    /// <param name="vectors">Vectors at a time.</param>
    /// <param name="body">Receives where in a row of outputs the window's value is, where in a row of inputs its first pixel is, and that in memory.</param>
    private void ForWindows(KernelBuilder kernel, UntrainedPlan layer, PoolingLayer pooling, Region inputs, Index row, int vectors, Action<Index, Index, Pointer> body)
    {
        ImageShape shape = Input(pooling, layer);
        Pointer picture = inputs + row * (Plan.Before(layer)?.RowStride ?? layer.Inputs);
        if (Plan.Before(layer) is null)
            picture = Turn(kernel, pooling, shape, picture);
        kernel.For("line", pooling.To.Height, 1, y => kernel.For("place", pooling.To.Width, 1, x => kernel.For("j", layer.PaddedChannels, FlavourOf(layer).Step * vectors, j =>
        {
            Index first = y * (pooling.Lines.Stride * shape.Line) + x * (pooling.Places.Stride * shape.Pixel) + j;
            body(y * (pooling.To.Width * layer.PaddedChannels) + x * layer.PaddedChannels + j, first, picture + first);
        })));
    }

    /// <summary>Every place of a window, by its distance from the first, and whether it is known to be the last.</summary>
    private static void ForTaps(KernelBuilder kernel, UntrainedPlan layer, PoolingLayer pooling, Action<Index, bool> body)
    {
        ImageShape shape = Input(pooling, layer);
        int taps = pooling.Windows.Taps;
        if (taps > Tuning.SpelledWindow)
        {
            kernel.For("ty", pooling.Lines.Size, 1, line => kernel.For("tx", pooling.Places.Size, 1, place => body(line * shape.Line + place * shape.Pixel, false)));
            return;
        }

        for (int tap = 0; tap < taps; tap++)
            body(tap / pooling.Places.Size * shape.Line + tap % pooling.Places.Size * shape.Pixel, tap == taps - 1);
    }

    private Flavour FlavourOf(UntrainedPlan layer) => Shapes.OfPixels(layer.PaddedChannels);

    /// <summary>The network's own inputs, which lie channel after channel, pixel after pixel.</summary>
    private Pointer Turn(KernelBuilder kernel, PoolingLayer pooling, ImageShape shape, Pointer picture)
    {
        kernel.Clear(Shapes.Wide, Region.Image, shape.Length);
        Pixels.FromPlanes(kernel, pooling.From, picture, Region.Image, shape.Pixel);
        return Region.Image;
    }

    /// <summary>Where its values go: they are outputs, and of the last layer pre-activations.</summary>
    private Region Outputs(UntrainedPlan layer) => layer == Plan.Output ? Region.PreActivations(layer) : Region.Activations(layer);
}
