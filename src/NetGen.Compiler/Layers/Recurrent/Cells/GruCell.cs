using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Recurrent.Cells;

/// <summary>
/// r = σ(…), z = σ(…), n = tanh(W x + b + r ∘ (U h + b′)), h′ = (1 − z) ∘ n + z ∘ h; gates r, z, n. Cho et al., Learning Phrase
/// Representations using RNN Encoder–Decoder, 2014, with the reset behind the product, as PyTorch's GRU has it.
/// </summary>
internal sealed class GruCell : Cell
{
    public override int Gates => 3;

    public override int Candidate => 2;

    public override bool TakesLastApart => true;

    public override (CellState After, IReadOnlyList<Value> Gates) Forward(IReadOnlyList<Value> open, Value apart, CellState before, Func<string, Value, Value> named)
    {
        Value reset = named("reset", open[0]), update = named("update", open[1]);
        Value candidate = named("candidate", Formula.QuickTanh(new MultiplyAdd(reset, apart, open[2])));
        Value hidden = named("h", new MultiplyAdd(1 - update, candidate, update * before.Hidden));
        return (new CellState(hidden, 0), [reset, update, candidate]);
    }

    public override (IReadOnlyList<Value> Z, Value Apart, Value Past) Backward(
        IReadOnlyList<Value> gates, Value apart, CellState before, CellState after, Value da, Value past, Func<string, Value, Value> named)
    {
        (Value reset, Value update, Value candidate) = (gates[0], gates[1], gates[2]);
        Value all = named("da", da + past);
        Value dn = named("dn", all * (1 - update) * (1 - candidate * candidate));
        return (
            [dn * apart * (reset * (1 - reset)), all * (before.Hidden - candidate) * (update * (1 - update)), dn],
            dn * reset,
            all * update);
    }
}
