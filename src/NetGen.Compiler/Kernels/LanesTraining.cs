using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// Loss and gradient of a block of samples, samples across lanes. Every parameter's gradient is summed lane by lane into a row
/// of Sums, one element for each virtual lane, so that the order of addition is the same for every width of vector.
/// </summary>
internal sealed class LanesTraining(NetworkPlan plan, Shapes shapes)
{
    private readonly LanesForward _forward = new(plan, shapes);

    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace)
    {
        var lanes = new LanesTraining(plan, shapes);
        return Phase.Apart(
        [
            new Phase("Loss", $"Samples across lanes: {plan.Model.Loss}.", kernel => lanes.EmitLoss(kernel, withGradient: false)),
            new Phase("LossGradient", $"Samples across lanes: {plan.Model.Loss} and back through every layer.", kernel => lanes.EmitLoss(kernel, withGradient: true)),
            .. plan.Layers.Select(layer => new Phase("Gradient" + layer.Number, $"The gradient of layer {layer.Number}'s parameters, lane by lane.", kernel => lanes.EmitGradient(kernel, layer))),
        ], workspace);
    }

    private void EmitLoss(KernelBuilder kernel, bool withGradient) => _forward.ForGroups(kernel, group =>
    {
        _forward.Emit(kernel, group, training: withGradient);
        kernel.Add(new Comment($"{plan.Model.Loss}; nothing behind the last sample."));
        Value Present(Value value) => new Select(new LaneNumber(group) < new CountOf(Batch.Rows), value, 0);
        (Value, Action<UnitVector, Value>) loss = (Quantities.Loss(plan), (unit, value) =>
        {
            if (unit.First.Equals(0))
                kernel.Add(new Store(shapes.Wide, new Pointer("Losses") + group, Present(value)));
        });
        (Value, Action<UnitVector, Value>) gradient = (Quantities.OutputGradient(plan), (unit, value) =>
            kernel.Add(new Store(shapes.Wide, _forward.At("DZ" + plan.Output.Number, unit.First, group), Present(value))));
        _forward.Output(kernel, group).Evaluate(withGradient ? [gradient, loss] : [loss]);
        if (!withGradient)
            return;
        for (int number = plan.Layers.Count; number > 1; number--)
            EmitBackward(kernel, plan.Layers[number - 1], plan.Layers[number - 2], group);
    });

    private void EmitBackward(KernelBuilder kernel, LayerPlan layer, LayerPlan before, Index group)
    {
        kernel.Add(new Comment($"Back through layer {layer.Number}."));
        Value formula = Quantities.HiddenGradient(before);
        bool coupled = Formulas.Reductions([formula]).Count > 0;
        Pointer Gradient(Index unit) => _forward.At("DZ" + before.Number, unit, group);
        Value Kept(string name, Index unit) => new Load(_forward.At((name == Quantities.Z.Name ? "Z" : "A") + before.Number, unit, group));
        _forward.Products(
            kernel, "da" + before.Number, layer.Inputs, layer.Outputs, 1,
            (unit, k) => new Broadcast(new Pointer("W" + layer.Number) + unit * layer.PaddedOutputs + k),
            _ => 0,
            k => new Load(_forward.At("DZ" + layer.Number, k, group)),
            (unit, da) => kernel.Add(new Store(shapes.Wide, Gradient(unit), coupled
                ? da
                : Rows.Elementwise(kernel, before, new UnitVector(unit, shapes.Wide), formula, keepsZero: true, name => name == Quantities.Da.Name ? da : Kept(name, unit)))));
        if (coupled)
        {
            new SampleUnits(kernel, shapes.Wide, before.Outputs, plan.Lanes, (name, unit) =>
                    kernel.Let(shapes.Wide, name, name == Quantities.Da.Name ? new Load(Gradient(unit)) : Kept(name, unit)))
                .Evaluate((formula, (unit, value) => kernel.Add(new Store(shapes.Wide, Gradient(unit.First), value))));
        }
    }

    private void EmitGradient(KernelBuilder kernel, LayerPlan layer) => kernel.For("lane", plan.Lanes, shapes.Wide.Step, lane =>
    {
        string input = layer.Number == 1 ? "X" : "A" + (layer.Number - 1);
        int most = shapes.Wide.Width is null ? 2 : 4;
        Pointer Sum(Index parameter) => new Pointer("Sums") + parameter * plan.Lanes + lane;
        Value Samples(string region, Index unit, Index k) => new Load(_forward.At(region, unit, k * plan.Lanes + lane));
        Tiles(kernel, "i", layer.Inputs, most, (i, rows) => Tiles(kernel, "o", layer.Outputs, most, (o, columns) => Add(
            "dw", rows, columns, (row, k) => Samples(input, i + row, k), (k, column) => Samples("DZ" + layer.Number, o + column, k),
            (row, column) => Sum((i + row) * layer.PaddedOutputs + o + (layer.WeightOffset + column)))));
        Tiles(kernel, "o", layer.Outputs, most, (o, columns) => Add(
            "db", 1, columns, (_, _) => 1, (k, column) => Samples("DZ" + layer.Number, o + column, k), (_, column) => Sum(o + (layer.BiasOffset + column))));

        void Add(string name, int rows, int columns, Func<int, Index, Value> a, Func<Index, int, Value> b, Func<int, int, Pointer> sum)
        {
            var tile = new Tile(shapes.Wide, new TileShape(rows, columns), 1, name + layer.Number, a, b, (row, column) => new Load(sum(row, column)));
            Variable[,] sums = tile.Emit(kernel, Index.Of(Batch.Groups));
            for (int row = 0; row < rows; row++)
                for (int column = 0; column < columns; column++)
                    kernel.Add(new Store(shapes.Wide, sum(row, column), sums[row, column]));
        }
    });

    /// <summary>A range in equal stretches and what is left of it.</summary>
    private static void Tiles(KernelBuilder kernel, string stem, int count, int most, Action<Index, int> body)
    {
        int whole = count / most * most;
        kernel.For(stem, whole, most, at => body(at, most));
        if (whole < count)
            body(whole, count - whole);
    }
}
