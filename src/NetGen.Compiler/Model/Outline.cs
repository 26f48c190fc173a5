using NetGen.Compiler.Layers;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Model;

/// <summary>
/// What the public surface of a network depends on: enough to declare its members, not to compute anything. A network in
/// error has one too, with 1 for a size that could not be read, so that code that uses the network still compiles.
/// </summary>
/// <param name="Host">The user's class.</param>
/// <param name="Predicts">True when an output is a class: several outputs, or one with a threshold.</param>
/// <param name="TakesLabels">True when targets may be class labels.</param>
/// <param name="HasPretrained">True when weights were declared.</param>
/// <param name="HasClasses">True when the classes have names.</param>
/// <param name="HasTrace">True when a sample can be traced.</param>
/// <param name="HasTraining">True when it can be trained.</param>
/// <param name="IsStreaming">True when it goes through streams.</param>
internal sealed record Outline(
    HostType Host,
    int InputSize,
    int OutputSize,
    int ParameterCount,
    Precision Precision,
    bool Predicts,
    bool TakesLabels,
    bool HasPretrained,
    bool HasClasses,
    bool HasTrace,
    bool HasTraining,
    bool IsStreaming)
{
    /// <summary>The parts of an input.</summary>
    public EquatableArray<Port> Inputs { get; init; } = EquatableArray<Port>.Empty;

    /// <summary>The parts of an output.</summary>
    public EquatableArray<Port> Outputs { get; init; } = EquatableArray<Port>.Empty;

    /// <summary>Whether an input or an output has several parts.</summary>
    public bool HasParts => Inputs.Count > 1 || Outputs.Count > 1;

    /// <summary>The parts of an input by the names of their parameters.</summary>
    public IEnumerable<(string Name, Shape Shape)> InputParts => Inputs.Select(port => (port.Name ?? "input", port.Shape));

    /// <summary>The parts of an output likewise.</summary>
    public IEnumerable<(string Name, Shape Shape)> OutputParts => Outputs.Count == 0 ? [(Free("output"), Shape.Of(OutputSize))] : Outputs.Select(port => (port.Name ?? Free("output"), port.Shape));

    /// <summary>The C# keyword of the network's number type.</summary>
    public string Number => Precision == Precision.Single ? "float" : "double";

    /// <summary>That name, or what follows it with '_' behind, whichever no part has.</summary>
    public string Free(string name) => Inputs.Concat(Outputs).Any(port => port.Name == name) ? Free(name + "_") : name;

    public static Outline Of(NetworkModel model) => new(
        model.Host,
        model.InputSize,
        model.OutputSize,
        model.ParameterCount,
        model.Precision,
        !model.IsStreaming && model.Outputs.Count == 1 && IsClass(model.OutputSize, model.Output.Activation, model.Loss),
        model.Loss.TakesLabels && model.Outputs.Count == 1,
        HasPretrained: model.Weights is not null,
        HasClasses: model.Classes.Count > 0,
        HasTrace: model.Trace,
        HasTraining: model.Training,
        IsStreaming: model.IsStreaming)
    {
        Inputs = model.Inputs,
        Outputs = model.Outputs,
    };

    /// <summary>True when outputs of this kind mean a class.</summary>
    public static bool IsClass(int outputs, Activation activation, Loss loss) =>
        outputs > 1 || activation.DecisionThreshold is not null || loss.DecidesAtZero;
}
