using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>
/// Steps of a stream through a convolution and back, channels across lanes, several steps in registers. Where nothing is trained, its
/// inputs stand in a ring that the stream's state keeps; in training all steps of the sequence stand one after the other, behind those
/// that the state remembers.
/// </summary>
/// <param name="trains">Whether the way back follows.</param>
internal sealed class StreamedConvolutionBlock(NetworkPlan plan, Shapes shapes, bool trains) : BlockLayer<ProductPlan>, ISampleLayer
{
    private const string Scale = "scale";

    /// <summary>Receives the sums of one step over one vector of channels.</summary>
    private delegate void Sink(Index step, UnitVector channels, Value sum);

    public override Phase Forward(ProductPlan layer) => new("Layer" + layer.Index, layer.Summary, kernel => EmitForward(kernel, layer, Index.Of(Batch.Rows)));

    public override Phase Backward(ProductPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel => EmitBackward(kernel, layer, plan.Before(layer)!), Pass.Back);

    public override Phase Gradient(ProductPlan layer) => new("Gradient" + layer.Index, $"The gradient of {layer.Name}'s parameters.", kernel => EmitGradient(kernel, layer), Pass.Back);

    public void Forward(KernelBuilder kernel, LayerPlan layer) => EmitForward(kernel, (ProductPlan)layer, 1);

    public Units Output(KernelBuilder kernel) => Rows.OfOutput(kernel, shapes, plan);

    private void EmitForward(KernelBuilder kernel, ProductPlan layer, Index steps)
    {
        Window window = layer.Ring is not { } ring ? Inputs(layer) : trains ? Remember(kernel, layer, ring) : Turn(kernel, layer, ring, steps);
        bool isOutput = layer == plan.Output, keepsZ = isOutput || trains && Quantities.KeepsPreActivation(plan, layer);
        Value activation = layer.Layer.Activation.Forward(Quantities.Z);
        bool isApart = Quantities.StandsApart(activation);
        Region a = Region.Activations(layer), kept = keepsZ ? Region.PreActivations(layer) : a;
        Pointer At(Region region, Index step, UnitVector channels) => region + step * layer.RowStride + channels.First;
        Products(kernel, steps, window, layer.Panels, Region.Weights(layer), Taps(layer), layer.Inputs, "z" + layer.Index, Region.Biases(layer), (step, channels, sum) =>
        {
            if (layer.Added is int added)
                sum = kernel.Let(channels.Flavour, "sum", sum + new Load(Region.Activations(plan.Layers[added]) + step * plan.Layers[added].RowStride + channels.First));
            if (keepsZ || isApart)
                kernel.Add(new Store(channels.Flavour, At(kept, step, channels), sum));
            if (!isOutput && !isApart)
                kernel.Add(new Store(channels.Flavour, At(a, step, channels), Rows.Elementwise(kernel, channels, layer.Outputs, activation, _ => sum)));
        });
        if (isOutput || !isApart)
            return;
        kernel.For("r", steps, 1, r =>
        {
            if (Quantities.CouplesUnits(layer))
            {
                Rows.Of(kernel, shapes, layer, Region.Spare, _ => kept + r * layer.RowStride)
                    .Evaluate(new Evaluation(activation, (channels, value) => kernel.Add(new Store(channels.Flavour, At(a, r, channels), value))));
                return;
            }

            ForVectors(kernel, layer.PaddedOutputs, channels => kernel.Add(new Store(
                channels.Flavour, At(a, r, channels), Rows.Elementwise(kernel, channels, layer.Outputs, activation, _ => new Load(At(kept, r, channels))))));
        });
    }

