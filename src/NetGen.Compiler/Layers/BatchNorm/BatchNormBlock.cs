using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.BatchNorm;

/// <summary>
/// A block of samples through a batch normalisation and back, channels across lanes. Inference multiplies and adds. In training the
/// mean of the whole batch comes first, then the squared distances from it, then what is normalised by them: sums run over a
/// sample's pixels, then over samples, in order, so that no division into blocks and no width of vectors changes them.
/// </summary>
internal sealed class BatchNormBlock(NetworkPlan plan, Shapes shapes) : RowByRowLayer<BatchNormPlan>(plan, shapes, plan.Model.Training), IWholeBatchLayer
{
    private const string Scale = "scale";

    /// <summary>What is added to a variance before its root is taken.</summary>
    private const double Epsilon = 1e-5;

    public override Phase Backward(BatchNormPlan layer) => throw NeedsWholeBatch();

    public override Phase Gradient(BatchNormPlan layer) => throw NeedsWholeBatch();

    public IEnumerable<Phase> TrainForward(LayerPlan layer)
    {
        var norm = (BatchNormPlan)layer;
        return
        [
            new("Sum" + layer.Index, $"The sums of {layer.Name}'s channels.", kernel => EmitSums(kernel, norm)),
            new("Squares" + layer.Index, $"The means of {layer.Name}'s channels, and the sums of squared distances from them.", kernel => EmitSquares(kernel, norm)),
            new("Layer" + layer.Index, layer.Summary, kernel => EmitNormalised(kernel, norm)),
        ];
    }

    public IEnumerable<Phase> TrainBack(LayerPlan layer)
    {
        var norm = (BatchNormPlan)layer;
        yield return new("Gradient" + layer.Index, $"The gradient of {layer.Name}'s parameters.", kernel => EmitGradient(kernel, norm), Pass.Back);
        if (Plan.GoesBack(layer))
            yield return new("Back" + layer.Index, $"Back through {layer.Name}.", kernel => EmitBackward(kernel, norm, Plan.Before(layer)!), Pass.Back);
    }

    protected override void Forward(KernelBuilder kernel, BatchNormPlan layer, Index row)
    {
        Pointer input = Input(kernel, layer, row);
        ForChannels(kernel, layer, channels =>
        {
            Variable factor = Named(BatchNormPlan.Factor, "factor"), addend = Named(BatchNormPlan.Addend, "addend");
            ForPixels(kernel, layer, pixel => Take(kernel, layer, row, pixel, channels, new MultiplyAdd(At(layer, input, pixel, channels), factor, addend)));

            Variable Named(string symbol, string stem) => kernel.Let(channels.Flavour, stem, Noted(layer, symbol, channels));
        });
        Finish(kernel, layer, row);
    }

    private void EmitSums(KernelBuilder kernel, BatchNormPlan layer) => ForRows(kernel, layer, (_, input) => ForChannels(kernel, layer, channels =>
    {
        Variable sum = kernel.Let(channels.Flavour, "sum", 0);
        ForPixels(kernel, layer, pixel => kernel.Add(new Set(channels.Flavour, sum.Name, sum + At(layer, input, pixel, channels))));
        Add(kernel, layer, BatchNormPlan.Sum, channels, sum);
    }));

    private void EmitSquares(KernelBuilder kernel, BatchNormPlan layer)
    {
        ForChannels(kernel, layer, channels => Note(kernel, layer, BatchNormPlan.Mean, channels, Noted(layer, BatchNormPlan.Sum, channels) / Count(layer)));
        ForRows(kernel, layer, (_, input) => ForChannels(kernel, layer, channels =>
        {
            Variable mean = kernel.Let(channels.Flavour, "mean", Noted(layer, BatchNormPlan.Mean, channels)), sum = kernel.Let(channels.Flavour, "sum", 0);
            ForPixels(kernel, layer, pixel =>
            {
                Variable distance = kernel.Let(channels.Flavour, "distance", At(layer, input, pixel, channels) - mean);
                kernel.Add(new Set(channels.Flavour, sum.Name, new MultiplyAdd(distance, distance, sum)));
            });
            Add(kernel, layer, BatchNormPlan.Squares, channels, sum);
        }));
    }

    private void EmitNormalised(KernelBuilder kernel, BatchNormPlan layer)
    {
        ForChannels(kernel, layer, channels => Note(
            kernel, layer, BatchNormPlan.Inverse, channels, 1 / Formula.Sqrt(Noted(layer, BatchNormPlan.Squares, channels) / Count(layer) + Epsilon)));
        ForRows(kernel, layer, (row, input) =>
        {
            ForChannels(kernel, layer, channels =>
            {
                Variable mean = kernel.Let(channels.Flavour, "mean", Noted(layer, BatchNormPlan.Mean, channels));
                Variable factor = kernel.Let(channels.Flavour, "factor", Noted(layer, BatchNormPlan.Inverse, channels) * Weight(layer, channels));
                Variable addend = kernel.Let(channels.Flavour, "addend", new Load(Region.Of(layer, layer.Tensors[1]) + channels.First));
                ForPixels(kernel, layer, pixel => Take(kernel, layer, row, pixel, channels, new MultiplyAdd(At(layer, input, pixel, channels) - mean, factor, addend)));
            });
            Finish(kernel, layer, row);
        });
    }

