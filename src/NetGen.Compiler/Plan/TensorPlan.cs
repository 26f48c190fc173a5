using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Plan;

/// <summary>Where a tensor lies in the parameter block: as a matrix with a row for each index of its first dimension, in panels of rows.</summary>
/// <param name="Offset">Where its first panel starts.</param>
/// <param name="PanelWidth">Rows in a panel.</param>
/// <param name="PaddedRows">Rows with padding, which is always zero.</param>
/// <param name="Transposed">A copy with rows and columns exchanged, or null.</param>
internal sealed record TensorPlan(Tensor Tensor, int Offset, int PanelWidth, int PaddedRows, TransposedPlan? Transposed = null)
{
    /// <summary>The first dimension.</summary>
    public int Rows => Tensor.Shape.Dimensions[0];

    /// <summary>The product of the others.</summary>
    public int Columns => Tensor.Shape.Size / Rows;

    /// <summary>Elements in the block.</summary>
    public int Length => PaddedRows * Columns;

    /// <summary>Elements of the copy; 0 where there is none.</summary>
    public int CopyLength => Transposed is null ? 0 : Transposed.PaddedInputs * Rows;
}
