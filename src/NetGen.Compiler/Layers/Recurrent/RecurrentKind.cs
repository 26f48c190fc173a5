using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layers.Recurrent.Cells;
using NetGen.Compiler.Plan;

namespace NetGen.Compiler.Layers.Recurrent;

/// <summary>Units that go through a sequence step by step, and see what they gave at the step before.</summary>
internal sealed class RecurrentKind : WrittenKind
{
    public static readonly RecurrentKind Simple = new("RNN", "rnn", new SimpleCell());

    public static readonly RecurrentKind Gru = new("GRU", "gru", new GruCell());

    public static readonly RecurrentKind Lstm = new("LSTM", "lstm", new LstmCell());

    /// <summary>What JSON says of initial states that stand in the file.</summary>
    public const string Given = "given";

    private RecurrentKind(string name, string word, Cell cell)
    {
        Name = name;
        Cell = cell;
        Syntax = new(word, "units", null, [new LayerOption(Given, "initial", HasNumber: false)], HasActivation: false, "32" + word);
    }

    public override string Name { get; }

    /// <summary>What a unit does in a step.</summary>
    public Cell Cell { get; }

    public override LayerSyntax Syntax { get; }

    public override bool Remembers(LayerSpec written) => true;

    public override Layer? Build(LayerSpec written, LayerContext context)
    {
        if (context.HasSeveralInputs)
            return Refuse("a network with recurrent layers has one input", "make it the sequence, with all else as features of every step, as in '50x6-32gru-3'");
        if (!context.IsStream && context.Around.Source is not (null or RecurrentKind))
            return Refuse($"{context.Around.Source} before it gives no steps", "let recurrent layers take the network's inputs, which are steps x features, or one another");
        if (!context.IsStream && context.Input.Dimensions.Count != 2)
        {
            return context.Around.Source is null
                ? Refuse("it goes through steps x features", "give the input such a shape, as in '50x6-32gru-3', and write dense layers behind it")
                : Refuse($"{context.Around.Source} before it gives its last step alone, as a layer takes it that is not recurrent", "let only recurrent layers take it");
        }

        int units = (int)written.Count!.Value;
        var layer = new RecurrentLayer(context.Input, this, units, !context.IsStream && context.Around.Reader is RecurrentKind, context.Activation, context.Initializer) { HasInitialStates = written.Option(Given) is not null };
        return (long)layer.Steps * Cell.Gates * units > Limits.Values
            ? Refuse($"it would have {layer.Steps}x{Cell.Gates}x{units} values of gates", "at most 1,048,576 are supported")
            : layer;

        Layer? Refuse(string what, string advice) => context.Refuse(written, $"{(Name == "GRU" ? "a" : "an")} {Name} over {context.Input}", what, advice);
    }

    public override LayerPlan Plan(Layer layer, int index, LayerPlan? before, int lanes, Allocator block)
    {
        var recurrent = (RecurrentLayer)layer;
        int pixels = recurrent.GivesAllSteps ? recurrent.Steps : 1;
        int padded = RowShape.Padded(recurrent.Units, lanes), outputs = pixels == 1 ? padded : RowShape.OfPixels(pixels, recurrent.Units, lanes).PaddedOutputs;
        int[] offsets = [.. new[] { recurrent.Features, recurrent.Units, 1, 1 }.Select(steps => block.Take(Cell.Gates * padded * steps))];
        return new RecurrentPlan(index, layer, outputs, RowShape.Stride(outputs, lanes), PanelUnits(padded, lanes), new(offsets), (null, null)) { Pixels = pixels, PaddedChannels = padded };
    }

    public override LayerPlan WithBuffers(LayerPlan layer, LayerPlan? before, bool trains, int lanes, Allocator block) =>
        layer.Layer.Buffers.Count == 0 ? layer : (RecurrentPlan)layer with { InitialOffset = block.Take(((RecurrentPlan)layer).GatesAt) };

    public override LayerPlan WithCopies(LayerPlan layer, LayerPlan? before, int lanes, Allocator block)
    {
        var plan = (RecurrentPlan)layer;
        TransposedPlan Copy(int padded) => new(block.Take(padded * plan.CopyRows), RowShape.Panel(padded, lanes), padded);
        return plan with { Copies = (before is null ? null : Copy(before.PaddedChannels), Copy(plan.PaddedChannels)) };
    }

    public override IEnumerable<(Region Region, int Length)> Scratch(NetworkPlan plan, LayerPlan layer, Form form, bool training)
    {
        var recurrent = (RecurrentPlan)layer;
        int rows = form == Form.Sample ? 1 : plan.BlockRows;
        if (training)
            yield return (Region.Carry, rows * recurrent.CarryLength);
        bool isSequence = form != Form.Sample && plan.Model.Training, isStreamed = recurrent.Recurrent.IsStreamed;
        if (isSequence && training != isStreamed)
            yield return (isStreamed ? Region.Records(layer) : Region.Sequences(layer), rows * recurrent.SequenceLength + recurrent.RecordLength);
        if (training || isSequence && isStreamed)
            yield break;
        yield return (Region.Records(layer), rows * recurrent.GatesAt);
        yield return (Region.After, rows * recurrent.GatesAt);
        yield return (Region.Gates, (form == Form.Sample ? 1 : plan.TileRows) * 2 * recurrent.PanelWidth);
    }

    public override IBlockLayer Rows(NetworkPlan plan, Shapes shapes) => new RecurrentBlock(plan, shapes, plan.Model.Training);

    public override ISampleLayer Sample(NetworkPlan plan, Shapes shapes, bool together, Held held) => new RecurrentBlock(plan, shapes, trains: false, held);

    /// <summary>As many units as make a panel of about four vectors, and of which all panels have as many.</summary>
    private int PanelUnits(int padded, int lanes)
    {
        if (padded <= lanes)
            return padded;
        int vectors = Math.Max(1, 4 / Cell.Gates);
        while (padded % (vectors * lanes) != 0)
            vectors /= 2;
        return vectors * lanes;
    }
}
