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
