using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Dense;

/// <summary>
/// One sample back through a large layer and its update in one pass over the weights: the gradient by the layer's inputs,
/// da = Wᵀ dz, is summed along the rows of W as they move. Each row keeps its sums lane by lane in Sums from panel to panel,
/// one element for each virtual lane, so that their order is the same for every width of vector.
/// </summary>
internal sealed class DenseSampleLarge(NetworkPlan plan, Shapes shapes, Held held)
{
    public void BackwardAndUpdate(KernelBuilder kernel, ProductPlan layer)
    {
        LayerPlan before = plan.Before(layer)!;
        Clear(kernel, shapes.Wide, Region.Sums, before.PaddedOutputs * plan.Lanes);
        kernel.ForPanelsBack(layer.Panels, layer.Inputs, (width, offset, first) => EmitPanel(kernel, layer, width, offset, first));
        Clear(kernel, shapes.Of(before.PaddedOutputs), Region.InputGradient, before.PaddedOutputs);
        kernel.Add(new AddSums(Region.Sums, before.PaddedOutputs, null, Region.InputGradient));

        Flavour flavour = shapes.Of(before.PaddedOutputs);
        var hidden = new HiddenGradient(kernel, shapes, before, held);
        kernel.For("i", before.PaddedOutputs, flavour.Step, i => hidden.Take(0, new UnitVector(i, flavour), new Load(Region.InputGradient + i)));
        hidden.Finish(0);
    }

    private static void Clear(KernelBuilder kernel, Flavour flavour, Region start, int length) =>
        kernel.For("i", length, flavour.Step, i => kernel.Add(new Store(flavour, start + i, 0)));

    private void EmitPanel(KernelBuilder kernel, ProductPlan layer, int width, Index offset, Index first)
    {
        // Where a vector has all virtual lanes, dz and the step stay in registers.
        Flavour flavour = shapes.Of(layer.PaddedOutputs);
        int lanes = Math.Min(width, plan.Lanes);
        bool inRegisters = flavour.Width >= lanes;
        Pointer dz = Region.Gradients(layer) + first, steps = Region.Step + first;
        List<(Value Dz, Value Step)> kept = [];
        if (inRegisters)
        {
            for (int column = 0; column < width; column += lanes)
            {
                Value gradient = kernel.Let(flavour, "dz", held.Vector(Region.Gradients(layer), first + column));
                kept.Add((gradient, DenseSample.Step(kernel, flavour, layer, first + column, gradient)));
            }
        }
        else
        {
            kernel.For("j", width, flavour.Step, column =>
                kernel.Add(new Store(flavour, steps + column, DenseSample.Step(kernel, flavour, layer, first + column, new Load(dz + column)))));
        }

        Pointer panel = kernel.Point("w", Region.Weights(layer) + offset);
        kernel.For("k", layer.Inputs, 1, k =>
        {
            Pointer row = kernel.Point("row", panel + k * width);
            Value factor = kernel.Let(flavour, "a", new Broadcast(Region.Activations(plan.Before(layer)!) + k));
            kernel.For("lane", lanes, flavour.Step, lane =>
            {
                Value sum = new Load(Region.Sums + k * plan.Lanes + lane);
                for (int column = 0; column < width; column += lanes)
                {
                    Index at = lane + column;
                    Value weights = kernel.Let(flavour, "weights", new Load(row + at));
                    (Value gradient, Value step) = inRegisters ? kept[column / lanes] : (new Load(dz + at), new Load(steps + at));
                    sum = new MultiplyAdd(weights, gradient, sum);
                    kernel.Add(new Store(flavour, row + at, new MultiplyAdd(factor, step, weights)));
                }

                kernel.Add(new Store(flavour, Region.Sums + k * plan.Lanes + lane, sum));
            });
        });
    }
}
