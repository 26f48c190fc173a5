using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// Loss and gradient of a block of samples, units across lanes: after the forward kernels, one for the loss, and going back one
/// for each layer's input gradient and one that adds <c>scale</c> times its parameters' gradient to whatever stands at <c>into</c>.
/// </summary>
internal static class RowsTraining
{
    private const string Scale = "scale";

    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace) => Phase.Apart(Phases(plan, shapes), workspace);

    private static IEnumerable<Phase> Phases(NetworkPlan plan, Shapes shapes)
    {
        var output = new LanesOutput(plan, shapes);
        yield return plan.OutputsAcrossSamples ? output.Loss : new Phase("Loss", $"{plan.Model.Loss} of each sample.", kernel => EmitLoss(kernel, plan, shapes, withGradient: false), Pass.Loss);
        yield return plan.OutputsAcrossSamples ? output.LossGradient : new Phase("LossGradient", $"{plan.Model.Loss} of each sample and its gradient.", kernel => EmitLoss(kernel, plan, shapes, withGradient: true), Pass.LossGradient);
        foreach (LayerPlan layer in plan.Layers.Reverse())
        {
            if (layer.Number > 1)
                yield return new Phase("Back" + layer.Number, $"Back through layer {layer.Number}.", kernel => EmitBackward(kernel, plan, shapes, layer), Pass.Back);
            yield return new Phase("Gradient" + layer.Number, $"The gradient of layer {layer.Number}'s parameters.", kernel => EmitGradient(kernel, plan, shapes, layer), Pass.Back);
        }
    }

    private static void EmitLoss(KernelBuilder kernel, NetworkPlan plan, Shapes shapes, bool withGradient)
    {
        LayerPlan output = plan.Output;
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Pointer Row(Region region) => region + r * output.RowStride;
            Units units = Rows.Of(kernel, shapes, output, Region.Spare, name => Row(name == Quantities.T.Name ? Region.Targets : Region.PreActivations(output)));
            var loss = new Evaluation(Quantities.Loss(plan), (vector, value) => kernel.Add(new StoreFirst(vector.Flavour, Region.Losses + r, value)), Once: true);
            var gradient = new Evaluation(Quantities.OutputGradient(plan), (vector, value) => kernel.Add(new Store(vector.Flavour, Row(Region.Gradients(output)) + vector.First, value)));
            units.Evaluate(withGradient ? [gradient, loss] : [loss]);
        });
    }

    private static void EmitBackward(KernelBuilder kernel, NetworkPlan plan, Shapes shapes, LayerPlan layer)
    {
        var hidden = new HiddenGradient(kernel, shapes, plan.Before(layer)!);
        Dense.Backward(kernel, shapes, layer, Region.Gradients(layer), layer.RowStride, hidden.Take);
        if (hidden.StandsApart)
            kernel.For("r", Index.Of(Batch.Rows), 1, hidden.Finish);
    }

    private static void EmitGradient(KernelBuilder kernel, NetworkPlan plan, Shapes shapes, LayerPlan layer)
    {
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        (Region input, int stride) = RowsForward.Input(plan, layer);
        kernel.ForPanelsBack(layer.Panels, layer.Inputs, (width, offset, column) =>
        {
            (int rows, int vectors) = shapes.Tile(width);
            Pointer weights = kernel.Point("w", Region.Into + layer.WeightOffset + offset);
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
                        flavour, new TileShape(count, vectors), 1, "dw" + layer.Number, Inputs, Gradients, (_, _) => 0);
                    Variable[,] sums = tile.Emit(kernel, Index.Of(Batch.Rows), 1);
                    for (int row = 0; row < count; row++)
                        Add(sums, row, weights + (first + row) * width + j);
                }

                int whole = layer.Inputs / rows * rows;
                kernel.For("i", whole, rows, i => Weights(i, rows));
                if (whole < layer.Inputs)
                    Weights(whole, layer.Inputs - whole);
                var ones = new Tile(flavour, new TileShape(1, vectors), 1, "db" + layer.Number, _ => (_, _) => 1, Gradients, (_, _) => 0);
                Add(ones.Emit(kernel, Index.Of(Batch.Rows), 1), 0, Region.Into + layer.BiasOffset + (column + j));
            });
        });
    }
}
