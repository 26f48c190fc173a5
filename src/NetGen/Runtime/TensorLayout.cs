using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>A tensor of parameters: its name and shape in files, and where it lies in a network's block. Offsets are in elements. Called by generated code.</summary>
/// <remarks>
/// It is a matrix with a row for every index of the first dimension. Panel q holds the rows from q · <see cref="PanelWidth"/>, w
/// of them (fewer in the last), as <c>[columns, w]</c>: a kernel with its vector lanes over outputs reads it from front to back.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TensorLayout
{
    /// <summary>A tensor in a block.</summary>
    /// <param name="name">As in files, such as <c>layers.0.weight</c>.</param>
    /// <param name="shape">At least one dimension; values are row-major in files.</param>
    /// <param name="offset">Where the first panel starts.</param>
    /// <param name="panelWidth">Rows in a panel.</param>
    /// <param name="paddedRows">At least the first dimension; rows that do not exist are 0.</param>
    public TensorLayout(string name, int[] shape, int offset, int panelWidth, int paddedRows)
    {
        Name = name;
        Shape = shape;
        Offset = offset;
        PanelWidth = panelWidth;
        PaddedRows = paddedRows;
        Rows = shape[0];
        Columns = shape.AsSpan(1).ToArray().Aggregate(1, (product, size) => product * size);
    }

    /// <summary>Its name in files.</summary>
    public string Name { get; }

    /// <summary>Its shape in files.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Where its first panel starts.</summary>
    public int Offset { get; }

    /// <summary>Rows in a panel.</summary>
    public int PanelWidth { get; }

    /// <summary>Rows with padding.</summary>
    public int PaddedRows { get; }

    /// <summary>A copy with rows and columns exchanged, which follows its values; null when there is none.</summary>
    public TransposedLayout? Transposed { get; init; }

    /// <summary>The first dimension.</summary>
    public int Rows { get; }

    /// <summary>The product of the others, 1 for a vector.</summary>
    public int Columns { get; }

    /// <summary>The number of its values.</summary>
    public int Count => Rows * Columns;

    /// <summary>True for what a product takes, false for what is added: initializers draw the one and penalties shrink it.</summary>
    public bool IsWeight => Shape.Count > 1;

    /// <summary>Elements in the block, with padding.</summary>
    internal int Length => PaddedRows * Columns;

    /// <summary>One past the last element in use, with padding and copy.</summary>
    internal int End => Math.Max(Offset + Length, Transposed is { } copy ? copy.Offset + Rows * copy.PaddedColumns : 0);

    /// <summary>The panel that starts with the given row.</summary>
    internal Panel PanelAt(int row) => Panel.At(row, PanelWidth, Rows, PaddedRows, Offset, Columns);

    /// <summary>The panel of the copy that starts with the given column.</summary>
    internal Panel TransposedPanelAt(int column, TransposedLayout copy) => Panel.At(column, copy.PanelWidth, Columns, copy.PaddedColumns, copy.Offset, Rows);

    /// <summary>A panel: where it starts, how far apart its rows in memory are, and how many of their elements are real.</summary>
    internal readonly record struct Panel(int Offset, int Stride, int Columns)
    {
        public static Panel At(int first, int width, int columns, int paddedColumns, int offset, int rows) =>
            new(offset + first * rows, Math.Min(width, paddedColumns - first), Math.Min(width, columns - first));
    }
}

/// <summary>A tensor once more with rows and columns exchanged: panel q holds the columns from q · PanelWidth as <c>[rows, w]</c>.</summary>
/// <param name="Offset">Where its first panel starts.</param>
/// <param name="PanelWidth">Columns of the tensor in a panel.</param>
/// <param name="PaddedColumns">At least as many as the tensor has.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TransposedLayout(int Offset, int PanelWidth, int PaddedColumns);
