using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Model;

/// <summary>
/// What a network means, validated and normalised: two declarations that mean the same give equal models. This record is the
/// cache boundary: it holds no text spans and nothing of the host compiler's.
/// </summary>
/// <param name="Host">The user's class.</param>
/// <param name="Layers">In order of computation; each layer's inputs are the outputs of the one before.</param>
/// <param name="Loss">Valid for the last layer's activation.</param>
/// <param name="InitializerScale">Standard deviation, upper bound or value, for the initializers that take one.</param>
/// <param name="InitialBias">What every bias starts as.</param>
/// <param name="Weights">The weights as declared and resolved, or null where none were.</param>
/// <param name="Classes">The names of the classes, or none.</param>
/// <param name="Trace">Whether the class gets Trace.</param>
/// <param name="Training">Whether the class can be trained; otherwise it only predicts.</param>
internal sealed record NetworkModel(
    HostType Host,
    EquatableArray<Layer> Layers,
    Loss Loss,
    double InitializerScale,
    double InitialBias,
    Precision Precision,
    WeightsModel? Weights,
    EquatableArray<string> Classes,
    bool Trace,
    bool Training)
{
    public Shape Input => Layers[0].Input;

    public int InputSize => Input.Size;

    public int OutputSize => Output.Outputs;

    public int ParameterCount => (int)Layers.Sum(layer => layer.ParameterCount);

    public Layer Output => Layers[Layers.Count - 1];

    /// <summary>From where on a lone output means class 1; null where it means none.</summary>
    public double? DecisionThreshold => Loss.DecidesAtZero ? 0 : Output.Activation.DecisionThreshold;

    /// <summary>The architecture in canonical text, which parses back to these layers.</summary>
    public string Architecture => Input + string.Concat(Layers.Select((layer, index) => "-" + Text(layer, isOutput: index == Layers.Count - 1)));

    /// <summary>The activation is left out where it is the default of an output layer, or where there is none to write.</summary>
    private static string Text(Layer layer, bool isOutput) => !layer.Kind.Syntax.HasActivation || isOutput && layer.Activation.Name == "Identity" ? layer.Text : $"{layer.Text}:{layer.Activation.Name.ToLowerInvariant()}";
}
