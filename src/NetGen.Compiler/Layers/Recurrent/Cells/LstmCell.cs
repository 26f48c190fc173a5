using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers.Recurrent.Cells;

/// <summary>
/// c′ = f ∘ c + i ∘ g, h′ = o ∘ tanh c′, with i, f, o = σ(…), g = tanh(…); gates i, f, g, o. Hochreiter and Schmidhuber, Long Short-Term
/// Memory, 1997, with the forget gate of Gers et al., 2000; PyTorch's LSTM.
/// </summary>
internal sealed class LstmCell : Cell
{
    public override int Gates => 4;

    public override int Candidate => 2;

    public override bool HasMemory => true;

    public override (CellState After, IReadOnlyList<Value> Gates) Forward(IReadOnlyList<Value> open, Value apart, CellState before, Func<string, Value, Value> named)
    {
        Value input = named("input", open[0]), forget = named("forget", open[1]);
        Value candidate = named("candidate", open[2]), output = named("output", open[3]);
        Value memory = named("c", new MultiplyAdd(forget, before.Memory, input * candidate));
        return (new CellState(named("h", output * Formula.QuickTanh(memory)), memory), [input, forget, candidate, output]);
    }

    public override (IReadOnlyList<Value> Z, Value Apart, Value Past) Backward(
        IReadOnlyList<Value> gates, Value apart, CellState before, CellState after, Value da, Value past, Func<string, Value, Value> named)
    {
        (Value input, Value forget, Value candidate, Value output) = (gates[0], gates[1], gates[2], gates[3]);
        Value squashed = named("squashed", Formula.QuickTanh(after.Memory));
        Value dc = named("dc", past + da * output * (1 - squashed * squashed));
        return (
            [
                dc * candidate * (input * (1 - input)),
                dc * before.Memory * (forget * (1 - forget)),
                dc * input * (1 - candidate * candidate),
                da * squashed * (output * (1 - output)),
            ],
            0,
            dc * forget);
    }
}
