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

    /// <summary>A division takes as long as four products, and i g and o tanh c′ are quotients already.</summary>
    public override Value Open(Value sum) => Formula.QuickSigmoidDivisor(sum);

    public override (CellState After, IReadOnlyList<Value> Gates) Forward(IReadOnlyList<Value> open, Value apart, CellState before, Func<string, Value, Value> named)
    {
        Value forget = named("forget", open[1]), kept = named("kept", before.Memory / forget);
        Value input = named("input", open[0]), candidate = named("candidate", open[2]), output = named("output", open[3]);
        Value memory = named("c", kept + Formula.QuickTanhOver(candidate, input));
        return (new CellState(named("h", Formula.QuickTanhOver(memory, output)), memory), [1 / input, 1 / forget, Formula.QuickTanh(candidate), 1 / output]);
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
