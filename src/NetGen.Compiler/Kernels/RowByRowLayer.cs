using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>A kind of layer that goes through a block one sample after the other, so that one sample is a block of one.</summary>
/// <param name="trains">Whether the way back follows; without it, hidden layers keep no pre-activations.</param>
internal abstract class RowByRowLayer<TPlan>(NetworkPlan plan, Shapes shapes, bool trains) : BlockLayer<TPlan>, ISampleLayer
    where TPlan : LayerPlan
{
    protected NetworkPlan Plan { get; } = plan;

    protected Shapes Shapes { get; } = shapes;

    public sealed override Phase Forward(TPlan layer) => new("Layer" + layer.Index, layer.Summary, kernel => kernel.For("r", Index.Of(Batch.Rows), 1, r => Forward(kernel, layer, r)));

    public void Forward(KernelBuilder kernel, LayerPlan layer) => Forward(kernel, (TPlan)layer, 0);

    public Units Output(KernelBuilder kernel) => Rows.OfOutput(kernel, Shapes, Plan);

    /// <summary>One sample's inputs to its outputs.</summary>
    /// <param name="row">Its number in the block.</param>
    protected abstract void Forward(KernelBuilder kernel, TPlan layer, Index row);

    /// <summary>Whether a layer's pre-activations are kept: the last one's, which become outputs, and what the way back reads.</summary>
    protected bool KeepsPreActivation(TPlan layer) => layer == Plan.Output || trains && Quantities.KeepsPreActivation(Plan, layer);
}
