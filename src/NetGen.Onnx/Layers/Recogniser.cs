using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Layers;

/// <summary>
/// Goes through a cut graph once, node by node: what is constant is computed, what moves numbers moves places, and what is left
/// becomes steps. It sees the model with a batch of one sample.
/// </summary>
internal sealed class Recogniser
{
    private readonly Cut _cut;
    private readonly Budget _budget = new();
    private readonly Dictionary<string, Tensor> _constants = [];
    private readonly Dictionary<string, Signal> _signals = [];

    /// <summary>How often each value is still needed: what is not is let go.</summary>
    private readonly Dictionary<string, int> _uses = [];

    private Recogniser(OnnxModel model, Cut cut)
    {
        _cut = cut;
        foreach (string name in cut.Nodes.SelectMany(node => node.Inputs).Append(cut.Output))
            _uses[name] = _uses.GetValueOrDefault(name) + 1;
        foreach (TensorProto tensor in cut.Constants)
            _constants[tensor.Name] = Read(model, tensor);
        int[][] shapes = [.. cut.Inputs.Select(input => Shape(model, input))];
        int[] sizes = [.. shapes.Select((shape, index) => TensorReader.Count(shape, $"{model.Source}: input '{cut.Inputs[index].Name}'"))];
        if (sizes.Sum(size => (long)size) > TensorReader.MostElements)
            throw model.Refusal($"expected at most {TensorReader.MostElements} values of all inputs.");
        var row = new InputStep(sizes.Sum());
        int start = 0;
        for (int i = 0; i < shapes.Length; i++)
        {
            double[] places = [.. Enumerable.Range(start, sizes[i]).Select(place => (double)place)];
            _signals[cut.Inputs[i].Name] = new(row, new(ElementType.Int64, shapes[i], places));
            start += sizes[i];
        }
    }

    /// <summary>How many nodes were computed because they do not depend on the inputs.</summary>
    public int FoldedCount { get; private set; }

    /// <summary>The step that makes the wanted output.</summary>
    /// <exception cref="NotSupportedException">A node cannot be imported; the message says which, and what to do.</exception>
    /// <exception cref="InvalidDataException">The model contradicts itself.</exception>
    public static (Step Output, int Folded) Run(OnnxModel model, Cut cut)
    {
        // What leads to random numbers may well be refused for another reason, which would say less.
        if (cut.Nodes.FirstOrDefault(node => Operators.IsRandom(node.Operation)) is { } random)
            throw random.Refusal(Operators.WhyNot(random.Operation));
        var recogniser = new Recogniser(model, cut);
        foreach (Node node in cut.Nodes)
            recogniser.Visit(node);
        return recogniser._signals.TryGetValue(cut.Output, out Signal? output)
            ? (output.ToRow(), recogniser.FoldedCount)
            : throw new NotSupportedException($"{model.Source}: '{cut.Output}' does not depend on any input: there is no network to import. Name another output.");
    }

    private static Tensor Read(OnnxModel model, TensorProto tensor)
    {
        try
        {
            return model.Tensors.Read(tensor);
        }
        catch (InvalidDataException exception)
        {
            throw model.Refusal(exception.Message);
        }
    }

    /// <summary>The shape of one sample, with a batch of 1 where there is one.</summary>
    private static int[] Shape(OnnxModel model, OnnxValue input)
    {
        if (input.Shape is not { Count: > 0 } shape)
            throw new NotSupportedException($"{model.Source}: the input '{input.Name}' has no shape. Export the model with the shape of its input.");
        var sizes = new List<int>();
        for (int axis = 0; axis < shape.Count; axis++)
        {
            if (axis == 0 && shape.Count > 1 && shape[0] is not (null or 1 or 0))
                throw new NotSupportedException($"{model.Source}: the input '{input}' is for batches of {shape[0]}. Export the model for one sample, or with a batch of any size.");
            sizes.Add(axis == 0 && shape.Count > 1 ? 1 : shape[axis] switch
            {
                null => throw new NotSupportedException($"{model.Source}: the input '{input}' leaves its size at axis {axis} open. Export the model with a fixed size; only the batch may be open."),
                <= 0 or > TensorReader.MostElements => throw model.Refusal($"the input '{input}' has a size that cannot be at axis {axis}."),
                long size => (int)size,
            });
        }
        return [.. sizes];
    }

