using NetGen.Compiler.Findings;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Layers;

/// <summary>What surrounds a layer whose meaning is asked for.</summary>
/// <param name="Inputs">The shapes that it takes; one, unless its syntax says that it takes several.</param>
/// <param name="Activation">What its pre-activations go through.</param>
/// <param name="Initializer">How its weights are first drawn.</param>
/// <param name="Findings">Takes what is wrong.</param>
internal sealed record LayerContext(IReadOnlyList<Shape> Inputs, Activation Activation, Initializer Initializer, FindingList Findings)
{
    /// <summary>The shape that it takes, or the first of them.</summary>
    public Shape Input => Inputs[0];

    /// <summary>Whether the network's inputs have no number of steps: then it takes one step of a stream.</summary>
    public bool IsStream { get; init; }

    /// <summary>The kind that gives it its inputs, null where they are the network's own, and the kind that takes what it gives, null for the last.</summary>
    public (LayerKind? Source, LayerKind? Reader) Around { get; init; }

    /// <summary>Says why a layer has no meaning on what it is given.</summary>
    /// <param name="layer">What it would be, such as a convolution.</param>
    /// <returns>No layer.</returns>
    public Layer? Refuse(LayerSpec written, string layer, string what, string advice)
    {
        Findings.Add(FindingTable.ShapeDoesNotFit, written.Place, written.Name, layer, what, advice);
        return null;
    }
}