    private void EmitGradient(KernelBuilder kernel, BatchNormPlan layer) => ForRows(kernel, layer, (row, input) => ForChannels(kernel, layer, channels =>
    {
        Pointer gradients = Region.Gradients(layer) + row * layer.RowStride;
        Variable mean = kernel.Let(channels.Flavour, "mean", Noted(layer, BatchNormPlan.Mean, channels));
        Variable sum = kernel.Let(channels.Flavour, "sum", 0), scaled = kernel.Let(channels.Flavour, "scaled", 0);
        ForPixels(kernel, layer, pixel =>
        {
            Variable dz = kernel.Let(channels.Flavour, "dz", At(layer, gradients, pixel, channels));
            kernel.Add(new Set(channels.Flavour, sum.Name, sum + dz));
            kernel.Add(new Set(channels.Flavour, scaled.Name, new MultiplyAdd(dz, At(layer, input, pixel, channels) - mean, scaled)));
        });
        Variable ofWeight = kernel.Let(channels.Flavour, "dw", scaled * Noted(layer, BatchNormPlan.Inverse, channels));
        Add(kernel, layer, BatchNormPlan.GradientSum, channels, sum);
        Add(kernel, layer, BatchNormPlan.ScaledSum, channels, ofWeight);
        Pointer weight = Region.IntoOf(layer) + channels.First, bias = weight + layer.PaddedChannels;
        kernel.Add(new Store(channels.Flavour, weight, new MultiplyAdd(new Splat(Scale), ofWeight, new Load(weight))));
        kernel.Add(new Store(channels.Flavour, bias, new MultiplyAdd(new Splat(Scale), sum, new Load(bias))));
    }));

    /// <summary>dx = weight / σ · (dz − mean of dz − x̂ · mean of dz · x̂).</summary>
    private void EmitBackward(KernelBuilder kernel, BatchNormPlan layer, LayerPlan before)
    {
        var hidden = new HiddenGradient(kernel, Shapes, before);
        ForChannels(kernel, layer, channels =>
        {
            Note(kernel, layer, BatchNormPlan.GradientMean, channels, Noted(layer, BatchNormPlan.GradientSum, channels) / Count(layer));
            Note(kernel, layer, BatchNormPlan.ScaledMean, channels, Noted(layer, BatchNormPlan.ScaledSum, channels) / Count(layer) * Noted(layer, BatchNormPlan.Inverse, channels));
        });
        ForRows(kernel, layer, (row, input) =>
        {
            Pointer gradients = Region.Gradients(layer) + row * layer.RowStride;
            ForChannels(kernel, layer, channels =>
            {
                Variable mean = kernel.Let(channels.Flavour, "mean", Noted(layer, BatchNormPlan.Mean, channels));
                Variable ofGradient = kernel.Let(channels.Flavour, "dmean", Noted(layer, BatchNormPlan.GradientMean, channels));
                Variable ofDistance = kernel.Let(channels.Flavour, "slope", Noted(layer, BatchNormPlan.ScaledMean, channels));
                Variable factor = kernel.Let(channels.Flavour, "factor", Noted(layer, BatchNormPlan.Inverse, channels) * Weight(layer, channels));
                ForPixels(kernel, layer, pixel => hidden.Take(
                    row,
                    channels with { First = pixel * before.PaddedChannels + channels.First },
                    kernel.Let(channels.Flavour, "da", factor * (At(layer, gradients, pixel, channels) - ofGradient - (At(layer, input, pixel, channels) - mean) * ofDistance))));
            });
            Pixels.ClearBehind(kernel, Shapes, before, [Region.Gradients(before)], row);
            hidden.Finish(row);
        });
    }

    /// <summary>Values that a channel has in the whole batch.</summary>
    private static Value Count(BatchNormPlan layer) => Formulas.Simplify(new Splat(Batch.All) * layer.Pixels);

    private static Load Weight(BatchNormPlan layer, UnitVector channels) => new(Region.Of(layer, layer.Tensors[0]) + channels.First);

    private static Load Noted(BatchNormPlan layer, string symbol, UnitVector channels) => new(Region.Note(layer, symbol) + channels.First);

    private static void Note(KernelBuilder kernel, BatchNormPlan layer, string symbol, UnitVector channels, Value value) =>
        kernel.Add(new Store(channels.Flavour, Region.Note(layer, symbol) + channels.First, value));

    private static void Add(KernelBuilder kernel, BatchNormPlan layer, string symbol, UnitVector channels, Value value) =>
        Note(kernel, layer, symbol, channels, Noted(layer, symbol, channels) + value);

    private static Load At(BatchNormPlan layer, Pointer row, Index pixel, UnitVector channels) => new(row + pixel * layer.PaddedChannels + channels.First);

    private static void ForPixels(KernelBuilder kernel, BatchNormPlan layer, Action<Index> body) => kernel.For("pixel", layer.Pixels, 1, body);

    private static InvalidOperationException NeedsWholeBatch() => new("Batch normalisation is trained on whole batches.");

    /// <summary>Every sample of the block, and where its inputs are.</summary>
    private void ForRows(KernelBuilder kernel, BatchNormPlan layer, Action<Index, Pointer> body) =>
        kernel.For("r", Index.Of(Batch.Rows), 1, row => body(row, Input(kernel, layer, row)));

    private void ForChannels(KernelBuilder kernel, BatchNormPlan layer, Action<UnitVector> body)
    {
        Flavour flavour = Shapes.OfPixels(layer.PaddedChannels);
        kernel.For("j", layer.PaddedChannels, flavour.Step, j => body(new UnitVector(j, flavour)));
    }

    private Pointer Input(KernelBuilder kernel, BatchNormPlan layer, Index row)
    {
        LayerPlan before = Plan.Before(layer)!;
        return kernel.Point("a", Region.Activations(before) + row * before.RowStride);
    }
}
