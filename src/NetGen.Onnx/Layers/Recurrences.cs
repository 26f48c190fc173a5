using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>Recurrent layers: blocks of gates go from the order of ONNX to that of PyTorch.</summary>
internal static class Recurrences
{
    private const string Kinds = "only one that goes forward can be imported.";

    public static Signal[] Rnn(Node node, Operand[] operands, Budget budget) => Read(node, operands, budget, "rnn", [0], ["Tanh"]);

    /// <summary>ONNX has z, r, h; PyTorch r, z, n.</summary>
    public static Signal[] Gru(Node node, Operand[] operands, Budget budget) => node.Int("linear_before_reset", 0) == 1
        ? Read(node, operands, budget, "gru", [1, 0, 2], ["Sigmoid", "Tanh"])
        : throw node.Refusal("it resets the state before the product with its weights (linear_before_reset = 0); only the other way, PyTorch's and Keras' reset_after=True, can be imported. Train with that.");

    /// <summary>ONNX has i, o, f, c; PyTorch i, f, g, o.</summary>
    public static Signal[] Lstm(Node node, Operand[] operands, Budget budget)
    {
        if (node.Int("input_forget", 0) != 0)
            throw node.Refusal("its input and forget gates are one (input_forget); only an LSTM with both can be imported.");
        if (operands.ElementAtOrDefault(7) is var peepholes && (peepholes.Signal is not null || peepholes.Constant?.Values.Any(weight => weight != 0) == true))
            throw node.Refusal("its gates look at the cell (peepholes); only an LSTM without can be imported.");
        return Read(node, operands, budget, "lstm", [0, 2, 3, 1], ["Sigmoid", "Tanh", "Tanh"]);
    }

    private static Signal[] Read(Node node, Operand[] operands, Budget budget, string kind, int[] order, string[] activations)
    {
        node.RequireInputs(3, kind == "lstm" ? 8 : 6);
        RequireOrdinary(node, activations);
        if (operands[0].Signal is not { Shape.Length: 3 } signal || operands[1].Constant is not { Rank: 3 } inputs || operands[2].Constant is not { Rank: 3 } states)
            throw node.Refusal("its weights depend on the input; only constant weights can be imported.");
        bool isBatchFirst = node.Int("layout", 0) != 0;
        int batch = signal.Shape[isBatchFirst ? 0 : 1], steps = signal.Shape[isBatchFirst ? 1 : 0], features = signal.Shape[2];
        if (batch != 1)
            throw node.Refusal($"it goes through {Tensor.Text(signal.Shape)}, which is a batch of {batch}; only one sample of steps × features can be imported. Export the model with an open batch, or a batch of 1.");
        int gates = order.Length, units = states.Shape[2];
        int declared = node.Int("hidden_size", units);
        if (declared != units || !inputs.Shape.SequenceEqual([1, gates * units, features]) || !states.Shape.SequenceEqual([1, gates * units, units]))
            throw node.Broken($"weights of {Tensor.Text(inputs.Shape)} and {Tensor.Text(states.Shape)} do not go over {Tensor.Text(signal.Shape)} with {declared} units.");
        double[] bias = new double[2 * gates * units];
        if (operands.ElementAtOrDefault(3) is var given && given != default)
            bias = given.Constant is { } constant && constant.Shape.SequenceEqual([1, bias.Length]) ? constant.Values : throw node.Broken($"expected biases [1, {bias.Length}].");
        if (operands.ElementAtOrDefault(4) is var lengths && lengths != default && !(lengths.Constant is { Values: [double length] } && length == steps))
            throw node.Refusal($"its sequences have lengths of their own (sequence_lens); only all {steps} steps can be imported.");
        RecurrentState[] state = [.. State(node, operands, 5, units, steps), .. kind == "lstm" ? State(node, operands, 6, units, steps) : []];
        if (state.Length > 0 && state.Length < (kind == "lstm" ? 2 : 1))
            throw node.Refusal("one of its states is an input of the model and the other is not; either both or none can be.");
        double[][] initial = [.. Enumerable.Range(5, kind == "lstm" ? 2 : 1).Select(index => Initial(node, operands.ElementAtOrDefault(index).Constant, units))];

        budget.Spend(node, (long)steps * gates * units);
        var weights = new RecurrentWeights(
            Ordered(inputs.Values, order, units * features), Ordered(states.Values, order, units * units),
            Ordered(bias[..(gates * units)], order, units), Ordered(bias[(gates * units)..], order, units));
        Signal all = Signal.Of(new RecurrentStep(signal.ToRow(), kind, steps, units, weights, state, initial.Any(values => values.Any(value => value != 0)) ? initial : []), isBatchFirst ? [1, steps, 1, units] : [steps, 1, 1, units]);
        double[] last = all.Places.Values[^units..];
        var end = new Signal(all.Step, new(ElementType.Int64, [1, 1, units], last));

        // The cell of an LSTM after the last step is nothing that a network gives.
        return [all, end];
    }

    /// <summary>A state before the first step that is constant; 0 where it is not given.</summary>
    private static double[] Initial(Node node, Tensor? given, int units) => given is null ? new double[units]
        : given.Values.Length == units ? given.Values
        : throw node.Broken($"expected a state of {units} values, found {Tensor.Text(given.Shape)}.");

    /// <summary>The inputs of the model that are a state before the first step; none where that is constant.</summary>
    private static RecurrentState[] State(Node node, Operand[] operands, int index, int units, int steps)
    {
        Operand operand = operands.ElementAtOrDefault(index);
        if (operand.Signal is not { } signal)
            return [];
        if (signal.Step is not InputStep input || !signal.Order().SequenceEqual(Enumerable.Range((int)signal.Places.Values[0], units)))
            throw node.Refusal("its state begins with what is computed; only constants, and inputs of the model, can be imported.");
        return steps == 1
            ? [new(input, (int)signal.Places.Values[0], Next(node, index - 4))]
            : throw node.Refusal($"its state is an input of the model, '{input.Name}', and it goes through {steps} steps at once; a stream goes step by step. Export the model with sequences of one step, or without states.");
    }

    /// <summary>What a state is after the step: the output of its own, or that of all steps, which are one.</summary>
    private static string? Next(Node node, int output) => new[] { output, output == 1 ? 0 : output }.Select(index => node.Outputs.ElementAtOrDefault(index)).FirstOrDefault(name => name is { Length: > 0 });

    private static void RequireOrdinary(Node node, string[] activations)
    {
        if (node.Text("direction", "forward") is var direction && direction != "forward")
            throw node.Refusal($"it goes {direction}; {Kinds}");
        if (node.Strings("activations") is { Length: > 0 } named && !named.SequenceEqual(activations, StringComparer.OrdinalIgnoreCase))
            throw node.Refusal($"its activations are {string.Join(", ", named)}; only {string.Join(", ", activations)} can be imported.");
        if (node.Floats("activation_alpha") is { Length: > 0 } || node.Floats("activation_beta") is { Length: > 0 } || node.Has("clip"))
            throw node.Refusal("its activations have factors or bounds; only plain ones can be imported.");
        node.Int("output_sequence", 0);
    }

    private static double[] Ordered(double[] blocks, int[] order, int size) => [.. order.SelectMany(block => blocks.AsSpan(block * size, size).ToArray())];
}
