using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Pooling;

/// <summary>A block of samples through pooling and back, channels across lanes.</summary>
internal sealed class PoolingBlock(NetworkPlan plan, Shapes shapes, bool trains) : RowByRowLayer<UntrainedPlan>(plan, shapes, trains)
{
    public override Phase Backward(UntrainedPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel =>
        kernel.For("r", Index.Of(Batch.Rows), 1, r => EmitBackward(kernel, layer, (PoolingLayer)layer.Layer, r)), Pass.Back);

    /// <summary>How its inputs lie.</summary>
    public static ImageShape Input(PoolingLayer layer, LayerPlan own) => ImageShape.Pixels(own.PaddedChannels, layer.From.Height, layer.From.Width);

    protected override void Forward(KernelBuilder kernel, UntrainedPlan layer, Index row)
    {
        var pooling = (PoolingLayer)layer.Layer;
        ForWindows(kernel, layer, pooling, Region.InputsOf(Plan, layer), row, (at, window) =>
        {
            Variable total = kernel.Let(FlavourOf(layer), "total", pooling.Of.IsMaximum ? new Load(window) : 0);
            ForTaps(kernel, layer, pooling, tap =>
            {
                Value value = new Load(window + tap);
                // A maximum keeps the first argument that is no number: Max alone gives the second where one is none.
                kernel.Add(new Set(FlavourOf(layer), total.Name, pooling.Of.IsMaximum ? Formula.If(Formula.Abs(value) >= 0, Formula.Max(value, total), value) : total + value));
            });
            kernel.Add(new Store(FlavourOf(layer), Outputs(layer) + row * layer.RowStride + at, pooling.Of.IsMaximum ? total : total / pooling.Taps));
        });
        Pixels.ClearBehind(kernel, Shapes, layer, [Outputs(layer)], row);
    }

    private void EmitBackward(KernelBuilder kernel, UntrainedPlan layer, PoolingLayer pooling, Index row)
    {
        LayerPlan before = Plan.Before(layer)!;
        Flavour flavour = FlavourOf(layer), whole = Shapes.Of(before.PaddedOutputs);
        Region inputs = Region.Activations(before), gradients = Region.Gradients(before);
        kernel.Clear(whole, gradients + row * before.RowStride, before.PaddedOutputs);
        ForWindows(kernel, layer, pooling, inputs, row, (at, window) =>
        {
            // Where a window's inputs are, the same way their gradients are.
            Pointer into = gradients + window.Offset;
            Value dz = new Load(Region.Gradients(layer) + row * layer.RowStride + at);
            if (!pooling.Of.IsMaximum)
            {
                Variable share = kernel.Let(flavour, "share", dz / pooling.Taps);
                ForTaps(kernel, layer, pooling, tap => kernel.Add(new Store(flavour, into + tap, new Load(into + tap) + share)));
                return;
            }

            // The first of equal maxima takes all of the gradient, and leaves none.
            Variable largest = kernel.Let(flavour, "largest", new Load(Outputs(layer) + row * layer.RowStride + at)), left = kernel.Let(flavour, "left", dz);
            ForTaps(kernel, layer, pooling, tap =>
            {
                Variable taken = kernel.Let(flavour, "taken", Formula.If(largest > new Load(window + tap), 0, left));
                kernel.Add(new Store(flavour, into + tap, new Load(into + tap) + taken));
                kernel.Add(new Set(flavour, left.Name, left - taken));
            });
        });
        new HiddenGradient(kernel, Shapes, before).Apply(row);
    }

    /// <summary>Every window of a sample, by vectors of channels.</summary>
    /// <param name="body">Receives where in a row of outputs the window's value is, and where its first pixel is.</param>
    private void ForWindows(KernelBuilder kernel, UntrainedPlan layer, PoolingLayer pooling, Region inputs, Index row, Action<Index, Pointer> body)
    {
        ImageShape shape = Input(pooling, layer);
        Pointer picture = inputs + row * (Plan.Before(layer)?.RowStride ?? layer.Inputs);
        if (Plan.Before(layer) is null)
            picture = Turn(kernel, pooling, shape, picture);
        kernel.For("line", pooling.To.Height, 1, y => kernel.For("place", pooling.To.Width, 1, x => kernel.For("j", layer.PaddedChannels, FlavourOf(layer).Step, j => body(
            y * (pooling.To.Width * layer.PaddedChannels) + x * layer.PaddedChannels + j,
            picture + y * (pooling.Lines.Stride * shape.Line) + x * (pooling.Places.Stride * shape.Pixel) + j))));
    }

    /// <summary>Every place of a window, by its distance from the first.</summary>
    private static void ForTaps(KernelBuilder kernel, UntrainedPlan layer, PoolingLayer pooling, Action<Index> body)
    {
        ImageShape shape = Input(pooling, layer);
        if (pooling.Taps > Tuning.SpelledWindow)
        {
            kernel.For("ty", pooling.Lines.Size, 1, line => kernel.For("tx", pooling.Places.Size, 1, place => body(line * shape.Line + place * shape.Pixel)));
            return;
        }

        for (int tap = 0; tap < pooling.Taps; tap++)
            body(tap / pooling.Places.Size * shape.Line + tap % pooling.Places.Size * shape.Pixel);
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
