using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Model;

/// <summary>
/// What a network means, validated and normalised: two declarations that mean the same give equal models. This record is the
/// cache boundary: it holds no text spans and nothing of the host compiler's.
/// </summary>
/// <param name="Host">The user's class.</param>
/// <param name="Inputs">The parts of an input, in order.</param>
/// <param name="Outputs">The parts of an output, in order; together they are what the last layer gives.</param>
/// <param name="Nodes">The layers, in order of computation.</param>
/// <param name="Loss">Valid for the last layer's activation.</param>
/// <param name="InitializerScale">Standard deviation, upper bound or value, for the initializers that take one.</param>
/// <param name="InitialBias">What every bias starts as.</param>
/// <param name="Weights">The weights as declared and resolved, or null where none were.</param>
/// <param name="Classes">The names of the classes, or none.</param>
/// <param name="Trace">Whether the class gets Trace.</param>
/// <param name="Training">Whether the class can be trained; otherwise it only predicts.</param>
internal sealed record NetworkModel(
    HostType Host,
    EquatableArray<Port> Inputs,
    EquatableArray<Port> Outputs,
    EquatableArray<Node> Nodes,
    Loss Loss,
    double InitializerScale,
    double InitialBias,
    Precision Precision,
    WeightsModel? Weights,
    EquatableArray<string> Classes,
    bool Trace,
    bool Training)
{
    /// <summary>The layers, without where their inputs come from.</summary>
    public IReadOnlyList<Layer> Layers => [.. Nodes.Select(node => node.Layer)];

    public int InputSize => Inputs.Sum(input => input.Shape.Size);

    public int OutputSize => Output.Outputs;

    public int ParameterCount => (int)Nodes.Sum(node => node.Layer.ParameterCount);

    /// <summary>Whether a sample is one step of a stream, of which layers remember the steps before.</summary>
    public bool IsStreaming => Nodes.Any(node => node.Layer.IsStreamed);

    public Layer Output => Nodes[Nodes.Count - 1].Layer;

    /// <summary>From where on a lone output means class 1; null where it means none.</summary>
    public double? DecisionThreshold => Loss.DecidesAtZero ? 0 : Output.Activation.DecisionThreshold;

    /// <summary>The architecture in canonical text. That of a chain parses back to these layers; a graph's says in brackets what a layer takes if that is not what the one before gives.</summary>
    public string Architecture => string.Join("+", Inputs.Select(input => input.Shape)) + string.Concat(Nodes.Select((node, number) => "-" + Text(node, number)));

    /// <summary>The activation is left out where it is the default of an output layer, or where there is none to write.</summary>
    private string Text(Node node, int number)
    {
        Layer layer = node.Layer;
        bool isOutput = number == Nodes.Count - 1;
        string text = !layer.HasActivation || isOutput && layer.Activation.Name == "Identity" ? layer.Text : $"{layer.Text}:{layer.Activation.Name.ToLowerInvariant()}";
        return node == Node.Chained(layer, number) ? text : $"{text}({string.Join(",", node.Inputs)})";
    }
}
