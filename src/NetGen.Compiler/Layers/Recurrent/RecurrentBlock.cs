using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers.Recurrent.Cells;
using NetGen.Compiler.Operations;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Recurrent;

/// <summary>
/// A block of samples through a recurrent layer and back, units across lanes, step after step: for all samples the products of a step,
/// several samples in registers, then what its cells do. One sample is a block of one.
/// </summary>
/// <param name="trains">Whether the way back follows: then every step leaves a record, else only the states stay.</param>
/// <param name="held">Of one sample, the rows that stand in registers.</param>
internal sealed class RecurrentBlock(NetworkPlan plan, Shapes shapes, bool trains, Held? held = null) : BlockLayer<RecurrentPlan>, ISampleLayer
{
    private const string Scale = "scale";

    public override Phase Forward(RecurrentPlan layer) => new("Layer" + layer.Index, layer.Summary, kernel => EmitForward(kernel, layer, isBlock: true));

    public override Phase Backward(RecurrentPlan layer) => new("Back" + layer.Index, $"Back through {layer.Name}, step by step.", kernel =>
    {
        EmitSteps(kernel, layer);
        EmitInputs(kernel, layer, plan.Before(layer)!);
    }, Pass.Back);

    public override Phase Gradient(RecurrentPlan layer) => new("Gradient" + layer.Index, $"The gradient of {layer.Name}'s parameters.", kernel =>
    {
        if (!plan.GoesBack(layer))
            EmitSteps(kernel, layer);
        EmitGradient(kernel, layer);
    }, Pass.Back);

    public void Forward(KernelBuilder kernel, LayerPlan layer) => EmitForward(kernel, (RecurrentPlan)layer, isBlock: false);

    public Units Output(KernelBuilder kernel) => Rows.OfOutput(kernel, shapes, plan);

    private void EmitForward(KernelBuilder kernel, RecurrentPlan layer, bool isBlock)
    {
        RecurrentLayer recurrent = layer.Recurrent;
        if (recurrent.IsStreamed)
        {
            // A block is so many steps of one stream.
            ForRows(kernel, isBlock, r => EmitStep(kernel, layer, r, 0));
            return;
        }

        Index? only = isBlock ? null : 0;
        ForRows(kernel, isBlock, r => EmitInitialStates(kernel, layer, Record(layer, r, 0)));
        kernel.For("t", recurrent.Steps, 1, t => EmitStep(kernel, layer, only, t));
        if (!recurrent.GivesAllSteps)
            ForRows(kernel, isBlock, r => kernel.Add(new Copy(Record(layer, r, recurrent.Steps), Outputs(layer) + r * layer.RowStride, layer.PaddedChannels)));
        else
            ForRows(kernel, isBlock, r => Pixels.ClearBehind(kernel, shapes, layer, [Outputs(layer)], r));
    }

    private void EmitInitialStates(KernelBuilder kernel, RecurrentPlan layer, Pointer record)
    {
        if (layer.Buffers.Count == 0)
            kernel.Clear(shapes.Of(layer.PaddedChannels), record, layer.GatesAt);
        for (int state = 0; state < layer.Buffers.Count; state++)
            kernel.Add(new Copy(Region.Of(layer, layer.Buffers[state]), record + state * layer.PaddedChannels, layer.PaddedChannels));
    }

