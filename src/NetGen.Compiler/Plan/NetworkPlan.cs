using NetGen.Compiler.Model;

namespace NetGen.Compiler.Plan;

/// <summary>How a network runs: the parameter block, the shape of its batch kernels, the scratch they need.</summary>
/// <param name="Lanes">Virtual lanes of every reduction: 16 for float, 8 for double, whatever the hardware has.</param>
/// <param name="TrainableLength">The first part of the block: weights and biases, which an optimizer steps through.</param>
/// <param name="BlockLength">The whole block: with the transposed copies behind the trainable part.</param>
/// <param name="BlockRows">Samples that are computed at a time; a larger batch runs block by block.</param>
internal sealed record NetworkPlan(
    NetworkModel Model,
    int Lanes,
    EquatableArray<LayerPlan> Layers,
    BatchShape Batch,
    int TrainableLength,
    int BlockLength,
    int BlockRows)
{
    public LayerPlan Output => Layers[Layers.Count - 1];

    /// <summary>
    /// Whether only training on one sample reads the transposed copies: then a batch leaves them behind, and the next single
    /// sample brings them up to date.
    /// </summary>
    public bool RefreshesLate => Batch == BatchShape.SamplesAcrossLanes && Layers.Count > 1;

    /// <summary>Bytes of one number.</summary>
    public int ElementSize => Model.Precision == Precision.Single ? 4 : 8;
}
