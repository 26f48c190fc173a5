namespace NetGen.Compiler.Kernels;

/// <summary>What a kernel of a batch is for: programs choose and order their calls by it.</summary>
internal enum Pass
{
    /// <summary>Inputs to the last layer's pre-activations.</summary>
    Forward,

    /// <summary>Those to the network's outputs.</summary>
    WriteOutputs,

    /// <summary>Those to the loss of each sample and the gradient by them.</summary>
    LossGradient,

    /// <summary>Inputs to the last layer's pre-activations as training computes them, where that differs.</summary>
    TrainForward,

    /// <summary>Back through the layers, to the gradient of every parameter.</summary>
    Back,
}
