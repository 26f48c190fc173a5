using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>A kind of layer that goes through a block one sample after the other, so that one sample is a block of one.</summary>
internal interface IRowByRowLayer : IBlockLayer, ISampleLayer;

/// <inheritdoc/>
/// <param name="trains">Whether the way back follows; without it, hidden layers keep no pre-activations. Kinds that have no activation keep none in any case.</param>
internal abstract class RowByRowLayer<TPlan>(NetworkPlan plan, Shapes shapes, bool trains = false) : BlockLayer<TPlan>, IRowByRowLayer
    where TPlan : LayerPlan
{
    protected NetworkPlan Plan { get; } = plan;

    protected Shapes Shapes { get; } = shapes;

    public sealed override Phase Forward(TPlan layer) => new("Layer" + layer.Index, layer.Summary, kernel =>
    {
        Prepare(kernel, layer);
        kernel.For("r", Index.Of(Batch.Rows), 1, r => Forward(kernel, layer, r));
    });

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The kind has no parameters.</exception>
    public override Phase Gradient(TPlan layer) => throw new InvalidOperationException($"{layer.Layer.Kind} has no parameters.");

    public void Forward(KernelBuilder kernel, LayerPlan layer)
    {
        Prepare(kernel, (TPlan)layer);
        Forward(kernel, (TPlan)layer, 0);
    }

    public Units Output(KernelBuilder kernel) => Rows.OfOutput(kernel, Shapes, Plan);

    /// <summary>What is the same for all samples of a block.</summary>
    protected virtual void Prepare(KernelBuilder kernel, TPlan layer)
    {
    }

    /// <summary>One sample's inputs to its outputs.</summary>
    /// <param name="row">Its number in the block.</param>
    protected abstract void Forward(KernelBuilder kernel, TPlan layer, Index row);

    /// <summary>Where a layer's pre-activations go: into memory of their own where they are kept, as outputs are computed from them in the end or the way back reads them; else to its outputs.</summary>
    protected Region PreActivations(TPlan layer) => KeepsPreActivation(layer) ? Region.PreActivations(layer) : Region.Activations(layer);

    /// <summary>Takes the pre-activations of a pixel's channels to where they, and as far as that can be done at once their outputs, belong.</summary>
    protected void Take(KernelBuilder kernel, TPlan layer, Index row, Pixel pixel, UnitVector channels, Value sum)
    {
        bool apart = StandsApart(layer);
        if (KeepsPreActivation(layer) || apart)
            kernel.Add(new Store(channels.Flavour, At(PreActivations(layer), layer, row, pixel, channels), sum));
        if (layer != Plan.Output && !apart)
            kernel.Add(new Store(channels.Flavour, At(Region.Activations(layer), layer, row, pixel, channels), Rows.Elementwise(kernel, channels, layer.Channels, layer.Layer.Activation.Forward(Quantities.Z), _ => sum)));
    }

    /// <summary>What is left to do of a row whose pre-activations have all been taken.</summary>
    protected void Finish(KernelBuilder kernel, TPlan layer, Index row)
    {
        if (layer != Plan.Output && StandsApart(layer))
            Activate(kernel, layer, row);
        Region kept = PreActivations(layer);
        Pixels.ClearBehind(kernel, Shapes, layer, KeepsPreActivation(layer) && layer != Plan.Output ? [Region.Activations(layer), kept] : [kept], row);
    }

    /// <summary>What is left to do of a row whose pre-activations were copied to where they belong, with zeros behind them.</summary>
    protected void FinishCopied(KernelBuilder kernel, TPlan layer, Index row)
    {
        if (layer == Plan.Output || layer.Layer.Activation == Registry.Identity && !KeepsPreActivation(layer))
            return;
        Activate(kernel, layer, row);
        if (KeepsPreActivation(layer))
            Pixels.ClearBehind(kernel, Shapes, layer, [Region.Activations(layer)], row);
    }

    /// <summary>A row of pre-activations, of a layer that is not the last, to its outputs.</summary>
    private void Activate(KernelBuilder kernel, TPlan layer, Index row)
    {
        Region kept = PreActivations(layer), a = Region.Activations(layer);
        Value forward = layer.Layer.Activation.Forward(Quantities.Z);
        if (Quantities.CouplesUnits(layer))
        {
            Rows.Of(kernel, Shapes, layer, Region.Spare, _ => kept + row * layer.RowStride)
                .Evaluate(new Evaluation(forward, (units, value) => kernel.Add(new Store(units.Flavour, a + row * layer.RowStride + units.First, value))));
            return;
        }

        Flavour flavour = Shapes.OfPixels(layer.PaddedChannels);
        kernel.For("pixel", layer.Pixels, 1, pixel => kernel.For("j", layer.PaddedChannels, flavour.Step, j =>
        {
            var channels = new UnitVector(j, flavour);
            kernel.Add(new Store(flavour, At(a, layer, row, pixel, channels), Rows.Elementwise(kernel, channels, layer.Channels, forward, _ => new Load(At(kept, layer, row, pixel, channels)))));
        }));
    }

    /// <summary>Where some channels of a pixel are.</summary>
    protected static Pointer At(Region region, TPlan layer, Index row, Pixel pixel, UnitVector channels)
    {
        var shape = ImageShape.Of(layer);
        return region + row * layer.RowStride + (pixel.In(shape) + shape.Inside(layer.Frame)) + channels.First;
    }

    private bool KeepsPreActivation(TPlan layer) => layer == Plan.Output || trains && Quantities.KeepsPreActivation(Plan, layer);

    private static bool StandsApart(TPlan layer) => Quantities.StandsApart(layer.Layer.Activation.Forward(Quantities.Z));
}
