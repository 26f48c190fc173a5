using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>A kind of layer at work on a block of samples.</summary>
internal interface IBlockLayer
{
    /// <summary>A layer's inputs to its outputs, and where they are needed its pre-activations.</summary>
    Phase Forward(LayerPlan layer);

    /// <summary>The gradient by a layer's pre-activations to that by those of the layer before.</summary>
    Phase Backward(LayerPlan layer);

    /// <summary>The gradient by a layer's pre-activations, and its inputs, to the gradient by its parameters.</summary>
    Phase Gradient(LayerPlan layer);
}

/// <summary>A kind of layer that in training computes from all samples of a batch, at work on one of its blocks.</summary>
internal interface IWholeBatchLayer : IBlockLayer
{
    /// <summary>A layer's inputs to its outputs as training computes them. All blocks go through a phase before the first goes through the next.</summary>
    IEnumerable<Phase> TrainForward(LayerPlan layer);

    /// <summary>The gradient by a layer's pre-activations to that by its parameters and that by the pre-activations of the layer before; the same holds for its phases.</summary>
    IEnumerable<Phase> TrainBack(LayerPlan layer);
}

/// <inheritdoc/>
/// <typeparam name="TPlan">The plan of a layer of that kind.</typeparam>
internal abstract class BlockLayer<TPlan> : IBlockLayer
    where TPlan : LayerPlan
{
    public abstract Phase Forward(TPlan layer);

    public abstract Phase Backward(TPlan layer);

    public abstract Phase Gradient(TPlan layer);

    Phase IBlockLayer.Forward(LayerPlan layer) => Forward((TPlan)layer);

    Phase IBlockLayer.Backward(LayerPlan layer) => Backward((TPlan)layer);

    Phase IBlockLayer.Gradient(LayerPlan layer) => Gradient((TPlan)layer);
}
