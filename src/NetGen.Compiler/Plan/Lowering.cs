using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Operations;

namespace NetGen.Compiler.Plan;

/// <summary>A layer that runs.</summary>
/// <param name="Sources">The layers whose outputs it takes, by their places among those that run; −1 for the network's own inputs.</param>
/// <param name="Name">That of the layer that was written.</param>
internal sealed record Lowered(Layer Layer, EquatableArray<int> Sources, string Name);

/// <summary>
/// In: the layers of a model. Out: those that run, in order: the same, and between them what memory asks for. Inputs with a name
/// and inputs of layers that only know rows of layers are brought into such rows; what several layers take gets a gradient for
/// each of them; and a picture at the end gets the order in which networks give their outputs.
/// </summary>
internal sealed class Lowering
{
    private const int NetworkInputs = -1;

    private readonly NetworkModel _model;
    private readonly List<Lowered> _layers = [];

    /// <summary>By input of the network, the row that it was brought into.</summary>
    private readonly Dictionary<int, int> _inputs = [];

    /// <summary>By number of a layer, what is left of it for those that take its outputs, in their order.</summary>
    private readonly List<Queue<int>> _outputs = [];

    private Lowering(NetworkModel model) => _model = model;

    public static IReadOnlyList<Lowered> Of(NetworkModel model)
    {
        var lowering = new Lowering(model);
        for (int number = 0; number < model.Nodes.Count; number++)
            lowering.Add(model.Nodes[number], number);
        return lowering._layers;
    }

    private void Add(Node node, int number)
    {
        string name = LayerSpec.NameOf(number);
        EquatableArray<int> sources = new([.. node.Inputs.Select(source => Source(node, source))]);
        bool isPictureAtTheEnd = number == _model.Nodes.Count - 1 && Picture.Of(node.Layer.Output).Pixels > 1;
        int place = AddParts(isPictureAtTheEnd ? node.Layer with { Activation = Registry.Identity } : node.Layer, sources, name);
        if (isPictureAtTheEnd)
            Add(LayerKinds.Flatten(node.Layer), new([place]), LayerSpec.NameOf(number + 1));

        int readers = _model.Nodes.Sum(other => other.Inputs.Count(source => source == number));
        _outputs.Add(new Queue<int>(Enumerable.Range(0, readers).Select(_ => readers == 1 || !_model.Training
            ? place
            : Add(LayerKinds.Branch(node.Layer), new([place]), name))));
    }

    private int Source(Node node, int source)
    {
        if (Node.InputOf(source) is not int input)
            return _outputs[source].Dequeue();
        if (_model.Inputs.Count == 1 && node.Layer.Kind.TakesNetworkInputs)
            return NetworkInputs;
        if (_inputs.TryGetValue(input, out int row))
            return row;
        int start = _model.Inputs.Take(input).Sum(other => other.Shape.Size);
        Port port = _model.Inputs[input];
        return _inputs[input] = Add(LayerKinds.Slice(Shape.Of(_model.InputSize), start, port.Shape, Registry.Identity, node.Layer.Initializer), new([NetworkInputs]), port.Name ?? "input");
    }

    /// <summary>A layer, or the layers that run in its place, brought together.</summary>
    private int AddParts(Layer layer, EquatableArray<int> sources, string name)
    {
        IReadOnlyList<Layer> parts = layer.Kind.Parts(layer);
        if (parts.Count == 0)
            return Add(layer, sources, name);
        int source = sources[0];
        int[] taken = [.. parts.Select(_ => _model.Training ? Add(LayerKinds.Branch(_layers[source].Layer), new([source]), name) : source)];
        int[] places = [.. parts.Select((part, number) => Add(part, new([taken[number]]), name))];
        return Add(LayerKinds.Concat(layer.Output), new(places), name);
    }

    private int Add(Layer layer, EquatableArray<int> sources, string name)
    {
        _layers.Add(new Lowered(layer, sources, name));
        return _layers.Count - 1;
    }
}
