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

    /// <summary>Where each phase is a method, registers do not outlive it.</summary>
    private readonly Held? _held = inRegisters ? new Held(shapes) : null;

    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace) =>
        Phase.Group("Step", "One sample.", together => new SampleTraining(plan, shapes, together).Phases(), workspace);

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
                ? new Phase("Update" + layer.Number, $"Back through layer {layer.Number} and update it.", kernel => EmitUpdateAndBackward(kernel, layer))
                : new Phase("Update" + layer.Number, $"Update layer {layer.Number}.", kernel => EmitUpdate(kernel, layer));
        }
    }

    private void EmitLoss(KernelBuilder kernel, Units units) => units.Evaluate(
        new Evaluation(Quantities.OutputGradient(plan), (vector, value) => StoreGradient(kernel, plan.Output, vector, value)),
        new Evaluation(Quantities.Loss(plan), (vector, value) => kernel.Add(new StoreFirst(vector.Flavour, new Pointer("Losses"), value)), Once: true));

    private void StoreGradient(KernelBuilder kernel, LayerPlan layer, UnitVector vector, Value value)
    {
        if (_held is null)
            kernel.Add(new Store(vector.Flavour, new Pointer("DZ" + layer.Number) + vector.First, value));
        else
            _held.Store(kernel, "DZ" + layer.Number, "dz" + layer.Number, vector, value);
    }

    private Value Element(string region, LayerPlan layer, Index k) => _held is null ? new Broadcast(new Pointer(region) + k) : _held.Element(region, layer, k);

    private Value Vector(string region, Index first) => _held is null ? new Load(new Pointer(region) + first) : _held.Vector(region, first);

    private void EmitBackward(KernelBuilder kernel, LayerPlan layer)
    {
        var hidden = new HiddenGradient(kernel, shapes, plan.Layers[layer.Number - 2], _held);
        Dense.Backward(kernel, shapes, layer, k => Element("DZ" + layer.Number, layer, k), hidden.Take);
        hidden.Finish(0);
    }

    /// <summary>
    /// The gradient by the layer's inputs, da = Wᵀ dz, summed along the rows of W as they move. Each row keeps its sums lane by
    /// lane in Sums from panel to panel, one element for each virtual lane, so that their order is the same for every width of vector.
    /// </summary>
    private void EmitUpdateAndBackward(KernelBuilder kernel, LayerPlan layer)
    {
        LayerPlan before = plan.Layers[layer.Number - 2];
        Pointer sums = new("Sums"), da = new("DA"), input = new("A" + before.Number);
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        kernel.For("i", before.PaddedOutputs * plan.Lanes, shapes.Wide.Step, i => kernel.Add(new Store(shapes.Wide, sums + i, 0)));
        kernel.ForPanelsBack(layer.Panels, layer.Inputs, (width, offset, first) =>
        {
            // Where a vector has all virtual lanes, dz and the step stay in registers.
            int lanes = Math.Min(width, plan.Lanes);
            bool inRegisters = flavour.Width >= lanes;
            Pointer dz = new Pointer("DZ" + layer.Number) + first, steps = new Pointer("Step") + first;
            List<(Value Dz, Value Step)> kept = [];
            void Keep(Index column)
            {
                Value gradient = kernel.Let(flavour, "dz", Vector("DZ" + layer.Number, first + column));
                Value step = Step(kernel, flavour, layer, first + column, gradient);
                kept.Add((gradient, step));
                if (!inRegisters)
                    kernel.Add(new Store(flavour, steps + column, step));
            }

            if (inRegisters)
            {
                for (int column = 0; column < width; column += lanes)
                    Keep(column);
            }
            else
            {
                kernel.For("j", width, flavour.Step, Keep);
            }

            Pointer panel = kernel.Point("w", new Pointer("W" + layer.Number) + offset);
            kernel.For("k", layer.Inputs, 1, k =>
            {
                Pointer row = kernel.Point("row", panel + k * width);
                Value factor = kernel.Let(flavour, "a", new Broadcast(input + k));
                kernel.For("lane", lanes, flavour.Step, lane =>
                {
                    Value sum = new Load(sums + k * plan.Lanes + lane);
                    for (int column = 0; column < width; column += lanes)
                    {
                        Value weights = kernel.Let(flavour, "weights", new Load(row + lane + column));
                        (Value gradient, Value step) = inRegisters ? kept[column / lanes] : (new Load(dz + lane + column), new Load(steps + lane + column));
                        sum = new MultiplyAdd(weights, gradient, sum);
                        kernel.Add(new Store(flavour, row + lane + column, new MultiplyAdd(factor, step, weights)));
                    }

                    kernel.Add(new Store(flavour, sums + k * plan.Lanes + lane, sum));
                });
            });
        });

        Flavour wide = shapes.Of(before.PaddedOutputs);
        kernel.For("i", before.PaddedOutputs, wide.Step, i => kernel.Add(new Store(wide, da + i, 0)));
        kernel.Add(new AddSums(sums, before.PaddedOutputs, null, da));
        var hidden = new HiddenGradient(kernel, shapes, before, _held);
        kernel.ForPanels(before.Panels, 1, (width, _, first) =>
        {
            int vectors = shapes.VectorsOfOneRow(width, 1, 1);
            kernel.For("j", width, wide.Step * vectors, j =>
            {
                for (int vector = 0; vector < vectors; vector++)
                {
                    Index unit = first + j + wide.Step * vector;
                    hidden.Take(0, new UnitVector(unit, wide), new Load(da + unit));
                }
            });
        });
        hidden.Finish(0);
    }

    /// <summary>The step of a vector of units, rate times dz, by which their bias moves at once.</summary>
    private static Value Step(KernelBuilder kernel, Flavour flavour, LayerPlan layer, Index column, Value gradient)
    {
        Pointer bias = new Pointer("B" + layer.Number) + column;
        Value step = kernel.Let(flavour, "step", new Splat(Rate) * gradient);
        kernel.Add(new Store(flavour, bias, new Load(bias) + step));
        return step;
    }

    private void EmitUpdate(KernelBuilder kernel, LayerPlan layer)
    {
        var step = new Pointer("Step");
        string input = layer.Number == 1 ? "x" : "A" + (layer.Number - 1);
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        kernel.ForPanelsBack(layer.Panels, layer.Inputs, (width, offset, first) =>
        {
            int vectors = shapes.VectorsOfOneRow(width, 1, layer.Inputs);
            kernel.For("j", width, flavour.Step * vectors, j =>
            {
                Value[] steps = Enumerable.Range(0, vectors).Select(Value (vector) =>
                {
                    Index column = first + j + flavour.Step * vector;
                    Value step = Step(kernel, flavour, layer, column, Vector("DZ" + layer.Number, column));
                    if (layer.Transposed is not null)
                        kernel.Add(new Store(flavour, new Pointer("Step") + column, step));
                    return step;
                }).ToArray();
                Outer(kernel, flavour, kernel.Point("w", new Pointer("W" + layer.Number) + offset + j), width, layer.Inputs, steps, k => new Broadcast(new Pointer(input) + k));
            });
        });

        if (layer.Transposed is not TransposedPlan transposed)
            return;
        Flavour across = shapes.Of(transposed.PaddedInputs);
        kernel.ForPanels(transposed.Panels, layer.Outputs, (width, offset, first) =>
        {
            int vectors = shapes.VectorsOfOneRow(width, 1, layer.Outputs);
            kernel.For("j", width, across.Step * vectors, j =>
            {
                Value[] inputs = Enumerable.Range(0, vectors)
                    .Select(Value (vector) => kernel.Let(across, "a", Vector(input, first + j + across.Step * vector)))
                    .ToArray();
                Outer(kernel, across, kernel.Point("w", new Pointer("WT" + layer.Number) + offset + j), width, layer.Outputs, inputs, k => new Broadcast(step + k));
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
