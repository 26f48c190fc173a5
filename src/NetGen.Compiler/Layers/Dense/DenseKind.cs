using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Dense;

/// <summary>A number of units, each of which sees every input.</summary>
internal sealed class DenseKind : WrittenKind
{
    public static readonly DenseKind Instance = new();

    private DenseKind()
    {
    }

    public override string Name => "Dense";

    public override LayerSyntax Syntax { get; } = new("", "units", null, [], HasActivation: true, "6:relu");

    public override bool HasEveryForm => true;

    public override bool HasTrace => true;

    public override Layer Build(LayerSpec written, LayerContext context) =>
        new DenseLayer(context.Input, (int)written.Count!.Value, context.Activation, context.Initializer);

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block)
    {
        int padded = RowShape.Padded(layer.Outputs, lanes), panel = RowShape.Panel(padded, lanes);
        int steps = before is { Pixels: > 1 } picture ? picture.PixelsLength : layer.Inputs;
        int weights = block.Take(padded * steps + padded);
        return new ProductPlan(index, layer, padded, RowShape.Stride(padded, lanes), steps, panel, Splits(steps, padded, panel, lanes), weights, weights + padded * steps, null)
        {
            InputChannels = before is { Pixels: > 1 } ? (before.Channels, before.PaddedChannels) : (1, 1),
        };
    }

    public override LayerPlan WithCopies(LayerPlan layer, LayerPlan? before, int lanes, Allocator block) => before is null ? layer :
        (ProductPlan)layer with { Transposed = new TransposedPlan(block.Take(before.PaddedOutputs * layer.Outputs), RowShape.Panel(before.PaddedOutputs, lanes), before.PaddedOutputs) };

    public override IEnumerable<(Region Region, int Length)> Scratch(NetworkPlan plan, LayerPlan layer, Form form, bool training)
    {
        var dense = (ProductPlan)layer;
        if (!training && dense.Splits > 1 && form != Form.Lanes)
            yield return (Region.Parked, form == Form.Sample ? dense.PanelWidth : Tuning.MostSums * plan.Lanes);
        if (training && form == Form.Lanes)
            yield return (Region.Sums, (dense.Inputs + 1) * DenseLanes.SumStride(dense, plan.Lanes) * plan.Lanes);
        if (!training || form != Form.Sample || !plan.HasTransposed)
            yield break;
        yield return (Region.Step, dense.PaddedOutputs);
        if (plan.SampleReadsTransposed || dense.Transposed is not TransposedPlan transposed)
            yield break;
        yield return (Region.InputGradient, transposed.PaddedInputs);
        yield return (Region.Sums, transposed.PaddedInputs * plan.Lanes);
    }

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new DenseRows(plan, shapes);

    public override IBlockLayer Lanes(NetworkPlan plan, Shapes shapes) => new DenseLanes(plan, shapes);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new DenseSample(plan, shapes, together, held);

    private static int Splits(int inputs, int padded, int panel, int lanes)
    {
        int vectors = padded <= lanes / 2 ? padded * 4 / lanes : panel / lanes;
        int splits = 1;
        while (splits < 4 && splits * vectors < Tuning.Chains && splits * 2 * Tuning.ShortestPartial <= inputs)
            splits *= 2;
        return splits;
    }
}
