using NetGen.Compiler.Layers.Recurrent.Cells;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Recurrent;

/// <summary>
/// How a recurrent layer runs. Its matrices stand in panels that have the same units of every gate side by side. Of every step there is a
/// record: the states before it, and its gates, which on the way back give their place to the gradients by their sums.
/// </summary>
/// <param name="PanelUnits">Units of a panel; all panels have as many.</param>
/// <param name="Offsets">Where each tensor starts in the block.</param>
/// <param name="Copies">The copies of the weights of the inputs and of the states that the way back reads, or null.</param>
internal sealed record RecurrentPlan(
    int Index, Layer Layer, int PaddedOutputs, int RowStride, int PanelUnits, EquatableArray<int> Offsets, (TransposedPlan? Inputs, TransposedPlan? States) Copies)
    : LayerPlan(Index, Layer, PaddedOutputs, RowStride)
{
    public RecurrentLayer Recurrent => (RecurrentLayer)Layer;

    public Cell Cell => Recurrent.Of.Cell;

    public int Panels => PaddedChannels / PanelUnits;

    /// <summary>Columns of a panel.</summary>
    public int PanelWidth => Cell.Gates * PanelUnits;

    /// <summary>All gates of all units.</summary>
    public int PaddedGates => Cell.Gates * PaddedChannels;

    /// <summary>
    /// Parts of the sums over the states: two where so few sums of one sample, a chain each, do not hide the latency of a multiply-add.
    /// Wide layers over windows have one, as a batch has samples to fill that time.
    /// </summary>
    /// <param name="lanes">Virtual lanes of a vector.</param>
    public int Splits(int lanes) => Recurrent.Units >= 4 && (PaddedChannels < lanes || Recurrent.IsStreamed && PanelWidth < Tuning.Chains * lanes) ? 2 : 1;

    /// <summary>Rows of a copy: all gates, or the units where they have one.</summary>
    public int CopyRows => Cell.Gates == 1 ? Recurrent.Units : PaddedGates;

    /// <summary>In a record, the second state behind the first.</summary>
    public int MemoryAt => PaddedChannels;

    /// <summary>In a record, the gates behind the states.</summary>
    public int GatesAt => Cell.HasMemory ? 2 * PaddedChannels : PaddedChannels;

    /// <summary>In a record, the gates as U h + b′ has them, where the last one takes it apart; else the gates.</summary>
    public int StateGatesAt => Cell.TakesLastApart ? GatesAt + PaddedGates : GatesAt;

    public int RecordLength => StateGatesAt + PaddedGates;

    /// <summary>A sample's records of all steps, and behind them the states after the last. Of a stream every sample is one step, and the next sample's record is behind it.</summary>
    public int SequenceLength => Recurrent.IsStreamed ? RecordLength : (Recurrent.Steps + 1) * RecordLength;

    /// <summary>What goes back to the step before: through the product, and past it.</summary>
    public int CarryLength => 2 * PaddedChannels;

    public override (int States, int Length) Record => (GatesAt, RecordLength);

    /// <summary>Where the states before the first step lie in the block, as a record has them, where the file has them.</summary>
    public int InitialOffset { get; init; }

    public override IReadOnlyList<TensorPlan> Buffers =>
        [.. Layer.Buffers.Select((buffer, place) => new TensorPlan(buffer, InitialOffset + place * PaddedChannels, PaddedChannels, PaddedChannels, 1))];

    public override int Beside => SequenceLength + CarryLength;

    public override IReadOnlyList<TensorPlan> Tensors =>
    [
        Tensor(0, Recurrent.Features, Copies.Inputs),
        Tensor(1, Recurrent.Units, Copies.States),
        Tensor(2, 1, null),
        Tensor(3, 1, null),
    ];

    private TensorPlan Tensor(int number, int steps, TransposedPlan? copy) =>
        new(Layer.Tensors[number], Offsets[number], PanelWidth, PaddedGates, steps, copy) { Gates = Cell.Gates };
}