    /// <summary>One step of one sample, or of all samples of a block: for some units of some samples the sums of all gates, and what their cells make of them.</summary>
    /// <param name="only">The sample; null for all.</param>
    private void EmitStep(KernelBuilder kernel, RecurrentPlan layer, Index? only, Index t)
    {
        Cell cell = layer.Cell;
        Flavour flavour = shapes.Of(layer.PanelUnits);
        bool isBlock = only is null, isNarrow = shapes.IsNarrow(layer.PaddedChannels);
        int gates = cell.Gates, vectors = isBlock && gates > 1 && !isNarrow ? 1 : shapes.Tile(layer.PanelUnits).Vectors;
        int count = isBlock && !isNarrow ? Math.Min(shapes.RowsOfSums((gates + (cell.TakesLastApart ? 1 : 0)) * vectors), plan.TileRows) : 1;

        // All sums of a step are there before the first state changes.
        bool inPlace = !trains && count == 1 && flavour.Width * vectors == layer.PaddedChannels;
        (Region inputs, int stride, int step, int feature) = Inputs(layer);
        kernel.For("q", layer.Panels, 1, q => ForTiles(kernel, only, count, first => kernel.For("j", layer.PanelUnits, flavour.Step * vectors, j =>
        {
            // Vectors of a tile: of each gate some, side by side.
            bool IsApart(int vector) => cell.TakesLastApart && vector / vectors == gates - 1;
            Index Place(int vector) => vector / vectors * layer.PanelUnits + flavour.Step * (vector % vectors);
            Value Bias(int tensor, int vector) => new Load(Region.Of(layer, layer.Tensors[tensor]) + q * layer.PanelWidth + j + Place(vector));

            Variable[,] Sums(string name, int tensor, int splits, Pointer rows, int stride, int next, Func<int, int, Value> start)
            {
                int steps = layer.Tensors[tensor].Steps;
                Pointer from = kernel.Point("from", rows), w = kernel.Point("w", Region.Of(layer, layer.Tensors[tensor]) + q * (layer.PanelWidth * steps));
                return new Tile(
                    flavour, new TileShape(count, gates * vectors), splits, name,
                    k => (ahead, row) => new Broadcast(from + row * stride + (k + ahead) * next),
                    k =>
                    {
                        Pointer row = kernel.Point("row", w + k * layer.PanelWidth + j);
                        return (ahead, vector) => new Load(row + ahead * layer.PanelWidth + Place(vector));
                    },
                    start,
                    trains ? null : Region.Gates + 0).Emit(kernel, steps);
            }

            Variable[,] ofInputs = Sums("zx", 0, 1, inputs + first * stride + t * step, stride, feature, (_, vector) => IsApart(vector) ? Bias(2, vector) : Bias(2, vector) + Bias(3, vector));
            Variable[,] all = Sums("z", 1, layer.Splits(shapes.Lanes), Record(layer, first, t), SequenceStride(layer), 1, (row, vector) => IsApart(vector) ? Bias(3, vector) : ofInputs[row, vector]);
            Value Sum(int row, int vector) => (IsApart(vector) ? ofInputs : all)[row, vector];
            Value Apart(int row, int vector) => all[row, (gates - 1) * vectors + vector];
            Cells Of(Index row, int vector)
            {
                Index r = first + row, column = j + flavour.Step * vector, unit = q * layer.PanelUnits + column;
                Pointer before = Record(layer, r, t);
                return new Cells(
                    flavour,
                    before + unit,
                    (trains ? Record(layer, r, t + 1) : inPlace ? before : Region.After + r * layer.GatesAt) + unit,
                    (trains ? before + layer.GatesAt + q * layer.PanelWidth : Region.Gates + row * (2 * layer.PanelWidth)) + column,
                    (trains ? before + layer.StateGatesAt + q * layer.PanelWidth : Region.Gates + (row * (2 * layer.PanelWidth) + layer.PanelWidth)) + column,
                    layer.Recurrent.IsStreamed || layer.Recurrent.GivesAllSteps ? Outputs(layer) + r * layer.RowStride + t * layer.PaddedChannels + unit : null);
            }

            if (count == 1)
            {
                EmitCells(kernel, layer, [.. Enumerable.Range(0, vectors).Select(vector => Of(0, vector))], (vector, gate) => Sum(0, gate * vectors + vector), vector => Apart(0, vector));
                return;
            }

            for (int row = 0; row < count; row++)
            {
                for (int vector = 0; vector < vectors; vector++)
                {
                    Cells cells = Of(row, vector);
                    for (int gate = 0; gate < gates; gate++)
                        kernel.Add(new Store(flavour, cells.Gates + gate * layer.PanelUnits, Sum(row, gate * vectors + vector)));
                    if (cell.TakesLastApart)
                        kernel.Add(new Store(flavour, cells.Apart + (gates - 1) * layer.PanelUnits, Apart(row, vector)));
                }
            }

            // Sigmoids of all rows, then the rest: no chain is so long that what follows waits for it.
            void ForTile(Action<Cells> body) => kernel.For("i", count, 1, row =>
            {
                for (int vector = 0; vector < vectors; vector++)
                    body(Of(row, vector));
            });
            if (gates > 1)
            {
                ForTile(cells =>
                {
                    for (int gate = 0; gate < gates; gate++)
                    {
                        if (gate != cell.Candidate)
                            Open(kernel, cell, flavour, cells.Gates + gate * layer.PanelUnits);
                    }
                });
            }

            ForTile(cells => EmitCells(
                kernel,
                layer,
                cells,
                [.. Enumerable.Range(0, gates).Select(gate => new Load(cells.Gates + gate * layer.PanelUnits))],
                new Load(cells.Apart + (gates - 1) * layer.PanelUnits)));
        })));
        if (trains || inPlace)
            return;
        ForRows(kernel, isBlock, r => kernel.For("i", layer.GatesAt, flavour.Step, i =>
            kernel.Add(new Store(flavour, Record(layer, r, t) + i, new Load(Region.After + r * layer.GatesAt + i)))));
    }