    private void EmitBackward(KernelBuilder kernel, ProductPlan layer, LayerPlan before)
    {
        // What a step gave to steps behind it comes back from there; behind the last one there is nothing.
        var window = new Window(tap => Region.Gradients(layer), layer.RowStride);
        if (layer.Ring is { } ring)
        {
            int dilation = ((StreamedConvolutionLayer)layer.Layer).Places.Dilation;
            window = new Window(tap => Region.GradientImage + tap * (dilation * layer.PaddedOutputs), layer.PaddedOutputs);
            kernel.For("r", Index.Of(Batch.Rows), 1, r => CopyRow(kernel, Region.Gradients(layer) + r * layer.RowStride, Region.GradientImage + r * layer.PaddedOutputs, layer.PaddedOutputs));
            kernel.Clear(shapes.Of(layer.PaddedOutputs), Region.GradientImage + Index.Of(Batch.Rows) * layer.PaddedOutputs, ring.Reach * layer.PaddedOutputs);
        }

        var hidden = new HiddenGradient(kernel, shapes, before);
        Products(kernel, Index.Of(Batch.Rows), window, layer.Transposed!.Panels, Region.Transposed(layer), Taps(layer), layer.Outputs, "da" + before.Index, null, hidden.Take);
        if (hidden.StandsApart)
            kernel.For("r", Index.Of(Batch.Rows), 1, hidden.Finish);
    }

    private void EmitGradient(KernelBuilder kernel, ProductPlan layer)
    {
        Window window = layer.Ring is { } ring ? Remembered(layer, ring) : Inputs(layer);
        kernel.ForPanelsBack(layer.Panels, layer.Steps, (width, offset, column) =>
        {
            Flavour flavour = shapes.Of(width);
            (int rows, int vectors) = shapes.Tile(width);
            Pointer weights = kernel.Point("w", Region.IntoOf(layer) + offset);
            kernel.For("j", width, flavour.Step * vectors, j =>
            {
                Factor Gradients(Index k)
                {
                    Pointer row = kernel.Point("dz", Region.Gradients(layer) + k * layer.RowStride + (column + j));
                    return (_, vector) => new Load(row + flavour.Step * vector);
                }

                void Add(int count, Func<Index, Factor> factors, string name, Func<int, Pointer> to)
                {
                    var tile = new Tile(flavour, new TileShape(count, vectors), 1, name + layer.Index, factors, Gradients, (_, _) => 0);
                    Variable[,] sums = tile.Emit(kernel, Index.Of(Batch.Rows), 1);
                    for (int row = 0; row < count; row++)
                    {
                        for (int vector = 0; vector < vectors; vector++)
                        {
                            Pointer at = to(row) + flavour.Step * vector;
                            kernel.Add(new Store(flavour, at, new MultiplyAdd(new Splat(Scale), sums[row, vector], new Load(at))));
                        }
                    }
                }

                kernel.For("tap", Taps(layer), 1, tap =>
                {
                    void Weights(Index first, int count) => Add(
                        count,
                        k =>
                        {
                            Pointer row = kernel.Point("a", window.At(tap) + k * window.Stride + first);
                            return (_, i) => new Broadcast(row + i);
                        },
                        "dw",
                        row => weights + tap * (layer.Inputs * width) + (first + row) * width + j);

                    int whole = layer.Inputs / rows * rows;
                    kernel.For("i", whole, rows, i => Weights(i, rows));
                    if (whole < layer.Inputs)
                        Weights(whole, layer.Inputs - whole);
                });
                Add(1, _ => (_, _) => 1, "db", _ => Region.IntoOf(layer) + (layer.BiasOffset - layer.WeightOffset) + (column + j));
            });
        });
    }

    /// <summary>Products of what a kernel sees at every step with a matrix in panels.</summary>
    /// <param name="matrix">For each tap a row for each channel.</param>
    private void Products(
        KernelBuilder kernel, Index steps, Window window, IReadOnlyList<Panel> panels, Region matrix, int taps, int channels, string name, Region? bias, Sink sink)
    {
        kernel.ForPanels(panels, taps * channels, (width, offset, column) =>
        {
            (Flavour flavour, TileShape shape) = steps.IsConstant ? (shapes.Of(width), new TileShape(1, shapes.VectorsOfOneRow(width))) : shapes.PixelTile(width);
            Pointer w = kernel.Point("w", matrix + offset);
            ForTiles(kernel, steps, shape.Rows, (first, count) => kernel.For("j", width, flavour.Step * shape.Vectors, j =>
            {
                var tile = new Tile(flavour, new TileShape(count, shape.Vectors), name, (_, vector) => bias is null ? 0 : new Load(bias + column + j + flavour.Step * vector));
                Variable[,] sums = tile.Emit(kernel, add => kernel.For("tap", taps, 1, tap =>
                {
                    Pointer from = kernel.Point("from", window.At(tap) + first * window.Stride), row = kernel.Point("row", w + tap * (channels * width) + j);
                    kernel.For("k", channels, 1, k => add(
                        (_, step) => new Broadcast(from + step * window.Stride + k),
                        (_, vector) => new Load(row + k * width + flavour.Step * vector)));
                }));
                for (int step = 0; step < count; step++)
                    for (int vector = 0; vector < shape.Vectors; vector++)
                        sink(first + step, new UnitVector(column + j + flavour.Step * vector, flavour), sums[step, vector]);
            }));
        });
    }

