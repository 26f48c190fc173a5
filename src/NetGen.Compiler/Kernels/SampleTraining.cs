using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// One SGD step on one sample: x and the target row T to the loss in Losses, the parameters moved by <c>rate</c> times the
/// gradient. Going back through the layers, a layer's input gradient is taken before its weights move, or in the same pass.
/// </summary>
internal sealed class SampleTraining(NetworkPlan plan, Shapes shapes, bool inRegisters)
{
    /// <summary>The factor of the gradient: minus the learning rate.</summary>
    private const string Rate = "rate";

    private readonly Held _held = new(shapes, inRegisters);

    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace) =>
        Phase.Group("Step", "One sample.", together => new SampleTraining(plan, shapes, together).Phases(), workspace);

    /// <summary>The step of a vector of units, rate times dz, by which their bias moves at once.</summary>
    public static Value Step(KernelBuilder kernel, Flavour flavour, LayerPlan layer, Index column, Value gradient)
    {
        Pointer bias = Region.Biases(layer) + column;
        Value step = kernel.Let(flavour, "step", new Splat(Rate) * gradient);
        kernel.Add(new Store(flavour, bias, new Load(bias) + step));
        return step;
    }

    private IEnumerable<Phase> Phases()
    {
        var forward = new SampleForward(plan, shapes, training: true, inRegisters, _held);
        foreach (Phase phase in forward.Phases())
            yield return phase;
        yield return new Phase("Loss", $"{plan.Model.Loss} and its gradient.", kernel => EmitLoss(kernel, forward.Output(kernel)));
        foreach (LayerPlan layer in plan.Layers.Reverse())
        {
            if (layer.Number > 1 && plan.SampleReadsTransposed)
                yield return new Phase("Back" + layer.Number, $"Back through layer {layer.Number}.", kernel => EmitBackward(kernel, layer));
            yield return layer.Number > 1 && !plan.SampleReadsTransposed
                ? new Phase("Update" + layer.Number, $"Back through layer {layer.Number} and update it.", kernel => new SampleRows(plan, shapes, _held).Emit(kernel, layer))
                : new Phase("Update" + layer.Number, $"Update layer {layer.Number}.", kernel => EmitUpdate(kernel, layer));
        }
    }

    private void EmitLoss(KernelBuilder kernel, Units units) => units.Evaluate(
        new Evaluation(Quantities.OutputGradient(plan), (vector, value) => _held.Store(kernel, Region.Gradients(plan.Output), "dz" + plan.Output.Number, vector, value)),
        new Evaluation(Quantities.Loss(plan), (vector, value) => kernel.Add(new StoreFirst(vector.Flavour, Region.Losses, value)), Once: true));

    private void EmitBackward(KernelBuilder kernel, LayerPlan layer)
    {
        var hidden = new HiddenGradient(kernel, shapes, plan.Before(layer)!, _held);
        Dense.Backward(kernel, shapes, layer, k => _held.Element(Region.Gradients(layer), layer, k), hidden.Take);
        hidden.Finish(0);
    }

    private void EmitUpdate(KernelBuilder kernel, LayerPlan layer)
    {
        Region input = plan.Before(layer) is LayerPlan before ? Region.Activations(before) : Region.Inputs;
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        kernel.ForPanelsBack(layer.Panels, layer.Inputs, (width, offset, first) =>
        {
            int vectors = shapes.VectorsOfOneRow(width);
            kernel.For("j", width, flavour.Step * vectors, j =>
            {
                Value[] steps = Enumerable.Range(0, vectors).Select(Value (vector) =>
                {
                    Index column = first + j + flavour.Step * vector;
                    Value step = Step(kernel, flavour, layer, column, _held.Vector(Region.Gradients(layer), column));
                    if (layer.Transposed is not null)
                        kernel.Add(new Store(flavour, Region.Step + column, step));
                    return step;
                }).ToArray();
                Outer(kernel, flavour, kernel.Point("w", Region.Weights(layer) + offset + j), width, layer.Inputs, steps, k => new Broadcast(input + k));
            });
        });

        if (layer.Transposed is not TransposedPlan transposed)
            return;
        Flavour across = shapes.Of(transposed.PaddedInputs);
        kernel.ForPanels(transposed.Panels, layer.Outputs, (width, offset, first) =>
        {
            int vectors = shapes.VectorsOfOneRow(width);
            kernel.For("j", width, across.Step * vectors, j =>
            {
                Value[] inputs = Enumerable.Range(0, vectors)
                    .Select(Value (vector) => kernel.Let(across, "a", _held.Vector(input, first + j + across.Step * vector)))
                    .ToArray();
                Outer(kernel, across, kernel.Point("w", Region.Transposed(layer) + offset + j), width, layer.Outputs, inputs, k => new Broadcast(Region.Step + k));
            });
        });
    }

    /// <summary>Adds a product of a column of factors with a few vectors to the rows of a panel.</summary>
    private static void Outer(KernelBuilder kernel, Flavour flavour, Pointer panel, int width, int rows, Value[] vectors, Func<Index, Value> factor)
    {
        void Row(Index k)
        {
            Pointer row = kernel.Point("row", panel + k * width);
            for (int vector = 0; vector < vectors.Length; vector++)
            {
                Pointer weights = row + flavour.Step * vector;
                kernel.Add(new Store(flavour, weights, new MultiplyAdd(factor(k), vectors[vector], new Load(weights))));
            }
        }

        if (rows * vectors.Length <= UnrollLimit)
        {
            for (int k = 0; k < rows; k++)
                Row(k);
        }
        else
        {
            kernel.For("k", rows, 1, Row);
        }
    }

    /// <summary>Updates up to which the rows of a panel are spelled out.</summary>
    private const int UnrollLimit = 8;
}
