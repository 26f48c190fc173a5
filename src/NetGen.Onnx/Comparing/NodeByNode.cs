using NetGen.Onnx.Folding;
using NetGen.Onnx.Format;
using NetGen.Onnx.Graph;

namespace NetGen.Onnx.Comparing;

/// <summary>
/// A model computed node by node by the definitions of ONNX's operators, each result rounded once. It knows nothing of layers: what
/// recognises, folds and compiles them is held against it.
/// </summary>
internal sealed class NodeByNode : IOriginal
{
    private readonly Origin _origin;
    private readonly ElementType _type;
    private readonly Dictionary<string, Tensor> _constants = [];
    private readonly List<Node> _nodes = [];
    private Dictionary<string, double[]> _states = [];

    /// <exception cref="NotSupportedException">An operator is not computed here.</exception>
    public NodeByNode(Origin origin)
    {
        _origin = origin;
        _type = origin.Model.TypeOf(origin.Cut.Inputs);
        foreach (TensorProto tensor in origin.Cut.Constants)
            _constants[tensor.Name] = origin.Model.Tensors.Read(tensor);
        foreach (Node node in origin.Cut.Nodes)
        {
            if (Folds.Find(node.Operation) is null)
                throw node.Refusal($"{node.Operation} is not computed.");
            if (node.Inputs.All(name => name.Length == 0 || _constants.ContainsKey(name)))
                Compute(node, _constants, _constants);
            else
                _nodes.Add(node);
        }
    }

    /// <inheritdoc/>
    public string By => "the model's own nodes, one by one";

    /// <inheritdoc/>
    public double[] Run(ReadOnlySpan<double> row)
    {
        Dictionary<string, Tensor> values = _origin.Spread(row, _states).ToDictionary(input => input.Key, input => new Tensor(_type, _origin.Shapes[input.Key], input.Value));
        foreach (Node node in _nodes)
            Compute(node, values, _constants);
        _states = _origin.States.ToDictionary(state => state.Next, state => values[state.Next].Values);
        return [.. _origin.Cut.Outputs.SelectMany(output => values[output].Values)];
    }

    private static void Compute(Node node, Dictionary<string, Tensor> values, Dictionary<string, Tensor> constants)
    {
        Tensor?[] inputs = [.. node.Inputs.Select(name => name.Length == 0 ? null : values.TryGetValue(name, out Tensor? value) ? value : constants[name])];
        foreach ((string name, Tensor result) in node.Outputs.Zip(Folds.Find(node.Operation)!(node, inputs, new Budget())))
            values[name] = result;
    }
}
