using NetGen.Compiler.Findings;
using NetGen.Compiler.Kernels;
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

    /// <summary>Whether the network is for streams, of which it takes one step.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether the network has several inputs.</summary>
    public bool HasSeveralInputs { get; init; }

    /// <summary>The kind that gives it its inputs, null where they are the network's own, and the kind that takes what it gives, null for the last.</summary>
    public (LayerKind? Source, LayerKind? Reader) Around { get; init; }

    private string Channels => Input.Dimensions.Count > 1 ? "channels" : "features";

    /// <summary>Whether each value of the activation depends on all units of a layer.</summary>
    public bool CouplesUnits => Formulas.Reductions([Activation.Forward(Quantities.Z)]).Count > 0;

    /// <summary>Refuses what is for features, signals and pictures alone.</summary>
    public Layer? RefuseDimensions(LayerSpec written, string layer) =>
        Refuse(written, layer, "it is for features, for channels x length and for channels x height x width", "give the input such a shape, as in '1x28x28'");

    /// <summary>Refuses an activation over the units of a layer where that gives pictures.</summary>
    public Layer? RefuseUnits(LayerSpec written, string layer) =>
        Refuse(written, layer, $"{Activation} is over the units of a layer, and pictures have none", "give it another activation, and one to the dense layer behind");

    /// <summary>Says why a layer has no meaning on what it is given.</summary>
    /// <param name="layer">What it would be, such as a convolution.</param>
    /// <returns>No layer.</returns>
    public Layer? Refuse(LayerSpec written, string layer, string what, string advice) => Refuse(written, written.Place, layer, what, advice);

    /// <summary>The features or channels that "start" and "count" say, all of them where neither is written; null with a finding where there are no such.</summary>
    public (int Start, int Count)? Neighbours(LayerSpec written, string layer)
    {
        int channels = Input.Dimensions[0], start = written.Option("start") ?? 0, count = written.Option("count") ?? Math.Max(1, channels - start);
        if (start + count <= channels)
            return (start, count);
        Refuse(written, layer, $"it reaches from {start} to {start + count - 1}", $"{Channels} go from 0 to {channels - 1}");
        return null;
    }

    /// <summary>Numbers of channels, one for all of them or one for each.</summary>
    /// <param name="layer">What the layer would be.</param>
    /// <param name="key">What they are written behind.</param>
    /// <param name="numbers">Null where none are written.</param>
    /// <returns>False with a finding where there is another number of them.</returns>
    public bool TryNumbers(LayerSpec written, string layer, string key, out EquatableArray<double>? numbers)
    {
        WrittenNumbers? found = written.Numbers.FirstOrDefault(found => found.Key == key);
        numbers = found is null ? null : new(found.Values.Select(number => number.Value));
        int channels = Input.Dimensions[0];
        if (numbers is null || numbers.Count == 1 || numbers.Count == channels)
            return true;
        Refuse(written, found!.Place, layer, $"its {key} has {numbers.Count} numbers", $"write one, or one for each of {channels} {Channels}");
        return false;
    }

    private Layer? Refuse(LayerSpec written, Place place, string layer, string what, string advice)
    {
        Findings.Add(FindingTable.ShapeDoesNotFit, place, written.Name, layer, what, advice);
        return null;
    }
}
