using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Dense;

/// <summary>
/// One sample through a dense layer and back, units across lanes. In training every layer's outputs and the last layer's
/// pre-activations stay; going back, the gradient by a layer's inputs is taken before its weights move by <c>rate</c> times theirs.
/// </summary>
/// <param name="inRegisters">Whether all layers go through one method.</param>
/// <param name="held">The rows that stand in registers.</param>
internal sealed class DenseSample(NetworkPlan plan, Shapes shapes, bool inRegisters, Held held) : ISampleTraining
{
    /// <summary>The factor of the gradient: minus the learning rate.</summary>
    private const string Rate = "rate";

    /// <summary>Whether whole rows are read, with vectors of nothing but padding; else, each vector that holds units by itself.</summary>
    private readonly bool _pads = !inRegisters || plan.Layers.Any(layer => layer.Layer.Kind != DenseKind.Instance || !Rows.FitsRegisters(shapes, layer));

    public void Forward(KernelBuilder kernel, LayerPlan layer)
    {
        if (layer == plan.Output)
            EmitOutput(kernel, (ProductPlan)layer);
        else
            EmitHidden(kernel, (ProductPlan)layer);
    }

    public Units Output(KernelBuilder kernel) =>
        held.Whole.TryGetValue(Region.PreActivations(plan.Output), out Value[]? z)
            ? Rows.Of(kernel, shapes, plan.Output, RowOf, z)
            : Rows.OfOutput(kernel, shapes, plan);

    public Phase? Back(LayerPlan layer) => plan.GoesBack(layer) && plan.SampleReadsTransposed
        ? new Phase("Back" + layer.Index, $"Back through {layer.Name}.", kernel => Backward(kernel, (ProductPlan)layer))
        : null;

    public Phase Update(LayerPlan layer) => plan.GoesBack(layer) && !plan.SampleReadsTransposed
        ? new Phase("Update" + layer.Index, $"Back through {layer.Name} and update it.", kernel => new DenseSampleLarge(plan, shapes, held).BackwardAndUpdate(kernel, (ProductPlan)layer))
        : new Phase("Update" + layer.Index, $"Update {layer.Name}.", kernel => Update(kernel, (ProductPlan)layer));

    private void Backward(KernelBuilder kernel, ProductPlan layer)
    {
        var hidden = new HiddenGradient(kernel, shapes, plan.Before(layer)!, held);
        PanelProduct.Backward(kernel, shapes, layer, k => held.Element(Region.Gradients(layer), layer, k), _pads, hidden.Take);
        hidden.Finish(0);
    }

