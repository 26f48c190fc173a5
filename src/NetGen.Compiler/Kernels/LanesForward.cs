using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// The forward pass of a group of samples, samples across lanes: X to every layer's A and the last layer's Z. Memory holds a
/// row of samples for every unit; a layer whose units fit one tile stays in registers besides.
/// </summary>
internal sealed class LanesForward(NetworkPlan plan, Shapes shapes)
{
    /// <summary>Units in all up to which one method stays well under what sends the JIT to its slow mode.</summary>
    private const int MostUnitsTogether = 28;

    /// <summary>Sums that registers hold with room for their factors.</summary>
    public int MostSums { get; } = shapes.Wide.Width is null ? 8 : 12;

    /// <summary>What is in registers, unit by unit, by the name of its region.</summary>
    private readonly Dictionary<string, Value[]> _registers = new(StringComparer.Ordinal);

    /// <summary>Every group of samples through every layer to the outputs, which replace Z.</summary>
    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace)
    {
        var lanes = new LanesForward(plan, shapes);
        void Outputs(KernelBuilder kernel, Index group) => lanes.Output(kernel, group).Evaluate(new Evaluation(Quantities.Output(plan), (unit, value) =>
            kernel.Add(new Store(shapes.Wide, lanes.At("Z" + plan.Output.Number, unit.First, group), value))));
        return Phase.Apart(
            lanes.InOneMethod
                ? [new Phase("Layers", "Samples across lanes, through every layer.", kernel => lanes.ForGroups(kernel, group =>
                {
                    lanes.Emit(kernel, group, training: false);
                    Outputs(kernel, group);
                }))]
                : [.. lanes.Layers(training: false), new Phase("Outputs", "The network's outputs.", kernel => lanes.ForGroups(kernel, group => Outputs(kernel, group)))],
            workspace);
    }

    /// <summary>Whether all layers go through one method, from register to register; else each has its own and writes to memory.</summary>
    public bool InOneMethod { get; } = plan.Layers.Sum(layer => layer.Outputs) <= MostUnitsTogether;

    /// <summary>One phase for each layer.</summary>
    public IEnumerable<Phase> Layers(bool training) => plan.Layers.Select(layer =>
        new Phase("Layer" + layer.Number, SampleForward.Describe(layer), kernel => ForGroups(kernel, group =>
        {
            Emit(kernel, layer, group, training);
            _registers.Clear();
        })));

    /// <summary>Every group of samples of a block.</summary>
    public void ForGroups(KernelBuilder kernel, Action<Index> body) => kernel.For("g", Index.Of(Batch.Padded), shapes.Wide.Step, body);

    /// <summary>A row of samples: one unit of a region.</summary>
    public Pointer At(string region, Index unit, Index group) => new Pointer(region) + unit * plan.BlockRows + group;

    /// <summary>The last layer's units.</summary>
    public Units Output(KernelBuilder kernel, Index group) => new SampleUnits(
        kernel, shapes.Wide, plan.Model.OutputSize, plan.Lanes,
        (name, unit) => Read(kernel, name == Quantities.T.Name ? "T" : "Z" + plan.Output.Number, unit, group));

    public void Emit(KernelBuilder kernel, Index group, bool training)
    {
        _registers.Clear();
        foreach (LayerPlan layer in plan.Layers)
            Emit(kernel, layer, group, training);
    }

    /// <summary>Vectors of sums Σ weight · row of samples, for some units at a time.</summary>
    /// <param name="weight">The weight of a unit at step k, in every lane.</param>
    public void Products(
        KernelBuilder kernel, string name, int units, int steps, int splits, Func<Index, Index, Value> weight, Func<Index, Value> start, Func<Index, Value> samples, Action<Index, Value> sink)
    {
        ForUnits(kernel, units, splits, (first, count) =>
        {
            var tile = new Tile(shapes.Wide, new TileShape(count, 1), splits, name, k => (ahead, row) => weight(first + row, k + ahead), k => (ahead, _) => samples(k + ahead), (row, _) => start(first + row));
            Variable[,] sums = tile.Emit(kernel, steps);
            for (int row = 0; row < count; row++)
                sink(first + row, sums[row, 0]);
        });
    }

    /// <summary>All units of a layer, as many at a time as registers hold sums of.</summary>
    public void ForUnits(KernelBuilder kernel, int units, int splits, Action<Index, int> body)
    {
        int atOnce = AtOnce(units, splits);
        int whole = units / atOnce * atOnce;
        kernel.For("o", whole, atOnce, first => body(first, atOnce));
        if (whole < units)
            body(whole, units - whole);
    }

    /// <summary>Units in a tile: tiles of equal size, as few as registers allow.</summary>
    private int AtOnce(int units, int splits)
    {
        int most = splits > 1 ? MostSums / 2 : MostSums;
        int tiles = (units + most - 1) / most;
        while (units % tiles != 0 && units / tiles > 4)
            tiles++;
        return (units + tiles - 1) / tiles;
    }

    private void Emit(KernelBuilder kernel, LayerPlan layer, Index group, bool training)
    {
        if (InOneMethod)
            kernel.Add(new Comment(SampleForward.Describe(layer)));
        Value forward = layer.Layer.Activation.Forward(Quantities.Z);
        bool output = layer == plan.Output, inRegisters = InOneMethod && AtOnce(layer.Outputs, layer.Splits) == layer.Outputs;
        string a = "A" + layer.Number, z = "Z" + layer.Number, input = layer.Number == 1 ? "X" : "A" + (layer.Number - 1);
        List<Value> sums = [];
        Products(
            kernel, "z" + layer.Number, layer.Outputs, layer.Inputs, layer.Splits,
            (unit, k) => new Broadcast(new Pointer("W" + layer.Number) + k * layer.PaddedOutputs + unit),
            unit => new Broadcast(new Pointer("B" + layer.Number) + unit),
            k => k.IsConstant && _registers.TryGetValue(input, out Value[]? values) ? values[k.Constant] : new Load(At(input, k, group)),
            (unit, sum) =>
            {
                if (inRegisters)
                    sums.Add(sum);
                if (!inRegisters && output || !output && training && Quantities.NeedsPreActivation(layer))
                    kernel.Add(new Store(shapes.Wide, At(z, unit, group), sum));
                if (!inRegisters && !output && !Quantities.CouplesUnits(layer))
                    kernel.Add(new Store(shapes.Wide, At(a, unit, group), Rows.Elementwise(kernel, new UnitVector(unit, shapes.Wide), null, forward, _ => sum)));
                else if (!inRegisters && !output)
                    kernel.Add(new Store(shapes.Wide, At(a, unit, group), sum));
            });
        if (inRegisters)
            _registers[output ? z : a] = [.. sums];
        if (output || !inRegisters && !Quantities.CouplesUnits(layer))
            return;

        List<Value> outputs = [];
        new SampleUnits(kernel, shapes.Wide, layer.Outputs, plan.Lanes, (_, unit) => Read(kernel, a, unit, group)).Evaluate(new Evaluation(forward, (unit, value) =>
        {
            Variable named = kernel.Let(shapes.Wide, "a" + layer.Number, value);
            outputs.Add(named);
            kernel.Add(new Store(shapes.Wide, At(a, unit.First, group), named));
        }
        ));
        _registers[a] = [.. outputs];
    }

    private Value Read(KernelBuilder kernel, string region, int unit, Index group) =>
        _registers.TryGetValue(region, out Value[]? values) ? values[unit] : kernel.Let(shapes.Wide, region.ToLowerInvariant(), new Load(At(region, unit, group)));
}
