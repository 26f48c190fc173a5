using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// The forward pass of a block of samples, samples across lanes: X to every layer's A and the last layer's Z. Memory holds a
/// row of samples for every unit. Each layer runs over all groups of samples before the next one starts: every group is one
/// long chain of dependent steps, and short loops let several of them run at once.
/// </summary>
internal sealed class LanesForward(NetworkPlan plan, Shapes shapes)
{
    /// <summary>Sums that registers hold with room for what follows, and that hide the latency of a multiply-add.</summary>
    public const int MostSums = Planner.Chains;

    /// <summary>Every group of samples through every layer to the outputs, which replace Z.</summary>
    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace) =>
        Phase.Apart([.. new LanesForward(plan, shapes).Layers, new LanesOutput(plan, shapes).Outputs], workspace);

    /// <summary>One phase for each layer.</summary>
    private IEnumerable<Phase> Layers => plan.Layers.Select(layer =>
        new Phase("Layer" + layer.Number, SampleForward.Describe(layer), kernel => Groups.For(kernel, shapes, group => Emit(kernel, layer, group))));

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
    public static void ForUnits(KernelBuilder kernel, int units, int splits, Action<Index, int> body)
    {
        int atOnce = AtOnce(units, splits);
        int whole = units / atOnce * atOnce;
        kernel.For("o", whole, atOnce, first => body(first, atOnce));
        if (whole < units)
            body(whole, units - whole);
    }

    /// <summary>Where a layer finds its inputs.</summary>
    public static Region Input(NetworkPlan plan, LayerPlan layer) => plan.Before(layer) is LayerPlan before ? Region.Activations(before) : Region.TurnedInputs;

    /// <summary>Units in a tile: tiles of equal size, as few as registers allow.</summary>
    private static int AtOnce(int units, int splits)
    {
        int most = splits > 1 ? MostSums / 2 : MostSums;
        int tiles = (units + most - 1) / most;
        while (units % tiles != 0 && units / tiles > 4)
            tiles++;
        return (units + tiles - 1) / tiles;
    }

    private void Emit(KernelBuilder kernel, LayerPlan layer, Index group)
    {
        Value forward = layer.Layer.Activation.Forward(Quantities.Z);
        bool output = layer == plan.Output, coupled = Quantities.CouplesUnits(layer);
        Region a = Region.Activations(layer), z = Region.PreActivations(layer), input = Input(plan, layer);
        Products(
            kernel, "z" + layer.Number, layer.Outputs, layer.Inputs, layer.Splits,
            (unit, k) => new Broadcast(Region.Weights(layer) + k * layer.PaddedOutputs + unit),
            unit => new Broadcast(Region.Biases(layer) + unit),
            k => new Load(Groups.At(plan, input, k, group)),
            (unit, sum) =>
            {
                if (output || Quantities.NeedsPreActivation(layer))
                    kernel.Add(new Store(shapes.Wide, Groups.At(plan, z, unit, group), sum));
                if (!output)
                    kernel.Add(new Store(shapes.Wide, Groups.At(plan, a, unit, group), coupled ? sum : Rows.Elementwise(kernel, new UnitVector(unit, shapes.Wide), null, forward, _ => sum)));
            });
        if (output || !coupled)
            return;
        new SampleUnits(kernel, shapes.Wide, layer.Outputs, plan.Lanes, (_, unit) => kernel.Let(shapes.Wide, "z" + layer.Number, new Load(Groups.At(plan, a, unit, group)))).Evaluate(
            new Evaluation(forward, (unit, value) => kernel.Add(new Store(shapes.Wide, Groups.At(plan, a, unit.First, group), value))));
    }
}