    private void Update(KernelBuilder kernel, ProductPlan layer)
    {
        Region input = Region.InputsOf(plan, layer);
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        kernel.ForPanelsBack(layer.Panels, layer.Inputs, (width, offset, first) =>
        {
            kernel.For("j", width, flavour.Step * shapes.VectorsOfOneRow(width), j =>
            {
                Value[] steps = Enumerable.Range(0, Vectors(width, first, layer.Outputs)).Select(Value (vector) =>
                {
                    Index column = first + j + flavour.Step * vector;
                    Value step = Step(kernel, flavour, layer, column, held.Vector(Region.Gradients(layer), column));
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
            kernel.For("j", width, across.Step * shapes.VectorsOfOneRow(width), j =>
            {
                Value[] inputs = Enumerable.Range(0, Vectors(width, first, layer.Inputs))
                    .Select(Value (vector) => kernel.Let(across, "a", held.Vector(input, first + j + across.Step * vector)))
                    .ToArray();
                Outer(kernel, across, kernel.Point("w", Region.Transposed(layer) + offset + j), width, layer.Outputs, inputs, k => new Broadcast(Region.Step + k));
            });
        });
    }

    private int Vectors(int width, Index first, int columns) => _pads ? shapes.VectorsOfOneRow(width) : shapes.VectorsOfOneRow(width, first, columns);

    /// <summary>The step of a vector of units, rate times dz, by which their bias moves at once.</summary>
    public static Value Step(KernelBuilder kernel, Flavour flavour, ProductPlan layer, Index column, Value gradient)
    {
        Pointer bias = Region.Biases(layer) + column;
        Value step = kernel.Let(flavour, "step", new Splat(Rate) * gradient);
        kernel.Add(new Store(flavour, bias, new Load(bias) + step));
        return step;
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

        if (rows * vectors.Length <= Tuning.SpelledUpdates)
        {
            for (int k = 0; k < rows; k++)
                Row(k);
        }
        else
        {
            kernel.For("k", rows, 1, Row);
        }
    }

    private Pointer RowOf(string quantity) => quantity == Quantities.T.Name ? Region.Targets : Region.PreActivations(plan.Output);

    private void EmitHidden(KernelBuilder kernel, ProductPlan layer)
    {
        Region a = Region.Activations(layer);
        Activation activation = layer.Layer.Activation;
        Region? z = held.Trains && Quantities.NeedsPreActivation(layer) ? Region.PreActivations(layer) : null;
        if (Quantities.CouplesUnits(layer))
        {
            Sums(kernel, layer, (_, units, sum) =>
                kernel.Add(new Store(units.Flavour, (z ?? a) + units.First, sum)));
            Rows.Of(kernel, shapes, layer, Region.Spare, _ => z ?? a).Evaluate(new Evaluation(activation.Forward(Quantities.Z), (units, value) =>
                kernel.Add(new Store(units.Flavour, a + units.First, value))));
            return;
        }

        // Other kinds of layers read memory.
        bool keep = inRegisters && shapes.IsNarrow(layer.PaddedOutputs)
            && plan.Layers.Where(reader => reader.Sources.Contains(layer.Index)).All(reader => reader.Layer.Kind == DenseKind.Instance && shapes.IsNarrow(reader.PaddedOutputs));
        bool store = held.Trains || !keep;
        List<Value> kept = [];
        Sums(kernel, layer, (_, units, sum) =>
        {
            if (z is not null)
                kernel.Add(new Store(units.Flavour, z + units.First, sum));
            Value output = Rows.Elementwise(kernel, units, store ? layer.Outputs : null, activation.Forward(Quantities.Z), _ => sum);
            if (held.Trains)
                output = held.Store(kernel, a, "a" + layer.Index, units, output);
            else if (store)
                kernel.Add(new Store(units.Flavour, a + units.First, output));
            if (keep)
                kept.Add(kernel.Named(units.Flavour, "a" + layer.Index, output));
        });
        if (keep)
            held.Whole[a] = [.. kept];
    }

    private void EmitOutput(KernelBuilder kernel, ProductPlan layer)
    {
        Region z = Region.PreActivations(layer);
        bool inMemory = !inRegisters || !Rows.FitsRegisters(shapes, layer);
        List<Value> sums = [];
        Sums(kernel, layer, (_, units, sum) =>
        {
            if (inMemory)
                kernel.Add(new Store(units.Flavour, z + units.First, sum));
            else
                sums.Add(sum);
        });
        if (!inMemory)
            held.Whole[z] = [.. sums];
    }

    private void Sums(KernelBuilder kernel, ProductPlan layer, PanelProduct.Sink sink)
    {
        if (DenseFew.Takes(plan, layer))
            sink(0, new UnitVector(0, shapes.Of(layer.PaddedOutputs)), DenseFew.Sums(kernel, plan, shapes, held, layer, k => Input(layer, k)));
        else
            PanelProduct.Forward(kernel, shapes, layer, k => Input(layer, k), _pads, sink);
    }

    /// <summary>Input k of a layer in every lane: from a register of the layer before where it is in one.</summary>
    private Value Input(ProductPlan layer, Index k)
    {
        Region input = Region.InputsOf(plan, layer);
        return k.IsConstant && plan.Before(layer) is LayerPlan before && shapes.Of(before.PaddedOutputs) is { Width: int width } flavour && width < shapes.Lanes && held.Whole.TryGetValue(input, out Value[]? values)
            ? new Lane(flavour, values[k.Constant / width], k.Constant % width)
            : new Broadcast(input + k);
    }
}
