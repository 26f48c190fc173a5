using NetGen.Onnx.Format;

namespace NetGen.Onnx.Graph;

/// <summary>The part of a model that leads to some values.</summary>
internal sealed class Cut
{
    private const int MostOutputs = 64;

    private readonly OnnxModel _model;
    private readonly Dictionary<string, Node> _producers = [];
    private readonly Dictionary<string, TensorProto> _constants = [];
    private readonly HashSet<string> _inputs = [];

    private Cut(OnnxModel model)
    {
        _model = model;
        GraphProto graph = model.Proto.Graph;
        foreach (TensorProto tensor in graph.Initializer)
        {
            if (!_constants.TryAdd(tensor.Name, tensor))
                throw model.Refusal($"the weights '{tensor.Name}' are there twice.");
        }
        foreach (OnnxValue input in model.Inputs)
        {
            if (!_inputs.Add(input.Name))
                throw model.Refusal($"the input '{input.Name}' is there twice.");
        }
        for (int i = 0; i < graph.Node.Count; i++)
        {
            var node = new Node(model, graph.Node[i], i);
            foreach (string output in node.Outputs.Where(name => name.Length > 0))
            {
                if (_constants.ContainsKey(output) || _inputs.Contains(output) || !_producers.TryAdd(output, node))
                    throw node.Broken($"makes '{output}', which is there already.");
            }
        }
        RequireUse(graph);
    }

    /// <summary>The values that were asked for.</summary>
    public IReadOnlyList<string> Outputs { get; private set; } = [];

    /// <summary>The nodes that lead to them, each after those that it needs.</summary>
    public IReadOnlyList<Node> Nodes { get; private set; } = [];

    /// <summary>The model's inputs that they depend on, in their order.</summary>
    public IReadOnlyList<OnnxValue> Inputs { get; private set; } = [];

    /// <summary>The weights that they depend on.</summary>
    public IReadOnlyList<TensorProto> Constants { get; private set; } = [];

    /// <param name="model">The model.</param>
    /// <param name="outputs">Outputs, or values between nodes; none for the only output that is computed from inputs and weights.</param>
    /// <exception cref="ArgumentException">There is no such value, or no such only output, or one is named twice.</exception>
    /// <exception cref="InvalidDataException">The graph is none: it has a loop, makes a value twice, or uses one that nobody makes.</exception>
    public static Cut Of(OnnxModel model, params IReadOnlyList<string> outputs)
    {
        var cut = new Cut(model);
        if (outputs.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } repeated)
            throw new ArgumentException($"{model.Source}: expected each output once, found '{repeated.Key}' {repeated.Count()} times.", nameof(outputs));
        cut.Back(outputs.Count > 0 ? outputs : [cut.OnlyOutput()]);
        return cut;
    }

    private string OnlyOutput()
    {
        string[] all = [.. _model.Outputs.Select(output => output.Name)];
        if (all.Length > MostOutputs)
            throw new ArgumentException($"{_model.Source}: the model has {all.Length} outputs; name the one that you want.", "output");
        string[] computed = all.Length == 1 ? all : [.. all.Where(IsComputed)];
        return computed.Length == 1
            ? computed[0]
            : throw new ArgumentException($"{_model.Source}: name the output that you want; the model has {(all.Length == 0 ? "none" : string.Join(", ", all.Select(name => $"'{name}'")))}.", "output");
    }

    private bool IsComputed(string output)
    {
        Back([output]);
        return Inputs.Count > 0 && Constants.Count > 0;
    }

    private void Back(IReadOnlyList<string> outputs)
    {
        var nodes = new List<Node>();
        HashSet<string> leaves = [];
        HashSet<Node> begun = [], done = [];
        foreach (string output in outputs)
            Back(Producer(output), nodes, leaves, begun, done);
        Outputs = outputs;
        Nodes = nodes;
        Inputs = [.. _model.Inputs.Where(input => leaves.Contains(input.Name))];
        Constants = [.. _constants.Values.Where(tensor => leaves.Contains(tensor.Name))];
    }

    private Node Producer(string output)
    {
        if (_producers.TryGetValue(output, out Node? last))
            return last;
        string values = string.Join(", ", _model.Outputs.Select(value => $"'{value.Name}'"));
        throw new ArgumentException($"{_model.Source}: no node makes '{output}'; the model's outputs are {values}.", nameof(output));
    }

    private void Back(Node last, List<Node> nodes, HashSet<string> leaves, HashSet<Node> begun, HashSet<Node> done)
    {
        var path = new Stack<Node>([last]);
        while (path.TryPeek(out Node? node))
        {
            if (begun.Add(node))
            {
                foreach (string input in node.Inputs.Where(name => name.Length > 0))
                {
                    if (!_producers.TryGetValue(input, out Node? producer))
                        leaves.Add(RequireLeaf(node, input));
                    else if (done.Contains(producer))
                        continue;
                    else if (begun.Contains(producer))
                        throw producer.Broken($"needs what it makes itself, by way of '{input}': the graph has a loop.");
                    else
                        path.Push(producer);
                }
                continue;
            }
            path.Pop();
            if (done.Add(node))
                nodes.Add(node);
        }
    }

    private string RequireLeaf(Node node, string name) => _constants.ContainsKey(name) || _inputs.Contains(name)
        ? name
        : throw node.Broken($"needs '{name}', which is no input, no weights of the file, and made by no node.");

    /// <summary>Weights that nobody reads are a sign that the file is not what it was.</summary>
    private void RequireUse(GraphProto graph)
    {
        HashSet<string> used = [.. graph.Output.Select(output => output.Name)];
        AddUsed(graph, used);
        if (graph.Initializer.FirstOrDefault(tensor => !used.Contains(tensor.Name)) is { } unused)
            throw _model.Refusal($"the weights '{unused.Name}' are used by no node. Export the model again, or take them out.");
    }

    private static void AddUsed(GraphProto graph, HashSet<string> used)
    {
        foreach (NodeProto node in graph.Node)
        {
            used.UnionWith(node.Input);
            foreach (GraphProto inner in node.Attribute.SelectMany(attribute => attribute.Graphs.Append(attribute.G)).OfType<GraphProto>())
            {
                used.UnionWith(inner.Output.Select(output => output.Name));
                AddUsed(inner, used);
            }
        }
    }
}