    private void Visit(Node node)
    {
        if (node.Domain is not ("" or "ai.onnx"))
            throw node.Refusal($"it is an operator of '{node.Domain}'; only those of ONNX itself can be imported. Export the model without optimising it for a runtime.");
        Operand[] operands = [.. node.Inputs.Select(OperandOf)];
        Signal? signal = operands.Select(operand => operand.Signal).FirstOrDefault(found => found is not null);
        if (signal is null)
            Fold(node, operands);
        else if (node.Operation == "Shape")
            SetConstants(node, Folds.Find(node.Operation)!(node, [signal.Places], _budget));
        else if (Folds.Moves.TryGetValue(node.Operation, out Fold? move))
            Move(node, operands, signal, move);
        else
            Set(node, node.Outputs[0], (Operators.Find(node.Operation) ?? throw node.Refusal(Operators.WhyNot(node.Operation)))(node, operands, _budget));
        node.RequireAllRead();
        foreach (string name in node.Inputs)
        {
            if (--_uses[name] == 0)
            {
                _signals.Remove(name);
                _constants.Remove(name);
            }
        }
    }

    private void Set(Node node, string name, Signal signal)
    {
        _budget.Spend(node, signal.Count);
        if (signal.Count == 0)
            throw node.Refusal("it leaves no values.");
        if (signal.Step.Depth > Chain.MostLayers)
            throw node.Refusal($"it is behind {Chain.MostLayers} layers; a network has at most so many.");
        _signals[name] = signal;
    }

    private Operand OperandOf(string name) => name.Length == 0 ? default
        : _signals.TryGetValue(name, out Signal? signal) ? new(null, signal)
        : _constants.TryGetValue(name, out Tensor? tensor) ? new(tensor, null)
        : throw new NotSupportedException($"'{name}' is a second result of its node, which cannot be imported.");

    private void Fold(Node node, Operand[] operands)
    {
        Fold fold = Folds.Find(node.Operation) ?? throw node.Refusal($"its inputs are constants, and {node.Operation} of constants is not computed.");
        SetConstants(node, fold(node, [.. operands.Select(operand => operand.Constant)], _budget));
        FoldedCount++;
    }

    private void SetConstants(Node node, Tensor[] results)
    {
        for (int i = 0; i < Math.Min(results.Length, node.Outputs.Count); i++)
            _constants[node.Outputs[i]] = results[i];
    }

    /// <summary>All numbers come from one step, so that where they went says everything.</summary>
    private void Move(Node node, Operand[] operands, Signal signal, Fold move)
    {
        bool joins = node.Operation == "Concat";
        if (!joins && operands[0].Signal is null || operands.Skip(joins ? 0 : 1).Any(operand => joins ? operand.Signal is null : operand.Signal is not null))
            throw node.Refusal(joins ? "it joins computed values with constants; only computed values can be joined." : "where its numbers go depends on the input; only what is known beforehand can be imported.");
        if (operands.Any(operand => operand.Signal is { } other && other.Step != signal.Step))
            throw node.Refusal("it joins values from different layers; only chains of layers can be imported, and joins of inputs or of parts of one layer.");
        Tensor[] results = move(node, [.. operands.Select(operand => operand.Signal?.Places ?? operand.Constant)], _budget);
        for (int i = 0; i < Math.Min(results.Length, node.Outputs.Count); i++)
            Set(node, node.Outputs[i], new(signal.Step, results[i]));
    }
}
