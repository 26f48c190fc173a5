using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Dense;

/// <summary>
/// A block of samples through a dense layer and back, units across lanes, several samples in registers. The gradient by its
/// parameters, times <c>scale</c>, is added to whatever stands at <c>into</c>.
/// </summary>
internal sealed class DenseRows(NetworkPlan plan, Shapes shapes) : BlockLayer<ProductPlan>
{
    private const string Scale = "scale";

    public override Phase Forward(ProductPlan layer) => new("Layer" + layer.Index, layer.Summary, kernel => EmitForward(kernel, layer));

    public override Phase Backward(ProductPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel => EmitBackward(kernel, layer), Pass.Back);

    public override Phase Gradient(ProductPlan layer) => new("Gradient" + layer.Index, $"The gradient of {layer.Name}'s parameters.", kernel => EmitGradient(kernel, layer), Pass.Back);

    private void EmitForward(KernelBuilder kernel, ProductPlan layer)
    {
        bool output = layer == plan.Output;
        Activation activation = layer.Layer.Activation;
        bool apart = Quantities.StandsApart(activation.Forward(Quantities.Z));
        bool keepZ = Quantities.KeepsPreActivation(plan, layer);
        Region a = Region.Activations(layer), kept = keepZ ? Region.PreActivations(layer) : a;
        Pointer Row(Region region, Index row, UnitVector units) => region + row * layer.RowStride + units.First;
        (Region input, int stride) = Input(layer);
        PanelProduct.Forward(kernel, shapes, layer, input, stride, plan.TileRows, (row, units, sum) =>
        {
            if (keepZ || apart)
                kernel.Add(new Store(units.Flavour, Row(kept, row, units), sum));
            if (!output && !apart)
                kernel.Add(new Store(units.Flavour, Row(a, row, units), Rows.Elementwise(kernel, units, layer.Outputs, activation.Forward(Quantities.Z), _ => sum)));
        });
        if (!output && apart)
        {
            kernel.For("r", Index.Of(Batch.Rows), 1, r => Rows.Of(kernel, shapes, layer, Region.Spare, _ => kept + r * layer.RowStride)
                .Evaluate(new Evaluation(activation.Forward(Quantities.Z), (units, value) => kernel.Add(new Store(units.Flavour, Row(a, r, units), value)))));
        }
    }

    /// <summary>Where a layer finds its inputs, and from one row of them to the next.</summary>
    private (Region Region, int Stride) Input(ProductPlan layer) => (Region.InputsOf(plan, layer), plan.Before(layer)?.RowStride ?? layer.Inputs);

    private void EmitBackward(KernelBuilder kernel, ProductPlan layer)
    {
        var hidden = new HiddenGradient(kernel, shapes, plan.Before(layer)!);
        PanelProduct.Backward(kernel, shapes, layer, Region.Gradients(layer), layer.RowStride, plan.TileRows, hidden.Take);
        if (hidden.StandsApart)
            kernel.For("r", Index.Of(Batch.Rows), 1, hidden.Finish);
    }

    private void EmitGradient(KernelBuilder kernel, ProductPlan layer)
    {
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        (Region input, int stride) = Input(layer);
        kernel.ForPanelsBack(layer.Panels, layer.Steps, (width, offset, column) =>
        {
            (int rows, int vectors) = shapes.Tile(width);
            Pointer weights = kernel.Point("w", Region.IntoOf(layer) + offset);
            kernel.For("j", width, flavour.Step * vectors, j =>
            {
                Factor Gradients(Index k)
                {
                    Pointer row = kernel.Point("dz", Region.Gradients(layer) + k * layer.RowStride + (column + j));
                    return (_, vector) => new Load(row + flavour.Step * vector);
                }

                void Add(Variable[,] sums, int row, Pointer to)
                {
                    for (int vector = 0; vector < vectors; vector++)
                    {
                        Pointer at = to + flavour.Step * vector;
                        kernel.Add(new Store(flavour, at, new MultiplyAdd(new Splat(Scale), sums[row, vector], new Load(at))));
                    }
                }

                void Weights(Index first, int count)
                {
                    Factor Inputs(Index k)
                    {
                        Pointer row = kernel.Point("a", input + k * stride + first);
                        return (_, i) => new Broadcast(row + i);
                    }

                    var tile = new Tile(
                        flavour, new TileShape(count, vectors), 1, "dw" + layer.Index, Inputs, Gradients, (_, _) => 0);
                    Variable[,] sums = tile.Emit(kernel, Index.Of(Batch.Rows), 1);
                    for (int row = 0; row < count; row++)
                        Add(sums, row, weights + (first + row) * width + j);
                }

                int whole = layer.Steps / rows * rows;
                kernel.For("i", whole, rows, i => Weights(i, rows));
                if (whole < layer.Steps)
                    Weights(whole, layer.Steps - whole);
                var ones = new Tile(flavour, new TileShape(1, vectors), 1, "db" + layer.Index, _ => (_, _) => 1, Gradients, (_, _) => 0);
                Add(ones.Emit(kernel, Index.Of(Batch.Rows), 1), 0, Region.IntoOf(layer) + (layer.BiasOffset - layer.WeightOffset) + (column + j));
            });
        });
    }
}
