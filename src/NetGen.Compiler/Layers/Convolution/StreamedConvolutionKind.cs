using NetGen.Compiler.Kernels;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Convolution;

/// <summary>What a causal convolution is in a stream.</summary>
internal sealed class StreamedConvolutionKind : LayerKind
{
    public static readonly StreamedConvolutionKind Instance = new();

    private StreamedConvolutionKind()
    {
    }

    public override string Name => ConvolutionKind.Instance.Name;

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block)
    {
        var convolution = (StreamedConvolutionLayer)layer;
        int padded = RowShape.Padded(layer.Outputs, lanes), steps = convolution.Taps * layer.Inputs;
        int weights = block.Take(padded * (steps + 1));
        return new ProductPlan(index, layer, padded, RowShape.Stride(padded, lanes), steps, RowShape.Panel(padded, lanes), Splits: 1, weights, weights + padded * steps, null)
        {
            InputChannels = (layer.Inputs, layer.Inputs),
            Ring = convolution.Places.Reach > 0 ? new RingPlan(convolution.Places.Reach, before?.PaddedOutputs ?? layer.Inputs) : null,
        };
    }

    public override LayerPlan WithCopies(LayerPlan layer, LayerPlan? before, int lanes, Allocator block)
    {
        if (before is null)
            return layer;
        int padded = before.PaddedOutputs, taps = ((StreamedConvolutionLayer)layer.Layer).Taps;
        return (ProductPlan)layer with { Transposed = new TransposedPlan(block.Take(padded * layer.Outputs * taps), RowShape.Panel(padded, lanes), padded, taps) };
    }

    public override LayerPlan? WithAdded(LayerPlan layer, int added, Activation activation) =>
        layer is { Layer.Activation.Name: "Identity", Added: null } ? layer with { Layer = layer.Layer with { Activation = activation }, Added = added } : null;

    public override IEnumerable<(Region Region, int Length)> Scratch(NetworkPlan plan, LayerPlan layer, Form form, bool training)
    {
        if (layer.Ring is not { } ring)
            yield break;
        if (!training)
            yield return (Region.Records(layer), RowShape.WholeVectors(form != Form.Sample && plan.Model.Training ? (ring.Reach + plan.BlockRows) * ring.RowLength : ring.Length, plan.Lanes));
        else if (plan.GoesBack(layer))
            yield return (Region.GradientImage, (ring.Reach + plan.BlockRows) * layer.PaddedOutputs);
    }

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new StreamedConvolutionBlock(plan, shapes, plan.Model.Training);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held? held) => new StreamedConvolutionBlock(plan, shapes, trains: false);
}