    /// <summary>
    /// The cells of a sample in a step, from sums in registers. Of more than one vector, sigmoids come out of a loop over memory:
    /// spelled out one after the other, their constants alone would take all registers.
    /// </summary>
    /// <param name="cells">Each vector's.</param>
    /// <param name="sum">By vector and gate.</param>
    private void EmitCells(KernelBuilder kernel, RecurrentPlan layer, Cells[] cells, Func<int, int, Value> sum, Func<int, Value> apart)
    {
        Cell cell = layer.Cell;
        bool inMemory = cells.Length > 1 && cell.Gates > 1;
        Value[][] open = [.. cells.Select((some, vector) => Enumerable.Range(0, cell.Gates).Select(gate =>
        {
            Value z = sum(vector, gate);
            if (gate == cell.Candidate)
                return z;
            if (!inMemory)
                return cell.Open(z);
            Pointer place = some.Gates + gate * layer.PanelUnits;
            kernel.Add(new Store(some.Flavour, place, z));
            return new Load(place);
        }).ToArray())];
        if (inMemory)
        {
            EmitSigmoids(0, cell.Candidate);
            EmitSigmoids(cell.Candidate + 1, cell.Gates);
        }

        List<Value> hidden = [];
        for (int vector = 0; vector < cells.Length; vector++)
        {
            if (trains && cell.TakesLastApart)
                kernel.Add(new Store(cells[vector].Flavour, cells[vector].Apart + (cell.Gates - 1) * layer.PanelUnits, apart(vector)));
            hidden.Add(EmitCells(kernel, layer, cells[vector], open[vector], apart(vector)));
        }

        if (held is { Keeps: true } && layer.Recurrent.IsStreamed && cells[0].Flavour.Width is int width && width * cells.Length == layer.PaddedChannels)
            held.Whole[Outputs(layer)] = [.. hidden];

        void EmitSigmoids(int first, int behind) => kernel.For("i", first * layer.PanelUnits, behind * layer.PanelUnits, layer.PanelUnits, i =>
        {
            foreach (Cells some in cells)
                Open(kernel, cell, some.Flavour, some.Gates + i);
        });
    }

    /// <summary>What a cell makes of the sum of a gate other than the candidate, in its place.</summary>
    private static void Open(KernelBuilder kernel, Cell cell, Flavour flavour, Pointer sum) => kernel.Add(new Store(flavour, sum, cell.Open(new Load(sum))));

