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
        IEnumerable<Phase> passes =
        [
            new Phase("Loss", $"Samples across lanes: {plan.Model.Loss}.", kernel => lanes.EmitLoss(kernel, withGradient: false)),
            new Phase("LossGradient", $"Samples across lanes: {plan.Model.Loss} and its gradient.", kernel => lanes.EmitLoss(kernel, withGradient: true)),
        ];
        if (!lanes._forward.InOneMethod)
            passes = [.. lanes._forward.Layers(training: true), .. passes, .. plan.Layers.Skip(1).Reverse().Select(lanes.Backward)];
        return Phase.Apart(
            [.. passes, .. plan.Layers.Select(layer => new Phase("Gradient" + layer.Number, $"The gradient of layer {layer.Number}'s parameters, lane by lane.", kernel => lanes.EmitGradient(kernel, layer)))],
            workspace);
    }

    private Phase Backward(LayerPlan layer) => new("Back" + layer.Number, $"Back through layer {layer.Number}.", kernel =>
        _forward.ForGroups(kernel, group => EmitBackward(kernel, layer, plan.Layers[layer.Number - 2], group)));

    private void EmitLoss(KernelBuilder kernel, bool withGradient) => _forward.ForGroups(kernel, group =>
    {
        if (_forward.InOneMethod)
            _forward.Emit(kernel, group, training: withGradient);
        kernel.Add(new Comment($"{plan.Model.Loss}; nothing behind the last sample."));
        Value Present(Value value) => new Select(new LaneNumber(group) < new CountOf(Batch.Rows), value, 0);
        var loss = new Evaluation(Quantities.Loss(plan), (unit, value) =>
        {
            if (unit.First.Equals(0))
                kernel.Add(new Store(shapes.Wide, new Pointer("Losses") + group, Present(value)));
        });
        var gradient = new Evaluation(Quantities.OutputGradient(plan), (unit, value) =>
            kernel.Add(new Store(shapes.Wide, _forward.At("DZ" + plan.Output.Number, unit.First, group), Present(value))));
        _forward.Output(kernel, group).Evaluate(withGradient ? [gradient, loss] : [loss]);
        if (!withGradient || !_forward.InOneMethod)
            return;
        for (int number = plan.Layers.Count; number > 1; number--)
            EmitBackward(kernel, plan.Layers[number - 1], plan.Layers[number - 2], group);
    });

    private void EmitBackward(KernelBuilder kernel, LayerPlan layer, LayerPlan before, Index group)
    {
        if (_forward.InOneMethod)
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
                : Rows.Elementwise(kernel, new UnitVector(unit, shapes.Wide), null, formula, name => name == Quantities.Da.Name ? da : Kept(name, unit)))));
        if (coupled)
        {
            new SampleUnits(kernel, shapes.Wide, before.Outputs, plan.Lanes, (name, unit) =>
                    kernel.Let(shapes.Wide, name, name == Quantities.Da.Name ? new Load(Gradient(unit)) : Kept(name, unit)))
                .Evaluate(new Evaluation(formula, (unit, value) => kernel.Add(new Store(shapes.Wide, Gradient(unit.First), value))));
        }
    }

    private void EmitGradient(KernelBuilder kernel, LayerPlan layer) => kernel.For("lane", plan.Lanes, shapes.Wide.Step, lane =>
    {
        string input = layer.Number == 1 ? "X" : "A" + (layer.Number - 1);
        Value Samples(string region, Index unit, Index k) => new Load(_forward.At(region, unit, k * plan.Lanes + lane));
        Pointer Sum(Index parameter) => new Pointer("Sums") + parameter * plan.Lanes + lane;
        void Add(string name, Index first, int count, Func<Index, Value> factor, Index parameter)
        {
            var tile = new Tile(
                shapes.Wide, new TileShape(1, count), 1, name + layer.Number, (_, k) => factor(k), (k, unit) => Samples("DZ" + layer.Number, first + unit, k), (_, unit) => new Load(Sum(parameter + unit)));
            Variable[,] sums = tile.Emit(kernel, Index.Of(Batch.Groups));
            for (int unit = 0; unit < count; unit++)
                kernel.Add(new Store(shapes.Wide, Sum(parameter + unit), sums[0, unit]));
        }

        kernel.For("i", layer.Inputs, 1, i => _forward.ForUnits(kernel, layer.Outputs, 1, (first, count) =>
            Add("dw", first, count, k => Samples(input, i, k), i * layer.PaddedOutputs + first + layer.WeightOffset)));
        _forward.ForUnits(kernel, layer.Outputs, 1, (first, count) => Add("db", first, count, _ => 1, first + layer.BiasOffset));
    });
}
