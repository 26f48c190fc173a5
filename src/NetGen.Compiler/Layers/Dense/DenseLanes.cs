using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Dense;

/// <summary>
/// A block of samples through a dense layer and back, samples across lanes. Memory holds a row of samples for every unit. A layer
/// runs over all groups of samples before the next one starts: every group is one long chain of dependent steps, and short loops
/// let several of them run at once.
/// </summary>
/// <remarks>
/// Every parameter's gradient is summed lane by lane into a row of Sums, one element for each virtual lane, so that the order of
/// addition is the same for every width of vector; then <c>scale</c> times the sums of the rows is added to whatever stands at
/// <c>into</c>.
/// </remarks>
internal sealed class DenseLanes(NetworkPlan plan, Shapes shapes) : BlockLayer<ProductPlan>
{
    /// <summary>Sums that registers hold with room for what follows, and that hide the latency of a multiply-add.</summary>
    private const int MostSums = Tuning.Chains;

    private const string Scale = "scale";

    public override Phase Forward(ProductPlan layer) => new("Layer" + layer.Index, layer.Summary, kernel => Groups.For(kernel, shapes, group => EmitForward(kernel, layer, group)));

    public override Phase Backward(ProductPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}.", kernel =>
        Groups.For(kernel, shapes, group => EmitBackward(kernel, layer, plan.Before(layer)!, group)), Pass.Back);

    public override Phase Gradient(ProductPlan layer) => new("Gradient" + layer.Index, $"The gradient of {layer.Name}'s parameters, lane by lane.", kernel => EmitGradient(kernel, layer), Pass.Back);

    /// <summary>Sums of one row of weights: as many as are added at once, but no more than stand in the row.</summary>
    public static int SumStride(ProductPlan layer, int lanes) => (layer.Outputs + lanes / 4 - 1) / (lanes / 4) * (lanes / 4);

    private void EmitForward(KernelBuilder kernel, ProductPlan layer, Index group)
    {
        Value forward = layer.Layer.Activation.Forward(Quantities.Z);
        bool output = layer == plan.Output, coupled = Quantities.CouplesUnits(layer);
        Region a = Region.Activations(layer), z = Region.PreActivations(layer), input = Input(plan, layer);
        Products(
            kernel, "z" + layer.Index, layer.Outputs, layer.Inputs, layer.Splits,
            (unit, k) => new Broadcast(Region.Weights(layer) + k * layer.PaddedOutputs + unit),
            unit => new Broadcast(Region.Biases(layer) + unit),
            k => new Load(Groups.At(plan, input, k, group)),
            (unit, sum) =>
            {
                if (Quantities.KeepsPreActivation(plan, layer))
                    kernel.Add(new Store(shapes.Wide, Groups.At(plan, z, unit, group), sum));
                if (!output)
                    kernel.Add(new Store(shapes.Wide, Groups.At(plan, a, unit, group), coupled ? sum : Rows.Elementwise(kernel, new UnitVector(unit, shapes.Wide), null, forward, _ => sum)));
            });
        if (output || !coupled)
            return;
        new SampleUnits(kernel, shapes.Wide, layer.Outputs, plan.Lanes, (_, unit) => kernel.Let(shapes.Wide, "z" + layer.Index, new Load(Groups.At(plan, a, unit, group)))).Evaluate(
            new Evaluation(forward, (unit, value) => kernel.Add(new Store(shapes.Wide, Groups.At(plan, a, unit.First, group), value))));
    }

    private void EmitBackward(KernelBuilder kernel, ProductPlan layer, LayerPlan before, Index group)
    {
        Value formula = Quantities.HiddenGradient(before);
        bool coupled = Formulas.Reductions([formula]).Count > 0;
        Pointer Gradient(Index unit) => Groups.At(plan, Region.Gradients(before), unit, group);
        Value Kept(string name, Index unit) => new Load(Groups.At(plan, name == Quantities.Z.Name ? Region.PreActivations(before) : Region.Activations(before), unit, group));
        Products(
            kernel, "da" + before.Index, layer.Inputs, layer.Outputs, 1,
            (unit, k) => new Broadcast(Region.Weights(layer) + unit * layer.PaddedOutputs + k),
            _ => 0,
            k => new Load(Groups.At(plan, Region.Gradients(layer), k, group)),
            (unit, da) => kernel.Add(new Store(shapes.Wide, Gradient(unit), coupled
                ? da
                : Rows.Elementwise(kernel, new UnitVector(unit, shapes.Wide), null, formula, name => name == Quantities.Da.Name ? da : Kept(name, unit)))));
        if (coupled)
        {
            new SampleUnits(kernel, shapes.Wide, before.Outputs, plan.Lanes, (name, unit) =>
                    kernel.Let(shapes.Wide, name, name == Quantities.Da.Name ? new Load(Gradient(unit)) : Kept(name, unit)))
                .Evaluate(new Evaluation(formula, (unit, value) => kernel.Add(new Store(shapes.Wide, Gradient(unit.First), value))));
        }
    }

    private void EmitGradient(KernelBuilder kernel, ProductPlan layer)
    {
        Region input = Input(plan, layer);
        int rows = layer.Inputs + 1, stride = SumStride(layer, plan.Lanes);
        kernel.For("lane", plan.Lanes, shapes.Wide.Step, lane =>
        {
            Value Samples(Region region, Index unit, Index k) => new Load(Groups.At(plan, region, unit, k + lane));
            Pointer Sum(Index row, Index unit) => Region.Sums + (row * stride + unit) * plan.Lanes + lane;
            void Add(Index row, int count, Index first, int units, bool bias)
            {
                var tile = new Tile(
                    shapes.Wide,
                    new TileShape(count, units),
                    1,
                    "dw" + layer.Index,
                    k => (_, i) => bias && i == count - 1 ? 1 : Samples(input, row + i, k),
                    k => (_, unit) => Samples(Region.Gradients(layer), first + unit, k),
                    (_, _) => 0);
                Variable[,] sums = tile.Emit(kernel, Index.Of(Batch.Padded), plan.Lanes);
                for (int i = 0; i < count; i++)
                    for (int unit = 0; unit < units; unit++)
                        kernel.Add(new Store(shapes.Wide, Sum(row + i, first + unit), sums[i, unit]));
            }

            ForUnits(kernel, layer.Outputs, 1, (first, units) =>
            {
                // The bias is one more row of weights, whose input is 1.
                int atOnce = Math.Max(1, MostSums / units), whole = layer.Inputs / atOnce * atOnce;
                kernel.For("i", whole, atOnce, i => Add(i, atOnce, first, units, bias: false));
                Add(whole, rows - whole, first, units, bias: true);
            });
            kernel.For("i", rows, 1, i =>
            {
                for (int unit = layer.Outputs; unit < stride; unit++)
                    kernel.Add(new Store(shapes.Wide, Sum(i, unit), 0));
            });
        });

        // Behind the weights stands the bias, a row of the same length.
        Pointer into = Region.IntoOf(layer), sums = Region.Sums;
        if (stride == layer.PaddedOutputs)
            kernel.Add(new AddSums(sums, rows * stride, Scale, into));
        else
            kernel.For("i", rows, 1, i => kernel.Add(new AddSums(sums + i * (stride * plan.Lanes), stride, Scale, into + i * layer.PaddedOutputs)));
    }

    /// <summary>Vectors of sums Σ weight · row of samples, for some units at a time.</summary>
    /// <param name="weight">The weight of a unit at step k, in every lane.</param>
    private void Products(
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
    private static void ForUnits(KernelBuilder kernel, int units, int splits, Action<Index, int> body)
    {
        int atOnce = AtOnce(units, splits);
        int whole = units / atOnce * atOnce;
        kernel.For("o", whole, atOnce, first => body(first, atOnce));
        if (whole < units)
            body(whole, units - whole);
    }

    /// <summary>Where a layer finds its inputs.</summary>
    private static Region Input(NetworkPlan plan, ProductPlan layer) => plan.Before(layer) is LayerPlan before ? Region.Activations(before) : Region.TurnedInputs;

    /// <summary>Units in a tile: tiles of equal size, as few as registers allow.</summary>
    private static int AtOnce(int units, int splits)
    {
        int most = splits > 1 ? MostSums / 2 : MostSums;
        int tiles = (units + most - 1) / most;
        while (units % tiles != 0 && units / tiles > 4)
            tiles++;
        return (units + tiles - 1) / tiles;
    }
}
