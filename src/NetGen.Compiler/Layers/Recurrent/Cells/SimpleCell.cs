using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Recurrent.Cells;

/// <summary>h′ = tanh(W x + b + U h + b′). Elman, Finding Structure in Time, 1990; PyTorch's RNN.</summary>
internal sealed class SimpleCell : Cell
{
    public override int Gates => 1;

    public override int Candidate => 0;

    public override bool CarriesPast => false;

    public override (CellState After, IReadOnlyList<Value> Gates) Forward(IReadOnlyList<Value> open, Value apart, CellState before, Func<string, Value, Value> named)
    {
        Value a = named("a", Formula.QuickTanh(open[0]));
        return (new CellState(a, 0), [a]);
    }

    public override (IReadOnlyList<Value> Z, Value Apart, Value Past) Backward(
        IReadOnlyList<Value> gates, Value apart, CellState before, CellState after, Value da, Value past, Func<string, Value, Value> named) =>
        ([da * (1 - gates[0] * gates[0])], 0, 0);
}
