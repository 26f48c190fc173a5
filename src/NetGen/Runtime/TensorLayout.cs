using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>A tensor of parameters: its name and shape in files, and where it lies in a network's block. Offsets are in elements. Called by generated code.</summary>
/// <remarks>
/// It is a matrix with a row for every index of the first dimension. Panel q holds the rows from q · <see cref="PanelWidth"/>, w
/// of them (fewer in the last), as <c>[steps, w]</c>: a kernel with its vector lanes over outputs reads it from front to back.
/// Steps are columns in the order of memory. Where columns are channels of pixels or taps, <c>[channels][positions]</c> in files,
/// the channels of one position stand side by side, as they do in a picture in memory: column (c, b) is step b · <see cref="PaddedChannels"/> + c.
/// With <see cref="Groups"/>, all that is so of each group of rows, one after the other.
/// Where rows are units of several gates, <c>[gates][units]</c> in files, a panel holds the same units of every gate, gate after
/// gate, so that a kernel finds all that a unit is computed from beside each other.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TensorLayout
{
    private readonly int _paddedChannels;

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

    /// <summary>Channels that the columns in files are divided into, one after the other; 1 where memory has the order of files.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Steps that the channels of one position take, at least as many as there are channels, which 0 stands for.</summary>
    public int PaddedChannels
    {
        get => _paddedChannels == 0 ? Channels : _paddedChannels;
        init => _paddedChannels = value;
    }

    /// <summary>Groups of as many rows each, which see different inputs: each is a matrix of its own in memory, and so is its copy.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Groups that the rows in files are divided into, one after the other; a panel has an equal share of each.</summary>
    public int Gates { get; init; } = 1;

    /// <summary>A copy with rows and columns exchanged, which follows its values; null when there is none.</summary>
    public TransposedLayout? Transposed { get; init; }

    /// <summary>The first dimension.</summary>
    public int Rows { get; }

    /// <summary>The product of the others, 1 for a vector.</summary>
    public int Columns { get; }

    /// <summary>Columns in memory, with padding; steps that no column has are 0.</summary>
    public int Steps => Positions * PaddedChannels;

    /// <summary>The number of its values.</summary>
    public int Count => Rows * Columns;

    /// <summary>What each of its values starts as; null for what an initializer draws and for biases, whose first value the network has.</summary>
    public double? First { get; init; }

    /// <summary>Whether values are divided by its numbers: no file may have a 0 among them.</summary>
    public bool Divides { get; init; }

    /// <summary>True for what a product takes, false for what is added or has a first value of its own: initializers draw the one and penalties shrink it.</summary>
    public bool IsWeight => First is null && Shape.Count > 1;

    /// <summary>Its groups, in the order in which they stand in files, too.</summary>
    internal IEnumerable<TensorLayout> Parts => Groups == 1 ? [this] : Enumerable.Range(0, Groups).Select(Part);

    /// <summary>Columns of one channel.</summary>
    internal int Positions => Columns / Channels;

    /// <summary>Elements in the block, with padding.</summary>
    internal int Length => PaddedRows * Steps;

    /// <summary>One past the last element in use, with padding and copy.</summary>
    internal int End => Math.Max(Offset + Length, Transposed is { } copy ? PanelsOf(copy).End : 0);

    /// <summary>Rows of a tap of its copy: those in files, or with several gates those in memory, padding included.</summary>
    internal int CopyRows => Gates == 1 ? Rows : PaddedRows;

    /// <summary>Where a row of files stands among those in memory, panel after panel.</summary>
    internal int PlaceOf(int row)
    {
        int gate = row / (Rows / Gates), unit = row % (Rows / Gates), share = PanelWidth / Gates;
        return unit / share * PanelWidth + gate * share + unit % share;
    }

    /// <summary>A row of files, and those that follow it in the same panel and gate.</summary>
    internal Panel From(int row)
    {
        int place = PlaceOf(row), panel = place / PanelWidth * PanelWidth, share = PanelWidth / Gates;
        int unit = row % (Rows / Gates);
        return new(
            Offset + panel * Steps + (place - panel),
            Math.Min(PanelWidth, PaddedRows - panel),
            Math.Min(share - unit % share, Rows / Gates - unit));
    }

    /// <summary>The step of a column in files.</summary>
    internal int StepOf(int column) => column % Positions * PaddedChannels + column / Positions;

    /// <summary>How its copy lies in memory.</summary>
    internal PanelledMatrix PanelsOf(TransposedLayout copy) =>
        new(copy.Offset, copy.PanelWidth, Rows: copy.Taps * CopyRows, Columns: Steps / copy.Taps, copy.PaddedColumns);

    private TensorLayout Part(int group) => new(Name, [Rows / Groups, .. Shape.Skip(1)], Offset + group * (Length / Groups), PanelWidth, PaddedRows / Groups)
    {
        First = First,
        Channels = Channels,
        PaddedChannels = PaddedChannels,
        Transposed = Transposed is { } copy ? copy with { Offset = copy.Offset + group * (copy.Taps * (Rows / Groups) * copy.PaddedColumns) } : null,
    };

    /// <summary>A matrix in panels of columns, each of them row-major.</summary>
    internal readonly record struct PanelledMatrix(int Offset, int PanelWidth, int Rows, int Columns, int PaddedColumns)
    {
        /// <summary>One past its last element.</summary>
        public int End => Offset + Rows * PaddedColumns;

        /// <summary>The panel that starts with the given column.</summary>
        public Panel At(int column) =>
            new(Offset + column * Rows, Math.Min(PanelWidth, PaddedColumns - column), Math.Min(PanelWidth, Columns - column));
    }

    /// <summary>A panel or a part of its width: where it starts, how far apart its rows in memory are, and how many of their elements are real.</summary>
    internal readonly record struct Panel(int Offset, int Stride, int Columns);
}

/// <summary>A tensor once more with rows and columns exchanged: panel q holds the steps from q · PanelWidth as <c>[rows, w]</c>.</summary>
/// <remarks>
/// With <see cref="Taps"/>, the steps are that many groups of the same size, and a panel holds the steps of all groups from
/// q · PanelWidth within the group, as <c>[taps · rows, w]</c>, the last group first: the way back through a convolution meets the taps in that order.
/// </remarks>
/// <param name="Offset">Where its first panel starts.</param>
/// <param name="PanelWidth">Steps of the tensor in a panel.</param>
/// <param name="PaddedColumns">At least as many as a group has steps.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TransposedLayout(int Offset, int PanelWidth, int PaddedColumns)
{
    /// <summary>Groups that the tensor's steps are divided into, one after the other.</summary>
    public int Taps { get; init; } = 1;
}
