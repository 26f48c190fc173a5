using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;
using NetGen.Onnx.Networks;

namespace NetGen.Onnx.Layers;

/// <summary>
/// Goes through a cut graph once, node by node: what is constant is computed, what moves numbers moves places, and what is left
/// becomes steps. It sees the model with a batch of one sample.
/// </summary>
internal sealed class Recogniser
{
    private const int MostInputs = 65_536;

    private readonly Cut _cut;
    private readonly Budget _budget = new();
    private readonly Dictionary<string, Tensor> _constants = [];
    private readonly Dictionary<string, Signal> _signals = [];

    /// <summary>How often each value is still needed: what is not is let go.</summary>
    private readonly Dictionary<string, int> _uses = [];

    private Recogniser(OnnxModel model, Cut cut)
    {
        _cut = cut;
        foreach (string name in cut.Nodes.SelectMany(node => node.Inputs).Concat(cut.Outputs))
            _uses[name] = _uses.GetValueOrDefault(name) + 1;
        foreach (TensorProto tensor in cut.Constants)
            _constants[tensor.Name] = Read(model, tensor);
        long count = 0;
        foreach ((string name, int[] shape) in Shapes(model, cut))
        {
            int size = TensorReader.Count(shape, $"{model.Source}: input '{name}'");
            count += size;
            if (count > MostInputs)
                throw new NotSupportedException($"{model.Source}: its inputs have {count} values; a network takes at most {MostInputs}.");
            _signals[name] = Signal.Of(new InputStep(name, size), shape);
        }
    }

    /// <summary>How many nodes were computed because they do not depend on the inputs.</summary>
    public int FoldedCount { get; private set; }

    /// <summary>The steps that make the wanted outputs.</summary>
    /// <exception cref="NotSupportedException">A node cannot be imported; the message says which, and what to do.</exception>
    /// <exception cref="InvalidDataException">The model contradicts itself.</exception>
    public static (IReadOnlyList<Step> Outputs, int Folded) Run(OnnxModel model, Cut cut)
    {
        // What leads to random numbers may well be refused for another reason, which would say less.
        if (cut.Nodes.FirstOrDefault(node => Operators.IsRandom(node.Operation)) is { } random)
            throw random.Refusal(Operators.WhyNot(random.Operation));
        var recogniser = new Recogniser(model, cut);
        foreach (Node node in cut.Nodes)
            recogniser.Visit(node);
        return ([.. cut.Outputs.Select(output => recogniser.Row(model, output))], recogniser.FoldedCount);
    }

    /// <summary>The shapes of the inputs, each with a batch of one sample.</summary>
    public static IReadOnlyDictionary<string, int[]> Shapes(OnnxModel model, Cut cut)
    {
        bool hasSteps = cut.Nodes.Any(node => Operators.IsRecurrent(node.Operation));
        return cut.Inputs.ToDictionary(input => input.Name, input => Shape(model, input, hasSteps));
    }

    private Step Row(OnnxModel model, string output)
    {
        if (!_signals.TryGetValue(output, out Signal? signal))
            throw new NotSupportedException($"{model.Source}: '{output}' does not depend on any input: there is no network to import. Name another output.");
        Step row = signal.ToRow();
        row.ComeFrom($"output '{output}'");
        return row;
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

    /// <summary>The shape of one sample, with a batch of 1 where there is one: at the first axis, or behind the steps of recurrent layers.</summary>
    private static int[] Shape(OnnxModel model, OnnxValue input, bool hasSteps)
    {
        if (input.Shape is not { Count: > 0 } shape)
            throw new NotSupportedException($"{model.Source}: the input '{input.Name}' has no shape. Export the model with the shape of its input.");
        var sizes = new List<int>();
        int batch = shape.Count == 1 ? -1 : hasSteps && shape is [not null, null or 1, _] ? 1 : 0;
        for (int axis = 0; axis < shape.Count; axis++)
        {
            if (axis == batch && shape[batch] is not (null or 1 or 0))
                throw new NotSupportedException($"{model.Source}: the input '{input}' is for batches of {shape[batch]}. Export the model for one sample, or with a batch of any size.");
            sizes.Add(axis == batch ? 1 : shape[axis] switch
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
            Set(node, (Operators.Find(node.Operation) ?? throw node.Refusal(Operators.WhyNot(node.Operation)))(node, operands, _budget));
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

    private void Set(Node node, Signal[] signals)
    {
        for (int i = 0; i < Math.Min(signals.Length, node.Outputs.Count); i++)
        {
            if (node.Outputs[i].Length > 0)
                Set(node, node.Outputs[i], signals[i]);
        }
    }

    private void Set(Node node, string name, Signal signal)
    {
        signal.Step.ComeFrom(node.Where);
        signal.Step.IsShared |= _uses.GetValueOrDefault(name) > 1;
        _budget.Spend(node, signal.Count);
        if (signal.Count == 0)
            throw node.Refusal("it leaves no values.");
        if (signal.Step.Depth > Lowering.MostLayers)
            throw node.Refusal($"it is behind {Lowering.MostLayers} layers; a network has at most so many.");
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

    /// <summary>Where numbers went says everything; those of several steps are in the row of all of them.</summary>
    private void Move(Node node, Operand[] operands, Signal signal, Fold move)
    {
        bool joins = node.Operation == "Concat";
        if (!joins && operands[0].Signal is null || operands.Skip(joins ? 0 : 1).Any(operand => joins ? operand.Signal is null : operand.Signal is not null))
            throw node.Refusal(joins ? "it joins computed values with constants; only computed values can be joined." : "where its numbers go depends on the input; only what is known beforehand can be imported.");
        Step[] steps = [.. operands.Select(operand => operand.Signal?.Step).OfType<Step>().Distinct()];
        Step all = steps.Length == 1 ? signal.Step : new JoinStep(steps);
        Tensor[] results = move(node, [.. operands.Select(operand => operand.Signal is { } other ? Within(node, other, steps) : operand.Constant)], _budget);
        Set(node, [.. results.Select(places => places.Values.Length == 0 ? throw node.Refusal("it leaves no values.") : Windows.WithoutEnds(Narrowest(all, places)))]);
    }

    /// <summary>The places of a signal in the row of several steps.</summary>
    private Tensor Within(Node node, Signal signal, Step[] steps)
    {
        int start = steps.TakeWhile(step => step != signal.Step).Sum(step => step.Size);
        if (start == 0)
            return signal.Places;
        double[] places = _budget.Room(node, signal.Shape);
        for (int i = 0; i < places.Length; i++)
            places[i] = signal.Places.Values[i] + start;
        return signal.Places with { Values = places };
    }

    /// <summary>What comes from one of joined steps alone is a signal of that one.</summary>
    private static Signal Narrowest(Step step, Tensor places)
    {
        if (step is not JoinStep join)
            return new(step, places);
        double least = places.Values.Min(), most = places.Values.Max();
        int start = 0;
        foreach (Step source in join.Sources)
        {
            if (least >= start && most < start + source.Size)
                return new(source, places with { Values = [.. places.Values.Select(place => place - start)] });
            start += source.Size;
        }
        return new(step, places);
    }
}
