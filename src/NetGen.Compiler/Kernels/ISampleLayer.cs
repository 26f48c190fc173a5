using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Kernels;

/// <summary>A kind of layer at work on one sample.</summary>
internal interface ISampleLayer
{
    /// <summary>A layer's inputs to its outputs; the last layer's to its pre-activations.</summary>
    void Forward(KernelBuilder kernel, LayerPlan layer);

    /// <summary>A row of the last layer's pre-activations, wherever it is, and of targets.</summary>
    Units Output(KernelBuilder kernel);
}

/// <summary>A kind of layer that is trained on one sample in a form of its own.</summary>
internal interface ISampleTraining : ISampleLayer
{
    /// <summary>The gradient by a layer's pre-activations to that by those of the layer before; null where there is none, or <see cref="Update"/> takes it.</summary>
    Phase? Back(LayerPlan layer);

    /// <summary>A step of a layer's parameters.</summary>
    Phase Update(LayerPlan layer);
}