    /// <returns>What the units give.</returns>
    private Value EmitCells(KernelBuilder kernel, RecurrentPlan layer, Cells cells, IReadOnlyList<Value> open, Value apart)
    {
        (CellState after, IReadOnlyList<Value> gates) = layer.Cell.Forward(open, apart, State(layer, cells.Before), (stem, value) => kernel.Named(cells.Flavour, stem, value));
        for (int gate = 0; trains && gate < gates.Count; gate++)
            kernel.Add(new Store(cells.Flavour, cells.Gates + gate * layer.PanelUnits, gates[gate]));
        if (layer.Cell.HasMemory)
            kernel.Add(new Store(cells.Flavour, cells.After + layer.MemoryAt, after.Memory));
        kernel.Add(new Store(cells.Flavour, cells.After, after.Hidden));
        if (cells.Outputs is not null)
            kernel.Add(new Store(cells.Flavour, cells.Outputs, after.Hidden));
        return after.Hidden;
    }

    /// <summary>From the gradient by what the layer gives to that by the sums of all gates in all steps, which takes the place of the gates.</summary>
    private void EmitSteps(KernelBuilder kernel, RecurrentPlan layer)
    {
        RecurrentLayer recurrent = layer.Recurrent;
        Pointer Gradients(Index r) => Region.Gradients(layer) + r * layer.RowStride;
        Pointer Carry(Index r) => Region.Carry + r * layer.CarryLength;
        Region matrix = Region.CopyOf(layer, layer.Tensors[1]);
        IReadOnlyList<Panel> panels = layer.Copies.States!.Panels;
        Flavour whole = shapes.Of(layer.PaddedChannels);
        if (recurrent.IsStreamed)
        {
            kernel.Clear(whole, Carry(0), layer.CarryLength);
            kernel.ForDown("r", Index.Of(Batch.Rows), r =>
            {
                EmitCellsBack(kernel, layer, r, 0, Carry(0), Gradients(r));
                Pointer dz = kernel.Point("dz", Record(layer, r, 0) + layer.StateGatesAt);
                PanelProduct.Of(kernel, shapes, matrix, panels, layer.CopyRows, "dh", k => new Broadcast(dz + k), (_, units, sum) => kernel.Add(new Store(units.Flavour, Carry(0) + units.First, sum)));
            });
            return;
        }

        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            kernel.Clear(whole, Carry(r), layer.CarryLength);
            if (!recurrent.GivesAllSteps)
                kernel.Add(new Copy(Gradients(r), Carry(r), layer.PaddedChannels));
        });
        kernel.ForDown("t", recurrent.Steps, t =>
        {
            kernel.For("r", Index.Of(Batch.Rows), 1, r => EmitCellsBack(kernel, layer, r, t, Carry(r), recurrent.GivesAllSteps ? Gradients(r) + t * layer.PaddedChannels : null));
            PanelProduct.Of(
                kernel, shapes, matrix, panels, layer.CopyRows, "dh", Record(layer, 0, t) + layer.StateGatesAt, SequenceStride(layer), plan.TileRows,
                (row, units, sum) => kernel.Add(new Store(units.Flavour, Carry(row) + units.First, sum)));
        });
    }

    /// <summary>Back through the cells of a sample in a step.</summary>
    /// <param name="carried">What came from the step behind, through the product and past it.</param>
    /// <param name="gradients">The gradient by what the layer gives in this step, where it is not carried.</param>
    private void EmitCellsBack(KernelBuilder kernel, RecurrentPlan layer, Index r, Index t, Pointer carried, Pointer? gradients) => ForCells(kernel, layer, (flavour, unit, column) =>
    {
        Cell cell = layer.Cell;
        Pointer through = carried + unit, past = through + layer.PaddedChannels, record = Record(layer, r, t);
        Pointer Gate(int gate) => record + layer.GatesAt + column + gate * layer.PanelUnits;
        Pointer StateGate(int gate) => record + layer.StateGatesAt + column + gate * layer.PanelUnits;
        Value da = new Load(through);
        if (gradients is not null)
            da = kernel.Let(flavour, "dh", da + new Load(gradients + unit));
        Value[] gates = [.. Enumerable.Range(0, cell.Gates).Select(gate => kernel.Let(flavour, "gate", new Load(Gate(gate))))];
        Value apart = cell.TakesLastApart ? kernel.Let(flavour, "apart", new Load(StateGate(gates.Length - 1))) : 0;
        (IReadOnlyList<Value> z, Value zApart, Value rest) = cell.Backward(
            gates, apart, State(layer, record + unit), State(layer, Record(layer, r, t + 1) + unit), da, new Load(past), (stem, value) => kernel.Named(flavour, stem, value));
        for (int gate = 0; gate < gates.Length; gate++)
        {
            bool isApart = cell.TakesLastApart && gate == gates.Length - 1;
            Value dz = isApart || !cell.TakesLastApart ? z[gate] : kernel.Let(flavour, "dz", z[gate]);
            kernel.Add(new Store(flavour, Gate(gate), dz));
            if (cell.TakesLastApart)
                kernel.Add(new Store(flavour, StateGate(gate), isApart ? zApart : dz));
        }

        if (cell.CarriesPast)
            kernel.Add(new Store(flavour, past, rest));
    });

    /// <summary>The gradient by the sums of gates to that by the layer's inputs.</summary>
    private void EmitInputs(KernelBuilder kernel, RecurrentPlan layer, LayerPlan before)
    {
        var hidden = new HiddenGradient(kernel, shapes, before);
        TransposedPlan inputs = layer.Copies.Inputs!;
        kernel.For("t", layer.Recurrent.Steps, 1, t => PanelProduct.Of(
            kernel, shapes, Region.CopyOf(layer, layer.Tensors[0]), inputs.Panels, layer.CopyRows, "da" + before.Index, Record(layer, 0, t) + layer.GatesAt, SequenceStride(layer), plan.TileRows,
            (row, units, sum) => hidden.Take(row, units with { First = t * before.PaddedChannels + units.First }, sum)));
        kernel.For("r", Index.Of(Batch.Rows), 1, r =>
        {
            Pixels.ClearBehind(kernel, shapes, before, [Region.Gradients(before)], r);
            hidden.Finish(r);
        });
    }

    private void EmitGradient(KernelBuilder kernel, RecurrentPlan layer)
    {
        Flavour flavour = shapes.Of(layer.PanelUnits);
        (int rows, int vectors) = shapes.Tile(layer.PanelUnits);
        (Region inputs, int stride, int step, int feature) = Inputs(layer);
        kernel.For("q", layer.Panels, 1, q => kernel.For("j", layer.PanelWidth, flavour.Step * vectors, j =>
        {
            Add(0, (r, t) => inputs + r * stride + t * step, feature, layer.GatesAt);
            Add(1, (r, t) => Record(layer, r, t), 1, layer.StateGatesAt);
            Add(2, null, 0, layer.GatesAt);
            Add(3, null, 0, layer.StateGatesAt);

            // The gradient by a tensor, from its factors in every step of every sample; a bias has 1 for a factor.
            void Add(int tensor, Func<Index, Index, Pointer>? factors, int next, int gatesAt)
            {
                int steps = layer.Tensors[tensor].Steps, whole = steps / rows * rows;
                Pointer into = Region.IntoOf(layer) + (layer.Offsets[tensor] - layer.Offsets[0]) + q * (layer.PanelWidth * steps) + j;
                kernel.For("i", whole, rows, i => Rows(i, rows));
                if (whole < steps)
                    Rows(whole, steps - whole);

                void Rows(Index first, int count)
                {
                    var tile = new Tile(flavour, new TileShape(count, vectors), "dw", (_, _) => 0);
                    Variable[,] sums = tile.Emit(kernel, add => kernel.For("r", Index.Of(Batch.Rows), 1, r => kernel.For("t", layer.Recurrent.Steps, 1, t =>
                    {
                        Pointer dz = kernel.Point("dz", Record(layer, r, t) + gatesAt + q * layer.PanelWidth + j);
                        Pointer? from = factors is null ? null : kernel.Point("from", factors(r, t) + first * next);
                        add((_, row) => from is null ? 1 : new Broadcast(from + row * next), (_, vector) => new Load(dz + flavour.Step * vector));
                    })));
                    for (int row = 0; row < count; row++)
                    {
                        for (int vector = 0; vector < vectors; vector++)
                        {
                            Pointer at = into + (first + row) * layer.PanelWidth + flavour.Step * vector;
                            kernel.Add(new Store(flavour, at, new MultiplyAdd(new Splat(Scale), sums[row, vector], new Load(at))));
                        }
                    }
                }
            }
        }));
    }

    /// <summary>Where a layer finds its inputs, and from one sample, step and feature to the next. Behind layers of another kind it is in a stream, of which it takes one step.</summary>
    private (Region Region, int Stride, int Step, int Feature) Inputs(RecurrentPlan layer) => plan.Before(layer) switch
    {
        null => (Region.Inputs, layer.Inputs, layer.Recurrent.Features, 1),
        { Layer.Kind: RecurrentKind } before => (Region.Activations(before), before.RowStride, before.PaddedChannels, 1),
        { } before => (Region.Activations(before), before.RowStride, 0, 1),
    };

    /// <summary>Where its values go: they are outputs, and of the last layer pre-activations.</summary>
    private Region Outputs(RecurrentPlan layer) => layer == plan.Output ? Region.PreActivations(layer) : Region.Activations(layer);

    /// <summary>From one sample's records to the next.</summary>
    private int SequenceStride(RecurrentPlan layer) => trains ? layer.SequenceLength : layer.GatesAt;

    private Pointer Record(RecurrentPlan layer, Index r, Index t) =>
        (trains && !layer.Recurrent.IsStreamed ? Region.Sequences(layer) : Region.Records(layer)) + r * SequenceStride(layer) + t * (trains ? layer.RecordLength : 0);

    private static CellState State(RecurrentPlan layer, Pointer at) => new(new Load(at), layer.Cell.HasMemory ? new Load(at + layer.MemoryAt) : 0);

    /// <param name="body">Receives, of every vector of units, the first unit and the column of its first gate.</param>
    private void ForCells(KernelBuilder kernel, RecurrentPlan layer, Action<Flavour, Index, Index> body)
    {
        Flavour flavour = shapes.Of(layer.PanelUnits);
        kernel.For("q", layer.Panels, 1, q => kernel.For("j", layer.PanelUnits, flavour.Step, j => body(flavour, q * layer.PanelUnits + j, q * layer.PanelWidth + j)));
    }

    private static void ForRows(KernelBuilder kernel, bool isBlock, Action<Index> body)
    {
        if (isBlock)
            kernel.For("r", Index.Of(Batch.Rows), 1, body);
        else
            body(0);
    }

    private static void ForTiles(KernelBuilder kernel, Index? only, int count, Action<Index> body)
    {
        if (only is null)
            kernel.ForTiles(Batch.Rows, count, body);
        else
            body(only);
    }

    /// <summary>Where a vector of units of a sample has what a step reads and writes.</summary>
    /// <param name="Before">The states before it.</param>
    /// <param name="After">Those after it.</param>
    /// <param name="Gates">The first gate; the others are as far apart as a panel has units.</param>
    /// <param name="Apart">The same of what U h + b′ adds, where the last gate takes it apart.</param>
    /// <param name="Outputs">Where what it gives goes on to other layers at this step.</param>
    private sealed record Cells(Flavour Flavour, Pointer Before, Pointer After, Pointer Gates, Pointer Apart, Pointer? Outputs);
}
