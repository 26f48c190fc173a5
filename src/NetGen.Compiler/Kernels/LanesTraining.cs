using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// Loss and gradient of a block of samples, samples across lanes. Every parameter's gradient is summed lane by lane into a row
/// of Sums, one element for each virtual lane, so that the order of addition is the same for every width of vector; then
/// <c>scale</c> times the sums of the rows is added to whatever stands at <c>into</c>.
/// </summary>
internal sealed class LanesTraining(NetworkPlan plan, Shapes shapes)
{
    private const string Scale = "scale";

    private readonly LanesForward _forward = new(plan, shapes);

    public static IReadOnlyList<Kernel> Kernels(NetworkPlan plan, Shapes shapes, Workspace workspace)
    {
        var lanes = new LanesTraining(plan, shapes);
        var output = new LanesOutput(plan, shapes);
        return Phase.Apart(
            [
                output.Loss,
                output.LossGradient,
                .. plan.Layers.Skip(1).Reverse().Select(lanes.Backward),
                .. plan.Layers.Select(layer => new Phase("Gradient" + layer.Number, $"The gradient of layer {layer.Number}'s parameters, lane by lane.", kernel => lanes.EmitGradient(kernel, layer), Pass.Back)),
            ],
            workspace);
    }

    private Phase Backward(LayerPlan layer) => new("Back" + layer.Number, $"Back through layer {layer.Number}.", kernel =>
        Groups.For(kernel, shapes, group => EmitBackward(kernel, layer, plan.Before(layer)!, group)), Pass.Back);

    private void EmitBackward(KernelBuilder kernel, LayerPlan layer, LayerPlan before, Index group)
    {
        Value formula = Quantities.HiddenGradient(before);
        bool coupled = Formulas.Reductions([formula]).Count > 0;
        Pointer Gradient(Index unit) => Groups.At(plan, Region.Gradients(before), unit, group);
        Value Kept(string name, Index unit) => new Load(Groups.At(plan, name == Quantities.Z.Name ? Region.PreActivations(before) : Region.Activations(before), unit, group));
        _forward.Products(
            kernel, "da" + before.Number, layer.Inputs, layer.Outputs, 1,
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

    private void EmitGradient(KernelBuilder kernel, LayerPlan layer)
    {
        Region input = LanesForward.Input(plan, layer);
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
                    "dw" + layer.Number,
                    k => (_, i) => bias && i == count - 1 ? 1 : Samples(input, row + i, k),
                    k => (_, unit) => Samples(Region.Gradients(layer), first + unit, k),
                    (_, _) => 0);
                Variable[,] sums = tile.Emit(kernel, Index.Of(Batch.Padded), plan.Lanes);
                for (int i = 0; i < count; i++)
                    for (int unit = 0; unit < units; unit++)
                        kernel.Add(new Store(shapes.Wide, Sum(row + i, first + unit), sums[i, unit]));
            }

            LanesForward.ForUnits(kernel, layer.Outputs, 1, (first, units) =>
            {
                // The bias is one more row of weights, whose input is 1.
                int atOnce = Math.Max(1, LanesForward.MostSums / units), whole = layer.Inputs / atOnce * atOnce;
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
        Pointer into = Region.Into + layer.WeightOffset, sums = Region.Sums;
        if (stride == layer.PaddedOutputs)
            kernel.Add(new AddSums(sums, rows * stride, Scale, into));
        else
            kernel.For("i", rows, 1, i => kernel.Add(new AddSums(sums + i * (stride * plan.Lanes), stride, Scale, into + i * layer.PaddedOutputs)));
    }

    /// <summary>Sums of one row of weights: as many as are added at once, but no more than stand in the row.</summary>
    public static int SumStride(LayerPlan layer, int lanes) => (layer.Outputs + lanes / 4 - 1) / (lanes / 4) * (lanes / 4);
}
