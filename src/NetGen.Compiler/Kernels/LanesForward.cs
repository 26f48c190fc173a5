using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// The forward pass of a group of samples, samples across lanes: X to every layer's A and the last layer's Z. Memory holds a
/// row of samples for every unit.
/// </summary>
internal sealed class LanesForward(NetworkPlan plan, Shapes shapes)
{
    /// <summary>Sums that registers hold with room for their factors.</summary>
    private int Sums => shapes.Wide.Width is null ? 8 : 16;

    /// <summary>Every group of samples through every layer to the outputs, which replace Z.</summary>
    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace)
    {
        var lanes = new LanesForward(plan, shapes);
        return Phase.Apart(
            [new Phase("Layers", "Samples across lanes, through every layer.", kernel => lanes.ForGroups(kernel, group =>
            {
                lanes.Emit(kernel, group, training: false);
                lanes.Output(kernel, group).Evaluate((Quantities.Output(plan), (unit, value) =>
                    kernel.Add(new Store(shapes.Wide, lanes.At("Z" + plan.Output.Number, unit.First, group), value))));
            }))],
            workspace);
    }

    /// <summary>Every group of samples of a block.</summary>
    public void ForGroups(KernelBuilder kernel, Action<Index> body) => kernel.For("g", Index.Of(Batch.Padded), shapes.Wide.Step, body);

    /// <summary>A row of samples: one unit of a region.</summary>
    public Pointer At(string region, Index unit, Index group) => new Pointer(region) + unit * plan.BlockRows + group;

    /// <summary>The last layer's units.</summary>
    public Units Output(KernelBuilder kernel, Index group) => new SampleUnits(
        kernel, shapes.Wide, plan.Model.OutputSize, plan.Lanes,
        (name, unit) => kernel.Let(shapes.Wide, name, new Load(At(name == Quantities.T.Name ? "T" : "Z" + plan.Output.Number, unit, group))));

    public void Emit(KernelBuilder kernel, Index group, bool training)
    {
        foreach (LayerPlan layer in plan.Layers)
            Emit(kernel, layer, group, training);
    }

    /// <summary>Vectors of sums Σ weight · row of samples, for some units at a time.</summary>
    /// <param name="weight">The weight of a unit at step k, in every lane.</param>
    public void Products(
        KernelBuilder kernel, string name, int units, int steps, int splits, Func<Index, Index, Value> weight, Func<Index, Value> start, Func<Index, Value> samples, Action<Index, Value> sink)
    {
        int atOnce = Math.Max(1, Math.Min(units, Sums / splits));
        int whole = units / atOnce * atOnce;
        kernel.For("o", whole, atOnce, first => Some(first, atOnce));
        if (whole < units)
            Some(whole, units - whole);

        void Some(Index first, int count)
        {
            var tile = new Tile(shapes.Wide, new TileShape(count, 1, splits), name, (row, k) => weight(first + row, k), (k, _) => samples(k), (row, _) => start(first + row));
            Value[,] sums = tile.Emit(kernel, steps);
            for (int row = 0; row < count; row++)
                sink(first + row, sums[row, 0]);
        }
    }

    private void Emit(KernelBuilder kernel, LayerPlan layer, Index group, bool training)
    {
        kernel.Add(new Comment(SampleForward.Describe(layer)));
        bool coupled = Quantities.CouplesUnits(layer), output = layer == plan.Output;
        bool keepZ = output || training && Quantities.NeedsPreActivation(layer);
        Value forward = layer.Layer.Activation.Forward(Quantities.Z);
        string a = "A" + layer.Number, z = "Z" + layer.Number, input = layer.Number == 1 ? "X" : "A" + (layer.Number - 1);
        Products(
            kernel, "z" + layer.Number, layer.Outputs, layer.Inputs, layer.Splits,
            (unit, k) => new Broadcast(new Pointer("p", layer.WeightOffset) + k * layer.PaddedOutputs + unit),
            unit => new Broadcast(new Pointer("p", layer.BiasOffset) + unit),
            k => new Load(At(input, k, group)),
            (unit, sum) =>
            {
                if (keepZ || coupled)
                    kernel.Add(new Store(shapes.Wide, At(keepZ ? z : a, unit, group), sum));
                if (!output && !coupled)
                    kernel.Add(new Store(shapes.Wide, At(a, unit, group), Rows.Elementwise(kernel, layer, new UnitVector(unit, shapes.Wide), forward, keepsZero: true, _ => sum)));
            });
        if (!output && coupled)
        {
            new SampleUnits(kernel, shapes.Wide, layer.Outputs, plan.Lanes, (_, unit) => kernel.Let(shapes.Wide, "z", new Load(At(keepZ ? z : a, unit, group))))
                .Evaluate((forward, (unit, value) => kernel.Add(new Store(shapes.Wide, At(a, unit.First, group), value))));
        }
    }
}
