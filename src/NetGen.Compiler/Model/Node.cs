using NetGen.Compiler.Layers;

namespace NetGen.Compiler.Model;

/// <summary>A layer in its place in a network, which is a graph: each layer comes after those whose outputs it takes.</summary>
/// <param name="Inputs">Where what it takes comes from: the number of a layer before it, or <see cref="Input"/>.</param>
internal sealed record Node(Layer Layer, EquatableArray<int> Inputs)
{
    /// <summary>What stands for one of the network's own inputs.</summary>
    public static int Input(int number) => -1 - number;

    /// <summary>The number of a network's own input, or null where what is taken comes from a layer.</summary>
    public static int? InputOf(int source) => source < 0 ? -1 - source : null;

    /// <summary>Layers of which each takes what the one before gives, and the first the network's input.</summary>
    public static EquatableArray<Node> Chain(IEnumerable<Layer> layers) => new(layers.Select(Chained));

    /// <summary>A layer that takes what the one before gives.</summary>
    public static Node Chained(Layer layer, int number) => new(layer, SourcesOfChain(number));

    /// <summary>What a layer of that number takes, where that is what the one before gives.</summary>
    public static EquatableArray<int> SourcesOfChain(int number) => new([number == 0 ? Input(0) : number - 1]);
}