    /// <summary>Where a layer without memory finds its inputs.</summary>
    private Window Inputs(ProductPlan layer) => new(_ => Region.InputsOf(plan, layer), InputStride(layer));

    /// <summary>Where training finds them.</summary>
    private static Window Remembered(ProductPlan layer, RingPlan ring) => new(tap => Region.Records(layer) + tap * (Dilation(layer) * ring.RowLength), ring.RowLength);

    /// <summary>Brings them there.</summary>
    private Window Remember(KernelBuilder kernel, ProductPlan layer, RingPlan ring)
    {
        kernel.For("r", Index.Of(Batch.Rows), 1, r => CopyInputs(kernel, layer, ring, r, Region.Records(layer) + (ring.Reach + r) * ring.RowLength));
        return Remembered(layer, ring);
    }

    /// <summary>Brings them into the ring.</summary>
    private Window Turn(KernelBuilder kernel, ProductPlan layer, RingPlan ring, Index steps)
    {
        Region rows = Region.Records(layer);
        Index at = Index.Of(kernel.Fresh("at"));
        kernel.Add(new LetPosition(at.ToString(), rows, ring));
        kernel.For("r", steps, 1, r => CopyInputs(kernel, layer, ring, r, rows + at * ring.RowLength + r * ring.RowLength));
        kernel.Add(new TurnRing(rows, at.ToString(), steps, ring));
        return new Window(
            tap =>
            {
                string row = kernel.Fresh("seen");
                kernel.Add(new LetRow(row, at + tap * Dilation(layer) + (ring.Rows - ring.Reach), ring));
                return rows + Index.Of(row) * ring.RowLength;
            },
            ring.RowLength);
    }

    private void CopyInputs(KernelBuilder kernel, ProductPlan layer, RingPlan ring, Index step, Pointer to)
    {
        Pointer from = Region.InputsOf(plan, layer) + step * InputStride(layer);
        if (plan.Before(layer) is null)
            kernel.Add(new Copy(from, to, ring.RowLength));
        else
            CopyRow(kernel, from, to, ring.RowLength);
    }

    private void CopyRow(KernelBuilder kernel, Pointer from, Pointer to, int length) =>
        ForVectors(kernel, length, channels => kernel.Add(new Store(channels.Flavour, to + channels.First, new Load(from + channels.First))));

    private void ForVectors(KernelBuilder kernel, int padded, Action<UnitVector> body)
    {
        Flavour flavour = shapes.OfPixels(padded);
        kernel.For("j", padded, flavour.Step, j => body(new UnitVector(j, flavour)));
    }

    private int InputStride(ProductPlan layer) => plan.Before(layer)?.RowStride ?? layer.Inputs;

    private static int Taps(ProductPlan layer) => ((StreamedConvolutionLayer)layer.Layer).Taps;

    private static int Dilation(ProductPlan layer) => ((StreamedConvolutionLayer)layer.Layer).Places.Dilation;

    /// <summary>One step, or the steps of a block, several at once.</summary>
    private void ForTiles(KernelBuilder kernel, Index steps, int rows, Action<Index, int> body)
    {
        int count = Math.Min(rows, plan.TileRows);
        if (steps.IsConstant)
            body(0, 1);
        else
            kernel.ForTiles(Batch.Rows, count, first => body(first, count));
    }

    /// <summary>What the taps of a kernel see: the row of the first step, and from there to the next step.</summary>
    private sealed record Window(Func<Index, Pointer> At, int Stride);
}
