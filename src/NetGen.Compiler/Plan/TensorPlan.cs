using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Plan;

/// <summary>Where a tensor lies in the parameter block: as a matrix with a row for each index of its first dimension, in panels of rows.</summary>
/// <param name="Offset">Where its first panel starts.</param>
/// <param name="PanelWidth">Rows in a panel.</param>
/// <param name="PaddedRows">Rows with padding, which is always zero.</param>
/// <param name="Steps">Columns as they lie in memory.</param>
/// <param name="Transposed">A copy with rows and columns exchanged, or null.</param>
internal sealed record TensorPlan(Tensor Tensor, int Offset, int PanelWidth, int PaddedRows, int Steps, TransposedPlan? Transposed = null)
{
    /// <summary>Where columns are pixels of channels: channels outside in files and inside in memory, there with padding. Else 1 of 1.</summary>
    public (int Count, int Padded) Channels { get; init; } = (1, 1);

    /// <summary>Groups of as many rows each, which see different inputs: each is a matrix of its own.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Groups of rows, an equal share of each in every panel.</summary>
    public int Gates { get; init; } = 1;

    /// <summary>Elements in the block.</summary>
    public int Length => PaddedRows * Steps;

    /// <summary>Elements of the copy; 0 where there is none.</summary>
    public int CopyLength => Transposed is null ? 0 : Transposed.PaddedInputs * Transposed.Taps * (Gates == 1 ? Tensor.Shape.Dimensions[0] : PaddedRows);
}
